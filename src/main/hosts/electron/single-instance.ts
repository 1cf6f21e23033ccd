import { spawnSync } from 'node:child_process'
import { accessSync, constants, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { appError, type AppError } from '../../../contract/errors.ts'
import { errnoOf, fileError } from '../../platform/file-errors.ts'
import { ENDING_MS, isMarkedEnding, unmarkEnding } from './ending.ts'
import { shorterArguments } from './handed-files.ts'

const POLL_MS = 100

/**
 * Makes this process the only window of the program on a data directory. Answers false when another one is there, which
 * Electron has asked to come to the front, or a start with fewer files has done all. One that is closing is waited for. Throws `unavailable` when it does not end,
 * and where Electron cannot have its lock at all, which it answers in the same way as another process.
 */
export function becomeSingleInstance(chromiumDir: string): boolean {
  const shorter = shorterArguments(process.argv)
  if (shorter) {
    // Electron tells the other program with all that this process was started with, which cannot be changed.
    spawnSync(process.execPath, shorter, { stdio: 'inherit' })
    return false
  }
  if (requestLock(chromiumDir)) return true
  if (!isMarkedEnding(chromiumDir)) {
    if (isOtherRunning(chromiumDir)) return false
    // The other may have ended between these two.
    if (requestLock(chromiumDir)) return true
    throw lockError()
  }
  const end = performance.now() + ENDING_MS
  while (performance.now() < end) {
    // Nothing else is to be done before the end of the other, and no window is there yet.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS)
    if (requestLock(chromiumDir)) return true
  }
  throw appError('still_ending')
}

function requestLock(chromiumDir: string): boolean {
  if (!app.requestSingleInstanceLock()) return false
  unmarkEnding(chromiumDir)
  return true
}

/** Whether Chromium's lock, a link to `<computer>-<process>`, names another process. Windows has no such link, and no such failure. */
function isOtherRunning(chromiumDir: string): boolean {
  if (process.platform === 'win32') return true
  try {
    return Number(/-(\d+)$/.exec(readlinkSync(join(chromiumDir, 'SingletonLock')))?.[1]) !== process.pid
  } catch (error) {
    return errnoOf(error) !== 'ENOENT'
  }
}

/** Why Electron could not have its lock: its socket lies in the directory for temporary files. */
function lockError(): AppError {
  const directory = app.getPath('temp')
  try {
    accessSync(directory, constants.W_OK | constants.X_OK)
  } catch (error) {
    return fileError('temporary_files', directory, error)
  }
  return appError('no_lock')
}
