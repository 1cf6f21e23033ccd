import type { Command } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { Conflict, Exposure, SharingStatus } from '../../../../contract/groups/access/sharing.ts'
import { escapeUnseen } from '../../../../shared/names.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readText } from '../input.ts'
import { printTable } from '../print.ts'
import {
  type CliSession,
  type CommonOptions,
  givenPassphrase,
  runCommand,
  sameName,
  withCommonOptions,
} from '../session.ts'
import { terminal } from '../terminal.ts'
import { openOwnKeys } from './own-keys.ts'

/**
 * The field of a connector that one person deleted and another one changed. It is noted for who sent last, who may be either
 * of them.
 */
const WHOLE = '*'

interface TakeOptions extends CommonOptions {
  field?: string
  by?: string
  keep?: boolean
}

/** `share`, `join`, `sync`, `conflict …` and what belongs to them: a workspace on several computers. */
export function sharingCommands(program: Command, files: ProgramFiles): void {
  const command = (usage: string, description: string) =>
    withCommonOptions(program.command(usage).description(description))
  const run = <T>(
    options: CommonOptions,
    work: (session: CliSession, workspaceId: string) => Promise<T>,
    print: (value: T) => void | Promise<void>,
  ) => runCommand(options, files, async (session) => work(session, (await openWorkspace(session)).id), print)

  command('share <remote>', 'share the workspace through an empty git repository').action(
    (remote: string, options: CommonOptions) =>
      run(
        options,
        ({ api }, workspaceId) => api.sharing.share({ workspaceId, remote }),
        () => {
          terminal.log(`The workspace is shared at ${remote}.`)
          terminal.log(
            'Everybody who can read the repository reads names and settings of its connectors, but no secrets.',
          )
          terminal.log('Invite others with: patchbay member invite IDENTITY --role admin --out FILE')
        },
      ),
  )

  command('join <remote>', 'join a shared workspace of another computer')
    .requiredOption('--invitation <file>', 'the invitation that you were sent')
    .action((remote: string, options: CommonOptions & { invitation: string }) =>
      runCommand(
        options,
        files,
        async (session) =>
          session.api.sharing.join({
            ...{ remote, invitation: await readText(options.invitation) },
            ...(await givenPassphrase(session)),
          }),
        ({ name, role }) => terminal.log(`You are now ${role === 'member' ? 'a' : 'an'} ${role} of ${name}.`),
      ),
    )

  command('sync', 'take over what others have changed in a shared workspace, and send what waits here')
    .option('--status', 'only say how things are, without asking the repository')
    .option('--overwrite', 'put the accepted history over one that was pushed and is not accepted')
    .option('--stop', 'stop sharing on this computer; the workspace stays here')
    .action((options: CommonOptions & { status?: boolean; overwrite?: boolean; stop?: boolean }) =>
      run(
        options,
        async ({ api }, workspaceId) => {
          if (options.stop) {
            await api.sharing.stop({ workspaceId })
            return { received: 0, sent: 0, status: null }
          }
          if (options.overwrite) return api.sharing.overwrite({ workspaceId })
          if (!options.status) return api.sharing.sync({ workspaceId })
          const status = await api.sharing.status({ workspaceId })
          if (!status) throw appError('not_shared')
          return { received: 0, sent: 0, status }
        },
        ({ received, sent, status }) => {
          if (!status) {
            terminal.log('The workspace is no longer shared on this computer.')
            return
          }
          if (!options.status)
            terminal.log(
              `${plural(received, 'change', 'changes')} received, ${plural(sent, 'change', 'changes')} sent.`,
            )
          for (const line of statusLines(status)) terminal.log(line)
        },
      ),
    )

  const conflict = program
    .command('conflict')
    .description('values that wait for a choice, as two people changed the same')
  withCommonOptions(conflict.command('list').description('list what waits for a choice')).action(
    (options: CommonOptions) =>
      run(
        options,
        ({ api }, workspaceId) => api.sharing.conflicts({ workspaceId }),
        (list) =>
          printTable(
            ['connector', 'field', 'now', 'waiting', 'by'],
            list.map((one) => [
              one.connectorName,
              one.field,
              one.isSecret ? '(secret)' : valueText(one.now),
              one.isSecret ? '(secret)' : one.field === WHOLE ? 'deleted' : valueText(one.waiting),
              one.field === WHOLE ? '' : one.by,
            ]),
            'Nothing waits for a choice.',
          ),
      ),
  )
  const exposure = program
    .command('exposure')
    .description('secrets that somebody who was removed could read, until each has a new value')
  withCommonOptions(exposure.command('list').description('list the secrets to replace at their services')).action(
    (options: CommonOptions) =>
      run(options, ({ api }, workspaceId) => api.sharing.exposures({ workspaceId }), printExposures),
  )
  withCommonOptions(exposure.command('keep <connector>').description('keep a secret as it is, and off this list'))
    .option('--path <path>', 'the secret, as auth.access_token, where several are listed')
    .action((name: string, options: CommonOptions & { path?: string }) =>
      run(
        options,
        async ({ api }, workspaceId) => {
          const chosen = pickExposure(await api.sharing.exposures({ workspaceId }), name, options.path)
          const { connectorId, path } = chosen
          await api.sharing.keepSecret({ workspaceId, connectorId, path })
          return chosen
        },
        ({ connectorName, path }) => terminal.log(`Kept: ${path} of ${connectorName}.`),
      ),
    )

  withCommonOptions(
    conflict.command('take <connector>').description('take the value that waits or, with --keep, the present one'),
  )
    .option('--field <field>', 'the field, where several wait')
    .option('--by <person>', 'whose value, where several people wait')
    .option('--keep', 'keep the present value')
    .action((name: string, options: TakeOptions) =>
      run(
        options,
        async ({ api }, workspaceId) => {
          const chosen = pick(await api.sharing.conflicts({ workspaceId }), name, options)
          const { connectorId, field, memberId } = chosen
          await api.sharing.choose({
            workspaceId,
            connectorId,
            field,
            memberId,
            take: options.keep ? 'present' : 'waiting',
          })
          return chosen
        },
        ({ connectorName, field }) =>
          terminal.log(`${options.keep ? 'Kept' : 'Taken'}: ${field === WHOLE ? '' : `${field} of `}${connectorName}.`),
      ),
    )
}

/** The workspace, its key opened with the passphrase that was named, if one was; a member has no key of it. */
async function openWorkspace(session: CliSession) {
  const present = await session.workspace()
  const passphrase = present.role === 'member' ? undefined : await session.passphrase()
  if (passphrase !== undefined) await openOwnKeys(session.api, present.id, passphrase)
  return present
}

/** The one conflict that is meant. Throws `not_found` for none, and `invalid` for several. */
function pick(list: Conflict[], name: string, { field, by }: TakeOptions): Conflict {
  const matches = list.filter(
    (one) =>
      (one.connectorId === name || sameName(one.connectorName, name)) &&
      (field === undefined || one.field === field) &&
      (by === undefined || one.memberId === by || sameName(one.by, by)),
  )
  const [only, other] = matches
  if (!only) throw appError('no_conflict')
  if (other) throw appError('several_conflicts', { fields: matches.map((one) => `${one.field} by ${one.by}`) })
  return only
}

/** The one exposure that is meant. Throws `not_found` for none, and `invalid` for several. */
function pickExposure(list: Exposure[], name: string, path: string | undefined): Exposure {
  const matches = list.filter(
    (one) =>
      (one.connectorId === name || sameName(one.connectorName, name)) && (path === undefined || one.path === path),
  )
  const [only, other] = matches
  if (!only) throw appError('no_exposure')
  if (other) throw appError('several_exposures', { paths: matches.map((one) => one.path) })
  return only
}

/** The secrets to replace, with who could read them. */
export const printExposures = (list: readonly Exposure[]): Promise<void> =>
  printTable(
    ['connector', 'secret', 'could be read by'],
    list.map(({ connectorName, path, by }) => [connectorName, path, by.join(', ')]),
    'No secret is left to replace.',
  )

const valueText = (value: unknown): string =>
  value === undefined ? '' : escapeUnseen(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80)

function statusLines({
  remote,
  syncedAt,
  toSend,
  conflicts,
  problem,
  missingEntries,
  exposures,
  isPassphraseOld,
  isRefused,
}: SharingStatus): string[] {
  return [
    `Repository: ${remote}`,
    syncedAt === null ? 'Not up to date yet' : `Up to date at ${syncedAt}`,
    ...(toSend > 0 ? [`${plural(toSend, 'change', 'changes')} to send`] : []),
    ...(conflicts > 0
      ? [`${plural(conflicts, 'value waits', 'values wait')} for a choice: patchbay conflict list`]
      : []),
    ...(exposures > 0
      ? [`${plural(exposures, 'secret', 'secrets')} to replace at their services: patchbay exposure list`]
      : []),
    ...(isPassphraseOld
      ? ['The recovery passphrase does not open the new key. Set it again: patchbay key set-passphrase']
      : []),
    ...missingEntries.map((key) => `Connectors wait for the catalog entry ${key}. Import it, then run patchbay sync`),
    ...(problem ? [problem.message] : []),
    ...(isRefused ? ['An owner puts the accepted history back with: patchbay sync --overwrite'] : []),
  ]
}
