/** The colours that tell workspaces and connectors apart; each is shown with enough contrast in light and dark. */
export const COLOURS = ['blue', 'teal', 'green', 'amber', 'orange', 'red', 'pink', 'violet'] as const

/** The largest piece of a file that one call carries, in characters of base64: a request has at most 1 MiB. */
export const MAX_PIECE = 700_000

/** The fewest characters of a passphrase. */
export const MIN_PASSPHRASE = 12

/** How often the changes of others are looked for, in minutes; 0 for only when somebody asks. */
export const SYNC_MINUTES = [0, 1, 3, 10, 30] as const
export type SyncMinutes = (typeof SYNC_MINUTES)[number]
export const USUAL_SYNC_MINUTES: SyncMinutes = 3

/** After how many minutes without use every workspace can lock; 0 for never. */
export const IDLE_MINUTES = [0, 5, 15, 60] as const
export type IdleMinutes = (typeof IDLE_MINUTES)[number]

/** For how many weeks one backup of each is kept, the usual choice first. */
export const BACKUP_WEEKS = [4, 13, 52] as const
export type BackupWeeks = (typeof BACKUP_WEEKS)[number]

/** After how many hours the connectors of a workspace can be tested again; 0 for never. */
export const TEST_HOURS = [0, 1, 6, 24] as const
export type TestHours = (typeof TEST_HOURS)[number]

/** How the names of backup files end: those that the program writes, and any age file. */
export const BACKUP_ENDINGS = ['.patchbay-backup', '.age'] as const

/** Whether a file is a backup, by its name or path. */
export const isBackupName = (name: string): boolean =>
  BACKUP_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))

/** Bytes of a catalog file; the registries that are published have less than a third of it. */
export const MAX_CATALOG_FILE = 32 * 1024 * 1024

/** Entries of a catalog file. */
export const MAX_ENTRIES = 5000

/** Bytes of the icon of a catalog entry. */
export const MAX_ICON = 64 * 1024

/** Characters of the key of a catalog entry. */
export const MAX_ENTRY_KEY = 100

/** Characters of a catalog file that one call takes, and bytes that it may have on its way; the rest of a message's 1 MiB is for keys. */
export const MAX_PART = 800_000

/** How deep the values of a call may be nested. */
export const MAX_DEPTH = 64

/** The most that one call lists, so no list of any length keeps other calls waiting. */
export const MAX_PAGE = 1000

/** What a person can be in a workspace, the one who may do most first. */
export const MEMBER_ROLES = ['owner', 'admin', 'member'] as const

/** The most connectors that a search across all workspaces answers. */
export const MAX_HITS = 200

/** The most values that somebody else is asked for at once. */
export const MAX_ASKED = 10

/** Characters of one value that somebody else gives. */
export const MAX_ASKED_VALUE = 16 * 1024

/** Characters of the file that answers a request, which is text: more than all values take. */
export const MAX_ANSWER = 512 * 1024

/** How the names of answers to requests for secrets end. */
export const ANSWER_ENDING = '.patchbay-answer'

/** The formats of a file of publish targets. */
export const TARGET_FORMATS = ['json', 'ndjson', 'csv', 'yaml'] as const

export type TargetFormat = (typeof TARGET_FORMATS)[number]

/** Characters of a workspace as code, which more than twenty thousand connectors take. */
export const MAX_CODE = 64 * 1024 * 1024

/** Characters of it in one call. */
export const MAX_CODE_PIECE = 700_000

/** The most files of it in one call. */
export const MAX_CODE_FILES = 1000

/** Where the connectors of a workspace as code lie, and how their files are called. */
export const CODE_FILE = /^connectors\/([0-9a-z]{2})\/(\1[0-9a-z-]{6,62})\.yaml$/

/** What backups of the database are made for. */
export const BACKUP_KINDS = ['daily', 'migration', 'import', 'restore', 'rotation', 'rotated'] as const

/** The N of scrypt for what a new passphrase protects: a guess costs 128 MiB of memory and about half a second. */
export const SCRYPT_COST = 2 ** 17

/** Tags of a connector, and characters of one. */
export const MAX_TAGS = 50
export const MAX_TAG = 50

/** Characters of the description of a connector. */
export const MAX_DESCRIPTION = 1000

/** How many connectors one call changes. */
export const MAX_CHANGES = 10_000

/** Characters of a search; what is pasted beyond them narrows nothing. */
export const MAX_QUERY = 200
