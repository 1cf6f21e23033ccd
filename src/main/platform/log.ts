import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { checkFile } from './check-file.ts'
import type { Clock } from '../core/ports.ts'
import { type LogFields, redactFields } from './redact.ts'

/** Everything that is ever logged; a text that is not listed here is not written. */
export const EVENTS = [
  /** The database was opened: by which host and version, and how long it took. */
  'app.start',
  /** The database was closed. */
  'app.stop',
  /** The database does not open, or a backup of it was not made. */
  'app.error',
  /** A call, or work behind one, met an error that nobody expected. */
  'call.failed',
  /** A call took longer than a second, waiting for a keychain included. */
  'call.slow',
  /** A connector was tested: with what outcome. */
  'connection.tested',
  /** A key was opened, did not open, or was locked by somebody. */
  'key.state',
  /** A workspace got its key. */
  'key.created',
  /** Every secret that opens is under a new key. */
  'key.rotated',
  /** A backup was made: of the database, with its kind, or of `workspaces` by somebody. */
  'backup.created',
  /** A workspace of a backup was restored. */
  'backup.restored',
  /** Another database was put in place: from a `backup`, or an `empty` one. */
  'store.replaced',
  /** The data was migrated to a newer version. */
  'store.migrated',
  /** A file of publish targets that is kept up to date could not be written. */
  'targets.file_failed',
  /** Built-in catalog entries were updated from their files. */
  'catalog.seeded',
] as const

export type LogEvent = (typeof EVENTS)[number]

export interface Log {
  /** Appends one line; never throws, because a log that cannot be written must not stop the work. */
  write(event: LogEvent, fields?: LogFields): void
  close(): void
}

interface Options {
  /** The directory of the log files, made when the first line is written. */
  dir: string
  clock: Clock
  maxBytes?: number
}

const FILE = 'patchbay.log'
const MAX_BYTES = 5 * 1024 * 1024
/** How many older files are kept: `patchbay.log.1` is the newest of them. */
const KEPT = 3

/** A log of JSON lines that takes structured fields only, see `redactFields`. */
export function createLog({ dir, clock, maxBytes = MAX_BYTES }: Options): Log {
  const file = join(dir, FILE)
  let descriptor: number | null = null
  let size = 0

  const open = (): number => {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    // To open a pipe would wait for its reader, and a link leads to a file of somebody else.
    checkFile(file)
    descriptor = openSync(file, 'a', 0o600)
    chmodSync(file, 0o600)
    size = fstatSync(descriptor).size
    return descriptor
  }

  const close = () => {
    if (descriptor !== null) closeSync(descriptor)
    descriptor = null
  }

  const rotate = () => {
    close()
    for (let number = KEPT; number > 0; number--) {
      try {
        renameSync(number === 1 ? file : `${file}.${number - 1}`, `${file}.${number}`)
      } catch (error) {
        // There are not yet that many files.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
  }

  return {
    write: (event, fields = {}) => {
      if (!EVENTS.includes(event)) return
      try {
        const line = Buffer.from(`${JSON.stringify({ at: clock().toISOString(), event, ...redactFields(fields) })}\n`)
        const current = descriptor ?? open()
        if (size > 0 && size + line.length > maxBytes) {
          rotate()
          size = writeSync(open(), line)
        } else size += writeSync(current, line)
      } catch {
        // The disk is full or the directory is gone: nothing here can report it.
      }
    },
    close,
  }
}
