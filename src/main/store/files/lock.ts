import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { appError } from '../../../contract/errors.ts'
import { steadyTime } from '../../core/steady-time.ts'
import { errnoOf } from '../../platform/file-errors.ts'
import { isBusy, toStoreError } from './sqlite-errors.ts'

/** How long a second process waits for the first to finish, in milliseconds. */
const WAIT_MS = 500
/** The same for a command while another command works: it ends soon, where a window or a server stays. */
export const WAIT_FOR_COMMAND_MS = 10_000
const COMMAND = 'cli'

/** Who works on a data directory. */
export interface Holder {
  host: string
  pid: number
}

export interface Lock {
  release(): void
}

/**
 * Makes this process the only one that works on a data directory. The kernel frees the lock when the process ends,
 * however it ends. A command waits for other commands. Throws `unavailable` with the reason `in_use` when another process
 * holds it.
 */
export function acquireLock(dataDir: string, holder: Holder): Lock {
  const file = join(dataDir, 'lock.db')
  const holderFile = join(dataDir, 'lock.json')
  const sqlite = open(file)
  try {
    begin(sqlite, () => holder.host === COMMAND && (readHolder(holderFile)?.host ?? COMMAND) === COMMAND)
  } catch (error) {
    sqlite.close()
    throw isBusy(error) ? inUse(dataDir, holderFile) : toStoreError(error, file)
  }
  noteHolder(holderFile, holder)
  return {
    release: () => {
      rmSync(holderFile, { force: true })
      sqlite.close()
    },
  }
}

/** Begins to hold the lock; throws as SQLite does once another process has held it for too long. */
function begin(sqlite: Database.Database, mayWait: () => boolean): void {
  for (const end = steadyTime() + WAIT_FOR_COMMAND_MS; ;)
    try {
      // A journal in memory, because nothing is ever written: with a full disk the lock can still be had.
      return void sqlite.exec('PRAGMA journal_mode = memory; BEGIN EXCLUSIVE')
    } catch (error) {
      if (!isBusy(error) || steadyTime() > end || !mayWait()) throw error
    }
}

function open(file: string): Database.Database {
  try {
    return new Database(file, { timeout: WAIT_MS })
  } catch (error) {
    throw toStoreError(error, file)
  }
}

/** Without the note the second process only learns that somebody is there, so a full disk is no reason to stop. */
function noteHolder(file: string, holder: Holder) {
  try {
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600 })
  } catch {
    rmSync(file, { force: true })
  }
}

function inUse(dataDir: string, holderFile: string) {
  const holder = readHolder(holderFile)
  return appError('in_use', { path: dataDir, ...(holder && { host: holder.host, process: holder.pid }) })
}

/** Null where there is no note, or one of a process that has ended. */
function readHolder(file: string): Holder | null {
  try {
    const { host, pid } = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return isAlive(pid) ? { host, pid } : null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) === 'EPERM'
  }
}
