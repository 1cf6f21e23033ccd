import type { Command } from 'commander'
import type { BackupKind, ListedBackup } from '../../../../contract/groups/backups.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import {
  type RestoreFileOptions,
  restoreFile,
  withRestoreOptions,
  workspaceBackupCommands,
} from './workspace-backup.ts'
import { terminal } from '../terminal.ts'

export function backupCommands(program: Command, files: ProgramFiles): void {
  const backup = program.command('backup').description('backups, and what to do when the database cannot be opened')
  const command = (usage: string, description: string) =>
    withCommonOptions(backup.command(usage).description(description))
  // All of them work while the database cannot be opened.
  const needs = { standby: true }

  command('list', "list the program's own backups of the whole database").action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) => api.backups.list({}),
      (list) =>
        printTable(
          ['name', 'age', 'why', 'holds', 'secrets', 'size'],
          list.map(({ name, createdAt, kind, contents, keys, size }) => [
            name,
            formatAge(Date.now() - Date.parse(createdAt)),
            KINDS[kind],
            contents
              ? `${plural(contents.workspaces, 'workspace', 'workspaces')}, ${plural(contents.connectors, 'connector', 'connectors')}`
              : '-',
            contents ? KEYS[keys] : 'damaged',
            `${(size / 1024).toFixed(0)} KB`,
          ]),
          'There is no backup yet; Patchbay makes one when it ends.',
        ),
      needs,
    ),
  )

  workspaceBackupCommands(command, files)

  withRestoreOptions(
    command(
      'restore <name|file>',
      'a NAME from `backup list` (it ends in .db): restore the whole database; the present files are renamed and kept; ' +
        'any other word is a FILE from `backup create`: restore the workspaces in it',
    ),
  ).action((name: string, options: RestoreFileOptions) =>
    isSnapshotName(name)
      ? runCommand(
          options,
          files,
          ({ api }) => api.backups.restore({ name }),
          ({ backup: restored, keptAs }) =>
            terminal.log(`The backup of ${restored.createdAt} was restored.${kept(keptAs)}`),
          needs,
        )
      : restoreFile(name, options, files),
  )

  command('start-over', 'set a database that cannot be opened aside and start with an empty one').action(
    (options: CommonOptions) =>
      runCommand(
        options,
        files,
        ({ api }) => api.backups.startOver({}),
        ({ keptAs }) => terminal.log(`Patchbay now has a new, empty database.${kept(keptAs)}`),
        needs,
      ),
  )
}

const KINDS: Record<BackupKind, string> = {
  daily: 'end of work',
  migration: 'before an update',
  import: 'before an import',
  restore: 'before a restore',
  rotation: 'before a key rotation',
  rotated: 'after a key rotation',
}

const KEYS: Record<ListedBackup['keys'], string> = {
  ready: 'readable',
  passphrase: 'by passphrase',
  lost: 'key lost',
  unknown: 'not known',
}

const MINUTE_MS = 60_000

function formatAge(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE_MS))
  if (minutes < 60) return plural(minutes, 'minute', 'minutes')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? plural(hours, 'hour', 'hours') : plural(Math.floor(hours / 24), 'day', 'days')
}

/** The names of `backup list` have this ending and are never paths. */
const isSnapshotName = (name: string) => /^[^/\\]+\.db$/.test(name)

const kept = (directory: string | null) => (directory ? ` The previous files are kept in ${directory}.` : '')
