import type { Command } from 'commander'
import { Option } from 'commander'
import type { AppApi, Workspace } from '../../../../contract/index.ts'
import type { Passphrase } from '../../../../contract/passphrase.ts'
import { appError } from '../../../../contract/errors.ts'
import { MAX_PIECE } from '../../../../shared/limits.ts'
import type { BackedUpWorkspace, BackupManifest, Choice } from '../../../../contract/groups/workspace-backups.ts'
import { fileError } from '../../../platform/file-errors.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readBackupPassphrase } from '../input.ts'
import { printFacts, printTable } from '../print.ts'
import { type CliSession, type CommonOptions, givenPassphrase, runCommand, sameName } from '../session.ts'
import { terminal } from '../terminal.ts'

interface BackupOptions extends CommonOptions {
  all?: boolean
  backupPassphraseFile?: string
}

export interface RestoreFileOptions extends BackupOptions {
  into?: string
  take?: Choice
}

/** What a backup says of secrets that are kept elsewhere; nothing where there are none. */
const byReference = (workspaces: readonly BackedUpWorkspace[]): string[] => {
  const count = workspaces.reduce((sum, { references }) => sum + references, 0)
  if (count === 0) return []
  return [
    `${plural(count, 'secret is', 'secrets are')} by reference: the backup names where ${count === 1 ? 'it is kept, without its value' : 'they are kept, without their values'}.`,
  ]
}

const notInIt = (count: number): string =>
  `${plural(count, 'secret', 'secrets')} could not be read and ${count === 1 ? 'is' : 'are'} not in it.`

const withPassphraseOption = (command: Command): Command =>
  command.option(
    '--backup-passphrase-file <file>',
    "a file with the backup's passphrase (or PATCHBAY_BACKUP_PASSPHRASE_FILE names one)",
  )

/** The options of `backup restore FILE`. */
export const withRestoreOptions = (command: Command): Command =>
  withPassphraseOption(command)
    .option('--into <name>', 'for a FILE: the workspace to restore into; created if there is none of that name')
    .addOption(
      new Option('--take <side>', 'for a FILE: which version of a connector to keep where the two differ').choices([
        'mine',
        'theirs',
      ]),
    )

/** `backup create` and `backup inspect`: files that people make of workspaces. */
export function workspaceBackupCommands(
  command: (usage: string, description: string) => Command,
  files: ProgramFiles,
): void {
  withPassphraseOption(
    command('create', 'write a workspace, or all, with its secrets to a passphrase-protected age file'),
  )
    .requiredOption('--out <file>', 'the file to write')
    .option('--all', 'every workspace that you own')
    .action((options: BackupOptions & { out: string }) =>
      runCommand(
        options,
        files,
        async (session) => {
          const passphrase = await readBackupPassphrase(options.backupPassphraseFile)
          const chosen = options.all
            ? (await session.api.workspaces.list({})).filter(({ role }) => role === 'owner')
            : [await session.workspace()]
          for (const { id } of chosen) await openKey(session, id)
          return session.api.workspaceBackups.create({
            ...(!options.all && { workspaceIds: chosen.map(({ id }) => id) }),
            passphrase,
            proof: await proofOf(session, chosen, options),
          })
        },
        ({ path, workspaces, unreadable }) => {
          const connectors = workspaces.reduce((sum, workspace) => sum + workspace.connectors, 0)
          const counts = `${plural(workspaces.length, 'workspace', 'workspaces')} with ${plural(connectors, 'connector', 'connectors')}`
          terminal.log(`${counts} ${workspaces.length === 1 ? 'was' : 'were'} written to ${path}.`)
          for (const line of byReference(workspaces)) terminal.log(line)
          if (unreadable > 0) terminal.error(`Warning: ${notInIt(unreadable)}`)
        },
        { ports: ({ unfinished }) => ({ openExport: () => terminal.openFile(options.out, unfinished) }) },
      ),
    )

  withPassphraseOption(command('inspect <file>', 'check a file from `backup create` and list what is in it')).action(
    (file: string, options: BackupOptions) =>
      runCommand(
        options,
        files,
        async ({ api }) =>
          (await openFile(api, file, await readBackupPassphrase(options.backupPassphraseFile))).manifest,
        async (manifest) => {
          printFacts({ made: manifest.createdAt, 'by Patchbay': manifest.program, format: String(manifest.version) })
          terminal.log()
          await printTable(
            ['workspace', 'connectors', 'secrets'],
            manifest.workspaces.map(({ name, connectors, secrets }) => [name, String(connectors), String(secrets)]),
            'It contains no workspaces.',
          )
          const lost = manifest.workspaces.reduce((sum, { unreadable }) => sum + unreadable, 0)
          if (lost > 0) terminal.log(`\nWhen it was made, ${notInIt(lost)}`)
          for (const line of byReference(manifest.workspaces)) terminal.log(`\n${line}`)
          terminal.log('\nConnectors in the trash, the history and the members of a workspace are not in a backup.')
        },
      ),
  )
}

/** `backup restore FILE`. */
export const restoreFile = (file: string, options: RestoreFileOptions, files: ProgramFiles): Promise<void> =>
  runCommand(
    options,
    files,
    async (session) => {
      const { api } = session
      const { upload, manifest } = await openFile(api, file, await readBackupPassphrase(options.backupPassphraseFile))
      const target = await findTarget(session, manifest, options.into)
      if (target?.id !== undefined) await openKey(session, target.id)
      const newKey = target?.id === undefined ? await givenPassphrase(session) : {}
      return api.workspaceBackups.restore({
        upload,
        parts: manifest.workspaces.map(({ id }) => ({
          from: id,
          ...(target?.id === undefined ? newKey : { into: target.id }),
          ...(target?.name !== undefined && { name: target.name }),
          ...(options.take && { take: options.take }),
        })),
      })
    },
    (results) => {
      for (const { name, isNew, added, replaced, kept } of results) {
        terminal.log(`Workspace ${name}${isNew ? ' is new' : ''}: ${added} added, ${replaced} replaced, ${kept} kept.`)
        if (kept > 0 && options.take === undefined)
          terminal.log(
            'Connectors that differ were kept as they are here. To take them from the backup, add --take theirs.',
          )
      }
    },
  )

/** The workspace that `--into` names: its id where there is one, else its name. Null for one new workspace each. */
async function findTarget({ api }: CliSession, { workspaces }: BackupManifest, into: string | undefined) {
  const [only, ...others] = workspaces
  if (!only || others.length > 0) {
    if (into !== undefined) throw appError('one_target_for_several')
    return null
  }
  const wanted = into ?? only.name
  const workspace = (await api.workspaces.list({})).find(({ id, name }) => id === into || sameName(name, wanted))
  if (into === undefined) {
    if (workspace) throw appError('target_needed', { name: workspace.name })
    return null
  }
  return workspace ? { id: workspace.id } : { name: into }
}

/** What is proved: the passphrase that was given by file and, where a workspace has none, its name as it was named. */
export async function proofOf(
  { api, passphrase: readPassphrase }: CliSession,
  chosen: Workspace[],
  { all, workspace }: Pick<CommonOptions, 'workspace'> & { all?: boolean },
) {
  const proof: Record<string, Passphrase | string> = {}
  for (const { id, name } of chosen) {
    const { key } = await api.session.workspace({ workspaceId: id })
    const isNamed = all === true || workspace !== undefined
    const answer = key.slots.includes('passphrase') ? await readPassphrase() : isNamed ? name : undefined
    if (answer !== undefined) proof[id] = answer
  }
  return proof
}

/** Opens a key with the passphrase that was given, so what follows can use it. */
async function openKey(session: CliSession, workspaceId: string) {
  const passphrase = await session.passphrase()
  if (passphrase !== undefined) await session.api.keys.open({ workspaceId, passphrase })
}

/** Hands a file over in pieces and opens it. */
async function openFile(api: AppApi, file: string, passphrase: Passphrase) {
  const bytes = await readBackup(file)
  // A multiple of three bytes is a multiple of four characters.
  const size = Math.floor(MAX_PIECE / 4) * 3
  let upload: string | undefined
  for (let at = 0; at === 0 || at < bytes.length; at += size) {
    const data = bytes.subarray(at, at + size).toString('base64')
    upload = (await api.workspaceBackups.upload({ data, ...(upload !== undefined && { upload }) })).upload
  }
  const id = upload ?? ''
  return { upload: id, manifest: await api.workspaceBackups.inspect({ upload: id, passphrase }) }
}

/** All of a backup file. Throws `invalid` where there is none, and `unavailable` where it cannot be read. */
async function readBackup(file: string): Promise<Buffer> {
  try {
    const stats = await terminal.stat(file)
    if (!stats) throw appError('no_backup_file', { file })
    if (stats.kind !== 'file') throw appError('not_a_backup_file', { file })
    return await terminal.read(file)
  } catch (error) {
    throw fileError('read', file, error)
  }
}
