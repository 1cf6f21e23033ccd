import type { Command } from 'commander'
import type { Warning } from '../../../contract/groups/session.ts'
import { type AppApi, type AppContract, type Connector, createClient, type Workspace } from '../../../contract/index.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { readPages } from '../../../contract/read-pages.ts'
import { appError, type AppError, type ErrorBody } from '../../../contract/errors.ts'
import { nameKey } from '../../../shared/names.ts'
import type { App } from '../../app/app.ts'
import type { Dispatch } from '../../app/dispatch.ts'
import { defaultDataDir } from '../../platform/data-directory.ts'
import { PLACES } from '../../platform/data-place.ts'
import { systemIdentity } from '../../core/identity.ts'
import { type OpenOptions, openApp } from '../../app/open-app.ts'
import { openWithoutData } from '../../app/without-data.ts'
import type { ProgramFiles } from '../../platform/resources.ts'
import { createSystemEngine } from '../../secrets/keychain/system-engine.ts'
import type { HostPorts } from '../../core/context.ts'
import { once } from '../../core/once.ts'
import { readPassphrase } from './input.ts'
import { type ReadPassphrase, withPassphrase } from './passphrase.ts'
import { printJson } from './print.ts'
import { createSender } from './sharing/sender.ts'
import { namesLike } from './suggest.ts'
import { terminal } from './terminal.ts'

/** The options that every command takes. */
export interface CommonOptions {
  dataDir?: string
  workspace?: string
  passphraseFile?: string
  json?: boolean
}

export const withCommonOptions = (command: Command): Command =>
  command
    .option('--data-dir <dir>', 'the directory that holds the data')
    .option('--workspace <name|id>', 'the workspace to work in')
    .option(
      '--passphrase-file <file>',
      "a file with the workspace's passphrase (or PATCHBAY_PASSPHRASE_FILE names one)",
    )
    .option('--json', 'print the value as JSON')

/** The command `connector`, to which several files add their own. */
export const connectorCommand = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'connector') ??
  program.command('connector').description('connectors: catalog entries installed in a workspace')

/** Opens the program on the data directory that the options name. */
export const openForCli = (
  options: CommonOptions,
  host: string,
  files: ProgramFiles,
  more: Pick<OpenOptions, 'standby' | 'unattended' | 'onUnwritten'> = {},
): App =>
  (terminal.open ?? openApp)({
    dataDir: options.dataDir ?? defaultDataDir(),
    host,
    resources: files,
    keychainEngine: createSystemEngine(files.keychainProcessUrl),
    clock: () => new Date(),
    identity: systemIdentity(),
    ...more,
  })

/** An open program for one command. */
export interface CliSession {
  app: App
  api: AppApi
  /** The workspace that the options name or, without a name, the only one. */
  workspace: (nameOrId?: string) => Promise<Workspace>
  /**
   * The same for a command that switches off, deletes, replaces or clears secrets, or changes many: one that is marked as
   * production has to be named. Throws `invalid`.
   */
  workspaceForRisk: () => Promise<Workspace>
  /** The passphrase that was given by file, if any; read when it is first asked for, since most commands need none. */
  passphrase: ReadPassphrase
}

/** The part of an input that takes the passphrase, empty where none was given. */
export async function givenPassphrase({ passphrase: read }: CliSession): Promise<{ passphrase?: Passphrase }> {
  const passphrase = await read()
  return passphrase === undefined ? {} : { passphrase }
}

/** What a command needs beyond its input. */
export interface CommandNeeds {
  /** What the command lends to its calls. */
  ports?: (app: App) => HostPorts
  /** The command also works while the database cannot be opened. */
  standby?: boolean
  /** The command needs no data, so no data directory is looked at. */
  withoutData?: boolean
}

/** Opens the program, runs the work, prints its value and closes. */
export async function runCommand<T>(
  options: CommonOptions,
  files: ProgramFiles,
  work: (session: CliSession) => Promise<T>,
  print: (value: T) => void | Promise<void>,
  { ports, standby = false, withoutData = false }: CommandNeeds = {},
): Promise<void> {
  const passphrase = once(() => readPassphrase(options.passphraseFile))
  // A file that the command line itself names is read in any case: a wrong name is a mistake to report.
  if (options.passphraseFile !== undefined) await passphrase()
  const running = withoutData ? undefined : terminal.running?.app
  const open = () =>
    withoutData
      ? openWithoutData({ resources: files, clock: () => new Date(), identity: systemIdentity() })
      : openForCli(options, 'cli', files, { standby: () => standby, onUnwritten: printUnwritten })
  const app = running ?? open()
  printWarnings(app)
  const stopShowing = showAsking(app)
  // A program that stays open sends what changes in it.
  const sender = running ? null : createSender(app)
  try {
    const dispatch = withPassphrase(cancellable(app.dispatch), passphrase)
    const lent = ports?.(app) ?? {}
    const api = createClient<AppContract>((name, input) => dispatch(name, input, lent))
    const value = await work({
      app,
      api,
      passphrase,
      workspace: (other = options.workspace) => findWorkspace(api, other),
      workspaceForRisk: async () => {
        const workspace = await findWorkspace(api, options.workspace)
        if (workspace.isProduction && options.workspace === undefined)
          throw appError('production_unnamed', { name: workspace.name })
        return workspace
      },
    })
    if (options.json) await printJson(value)
    else await print(value)
    await sender?.send(api, passphrase)
  } finally {
    sender?.close()
    stopShowing()
    if (!running) await app.close()
  }
}

/** A command ends before a kept file can be tried again. */
const printUnwritten = ({ message }: ErrorBody): void =>
  terminal.error(`Warning: the publish targets were not updated. ${message}. To try again: patchbay targets files`)

/** What a person should know at every start, on standard error, where it disturbs no answer that a script reads. */
export function printWarnings(app: App): void {
  for (const warning of app.warnings()) {
    const { detail, fix } = wordWarning(warning)
    terminal.error(`Warning: ${detail}. ${fix}`)
  }
}

function wordWarning(warning: Warning): { detail: string; fix: string } {
  switch (warning.kind) {
    case 'place': {
      const place = PLACES[warning.place]
      return { ...place, detail: `the data directory ${place.detail}` }
    }
    case 'updates':
      return {
        detail: `updates could not be verified since ${warning.since.slice(0, 10)}`,
        fix: 'Choose Help > Check for updates in the window.',
      }
    case 'settings':
      return {
        detail: `the settings ${warning.why === 'newer' ? 'are of a newer Patchbay' : 'are damaged'} and are kept as ${warning.path}`,
        fix: 'The usual ones count from now on, and idle workspaces lock after 5 minutes.',
      }
  }
}

/** Says where to answer while the keychain asks a person something; returns the function that stops it. */
const showAsking = ({ changes, dispatch }: App): (() => void) =>
  changes.on(({ topic }) => {
    if (topic !== 'keychain') return
    void createClient<AppContract>((name, input) => dispatch(name, input))
      .keys.asking({})
      .then(({ isAsking, program }) => {
        if (isAsking) terminal.error(`${program} asks for something. Answer there, or press Ctrl+C.`)
      })
  })

/** The same door for a command that can be cancelled: calls that wait are stopped where they can be, and none follows. */
const cancellable =
  (dispatch: Dispatch): Dispatch =>
  async (name, input, host) => {
    terminal.assertWanted()
    const stop = terminal.onCancel(() => void dispatch(...cancelOf(name, input)))
    try {
      return await dispatch(name, input, host)
    } finally {
      stop()
    }
  }

/** The call that stops another. */
function cancelOf(name: string, input: unknown): [string, unknown] {
  if (name.startsWith('workspaceBackups.')) return ['workspaceBackups.cancel', {}]
  const { workspaceId } = input as { workspaceId?: unknown }
  if (name === 'sharing.join') return ['sharing.cancelJoin', {}]
  if (name.startsWith('sharing.')) return ['sharing.cancel', { workspaceId }]
  if (name === 'signIns.progress') return ['signIns.cancel', input]
  if (name.startsWith('connectionTests.')) return ['connectionTests.cancel', { workspaceId }]
  if (name === 'workspaceCode.plan' || name === 'workspaceCode.apply')
    return ['workspaceCode.cancel', { workspaceId, upload: (input as { upload?: unknown }).upload }]
  if (name === 'targets.export') return ['targets.cancelExport', { workspaceIds: [workspaceId] }]
  if (name === 'targets.exportMany') return ['targets.cancelExport', {}]
  if (name !== 'activity.export') return ['keys.cancelAsking', {}]
  return ['activity.cancelExport', { workspaceId }]
}

/** Whether two names mean the same connector or workspace. */
export const sameName = (a: string, b: string) => nameKey(a) === nameKey(b)

const noWorkspace = async (api: AppApi): Promise<AppError> => (await strangerError(api)) ?? appError('no_workspaces')

/** The error where all workspaces belong to other people; null where that is not so. */
export async function strangerError(api: AppApi): Promise<AppError | null> {
  const { person, founder, isStranger } = await api.session.get({})
  if (!isStranger) return null
  return appError('other_account', { founder: founder && !founder.isYou ? founder.name : '', person: person.name })
}

async function findWorkspace(api: AppApi, nameOrId: string | undefined): Promise<Workspace> {
  const workspaces = await api.workspaces.list({})
  if (nameOrId === undefined) {
    const inUse = workspaces.filter(({ archivedAt }) => archivedAt === null)
    const [only, ...others] = inUse.length > 0 ? inUse : workspaces
    if (!only) throw await noWorkspace(api)
    if (others.length === 0) return only
    throw appError('several_workspaces', { names: workspaces.map(({ name }) => name) })
  }
  const workspace = workspaces.find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  if (!workspace) {
    if (workspaces.length === 0) throw await noWorkspace(api)
    const names = workspaces.map(({ name }) => name)
    throw appError('no_workspace_named', { name: nameOrId, similar: namesLike(nameOrId, names) })
  }
  return workspace
}

/** Finds a connector of a workspace by its id or name. Throws `not_found`. */
export async function findConnector(
  api: AppApi,
  workspaceId: string,
  nameOrId: string,
): Promise<Pick<Connector, 'id' | 'name'>> {
  const connectors = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
  const connector = connectors.find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  if (!connector) {
    const names = connectors.map(({ name }) => name)
    throw appError('no_connector_named', { name: nameOrId, similar: namesLike(nameOrId, names) })
  }
  return connector
}
