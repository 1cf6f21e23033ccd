import type { ErrorEntry } from './error-reason.ts'

/** What a file was needed for, before the words of its cause. */
const FILE_WORK = {
  use: (path: string) => `${path} cannot be used`,
  read: (path: string) => `${path} cannot be read`,
  write: (path: string) => `${path} could not be written`,
  list: (path: string) => `${path} cannot be listed`,
  data_directory: (path: string) => `The data directory ${path} cannot be used`,
  temporary_files: (path: string) => `The directory for temporary files, ${path}, cannot be used`,
  look: () => 'A part of the data cannot be looked at',
  back_up: (path: string) => `A backup could not be written to ${path}`,
  list_backups: (path: string) => `The backups in ${path} cannot be listed`,
  restore: () => 'The backup could not be restored',
  set_aside: () => 'The database could not be set aside',
}

/** The codes of a file system, in words. */
const FILE_CAUSES: Record<string, string> = {
  ENOENT: 'the directory does not exist',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full; free some space',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'the path has a loop of links',
  EEXIST: 'a file has that name',
  EISDIR: 'it is a directory',
  ERR_FS_EISDIR: 'it is a directory',
}

export type FileWork = keyof typeof FILE_WORK

/** What a file system refused: the work, its path, and the code of its error, empty where it has none. */
interface FileValues {
  work: FileWork
  path: string
  cause: string
}

/** The database itself, of which SQLite says no more than a reason; `opening` is before there was anything to change. */
interface DatabaseValues {
  work: 'database' | 'opening'
}

const fileSentence = ({ work, path, cause }: FileValues) =>
  `${FILE_WORK[work](path)}: ${FILE_CAUSES[cause] ?? `the system reports ${cause || 'an unknown error'}`}`

/** Whether the values are of a file, and not of the database. */
export const isOfFile = (values: FileValues | DatabaseValues): values is FileValues =>
  values.work !== 'database' && values.work !== 'opening'

/** Of a file and, in the sentences given here, of the database, at work and while it is opened. */
const ofFile = (database: string, opening = database) => ({
  code: 'unavailable' as const,
  sentence: (values: FileValues | DatabaseValues) =>
    isOfFile(values) ? fileSentence(values) : values.work === 'opening' ? opening : database,
})

const unavailable = <Sentence extends (values: never) => string>(sentence: Sentence) => ({
  code: 'unavailable' as const,
  sentence,
})

interface InPath {
  path: string
}

const BACKUP_FAULTS = { foreign: 'is not a Patchbay backup', damaged: 'is damaged', unreadable: 'cannot be read' }

/** Why the data, one of its backups or a file cannot be opened, read or written. */
export const storeReasons = {
  missing_directory: ofFile('The directory of the database is missing. Connect its disk and try again'),
  no_permission: ofFile('Permission to the database or its directory is denied. Give this account access to both'),
  read_only: ofFile(
    'The database cannot be written because its disk or directory is read-only; nothing was changed',
    'The database cannot be opened because its disk or directory is read-only. Make it writable and try again',
  ),
  disk_full: ofFile(
    'The disk is full; nothing was changed. Free some space and try again',
    'The database cannot be opened because its disk is full. Free some space and try again',
  ),
  io_error: ofFile(
    'The disk reports an error; nothing was changed. Check the disk and try again',
    'The database cannot be opened because its disk reports an error. Check the disk and try again',
  ),
  bad_path: unavailable(fileSentence),
  busy: unavailable(() => 'Another program is using the database; nothing was changed. Close it and try again'),
  damaged_file: unavailable(() => 'The database is damaged. Restore a backup'),
  in_the_way: unavailable(
    ({ path, kind }: InPath & { kind: 'file' | 'directory' }) =>
      `${path} is not a ${kind}, but Patchbay needs a ${kind} there. Rename it and try again`,
  ),
  no_home: unavailable(() => 'This account has no home directory; name a data directory'),
  other_files: unavailable(
    ({ path }: InPath) => `The directory ${path} holds other files and no data of Patchbay; name an empty or a new one`,
  ),
  other_owner: unavailable(
    ({ path }: InPath) => `The directory ${path} belongs to another account; name one of your own`,
  ),
  /** `host` and `process` are of the program that has it, and left out where they are not known. */
  in_use: unavailable(({ path, host, process }: InPath & { host?: string; process?: number }) => {
    const who = host === undefined ? 'by another Patchbay' : `by Patchbay (${host}, process ${process})`
    return `The data directory ${path} is in use ${who}; close it and try again`
  }),
  missing_file: unavailable(
    ({ path }: InPath) => `${path} is missing or empty although data was kept there. Restore a backup`,
  ),
  moved_database: unavailable(
    ({ path }: InPath) =>
      `${path} was moved, replaced or deleted while Patchbay had it open; nothing was changed. Put it back, or close Patchbay and open it again`,
  ),
  foreign_file: unavailable(({ path }: InPath) => `${path} is not a Patchbay database`),
  newer_database: unavailable(
    ({ what, version, known }: { what: 'data' | 'backup'; version: number; known: number }) =>
      `The ${what} has version ${version} and this program knows versions up to ${known}. Update Patchbay to ${what === 'data' ? 'open' : 'restore'} it`,
  ),
  /** `migration` and `words` are those of a statement that failed; empty where rows would lose what they refer to. */
  migration_failed: unavailable(({ migration, words }: { migration: string; words: string }) => {
    const why = migration === '' ? 'rows would lose what they refer to' : `${migration} reports ${words}`
    return `The data could not be updated to this version and is unchanged: ${why}`
  }),
  foreign_migrations: unavailable(
    () => 'The data was migrated by a different program. Open it with that program, or restore a backup',
  ),
  refused_setting: unavailable(({ name }: { name: string }) => `The database does not accept the setting ${name}`),
  unreadable_data: unavailable(() => 'Stored data does not have the form that this version of Patchbay expects'),
  backup_failed: unavailable(() => 'A backup could not be made; the database is untouched'),
  unusable_backup: unavailable(
    ({ fault }: { fault: keyof typeof BACKUP_FAULTS }) =>
      `The backup ${BACKUP_FAULTS[fault]}; the database is untouched`,
  ),
  no_backup: { code: 'not_found', sentence: ({ name }: { name: string }) => `There is no backup named ${name}` },
  no_backups: { code: 'not_found', sentence: () => 'This database is in memory and has no backups' },
  database_opens: {
    code: 'conflict',
    sentence: () => 'The database opens, so there is no need to start over',
  },
  check_ended: { code: 'internal', sentence: () => 'The check of the database ended early' },
} satisfies Record<string, ErrorEntry>
