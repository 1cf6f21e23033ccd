/** The colours that tell workspaces apart; each is shown with enough contrast in light and dark. */
export const WORKSPACE_COLOURS = ['blue', 'teal', 'green', 'amber', 'orange', 'red', 'pink', 'violet'] as const

/** The largest piece of a file that one call carries, in characters of base64: a request has at most 1 MiB. */
export const MAX_PIECE = 700_000

/** The fewest characters of a passphrase. */
export const MIN_PASSPHRASE = 12

/** How the names of backup files end: those that the program writes, and any age file. */
export const BACKUP_ENDINGS = ['.patchbay-backup', '.age'] as const
