import { randomBytes } from 'node:crypto'
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../contract/errors.ts'

/** The file in a data directory whose room a start can use. */
const RESERVE_FILE = 'reserve'

/** Room for the index of SQLite's log, without which it reads nothing, and for some small changes. */
const RESERVE_BYTES = 1024 * 1024

/** With less room than this, in bytes, none is put aside: it would be missed more. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024

/** Puts room aside for a start on a full disk. Never throws, because everything works without it. */
export function keepReserve(dataDir: string): void {
  const file = join(dataDir, RESERVE_FILE)
  try {
    if (statSync(file, { throwIfNoEntry: false })) return
    const { bavail, bsize } = statfsSync(dataDir)
    if (bavail * bsize < LEAST_FREE_BYTES) return
    // Zeros would take no room on a disk that compresses.
    writeFileSync(file, randomBytes(RESERVE_BYTES), { mode: 0o600, flag: 'wx' })
  } catch {
    spendReserve(dataDir)
  }
}

/** Gives the room back to the disk; whether there was some. Never throws. */
function spendReserve(dataDir: string): boolean {
  const file = join(dataDir, RESERVE_FILE)
  try {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false
    rmSync(file)
    return true
  } catch {
    return false
  }
}

/** Runs what opens the data; where the disk is too full for that, once more with the room that was put aside. */
export function withReserve<T>(dataDir: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'disk_full' || !spendReserve(dataDir)) throw error
    return open()
  }
}
