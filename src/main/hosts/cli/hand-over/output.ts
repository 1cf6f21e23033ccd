import { fstatSync, writeSync } from 'node:fs'
import { isatty } from 'node:tty'

const STREAMS = { out: 1, errors: 2 } as const

/** The milliseconds until a reader that had no room is tried again. */
const ROOM_AFTER_MS = 5

/**
 * Writes all of a text to a standard stream, without the objects that Node makes for one: they take longer than a short
 * text. A reader may stop early, as `head` does.
 */
export function writeWhole(stream: keyof typeof STREAMS, text: string): void {
  // A console of Windows takes no bytes.
  if (process.platform === 'win32') return void (stream === 'out' ? process.stdout : process.stderr).write(text)
  if (lost.has(stream)) return
  const bytes = Buffer.from(text)
  let at = 0
  while (at < bytes.length)
    try {
      at += writeSync(STREAMS[stream], bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') return lose(stream, code ?? 'unknown')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ROOM_AFTER_MS)
    }
}

/** The exit code of `unavailable`. */
export const UNAVAILABLE = 7

const lost = new Set<keyof typeof STREAMS>()

/** What the command does for its data goes on to its end; that its words are lost is an error all the same. */
function lose(stream: keyof typeof STREAMS, code: string): void {
  lost.add(stream)
  process.once('exit', () => (process.exitCode ||= UNAVAILABLE))
  const reason = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : `the system answered ${code}`
  if (stream === 'out')
    writeWhole('errors', `The output could not be written: ${reason}. The command itself went on to its end.\n`)
}

/** Whether a person sees a standard stream, or types into it. What is no device is known without loading terminals. */
export function isTerminal(stream: 0 | 1 | 2): boolean {
  try {
    return fstatSync(stream).isCharacterDevice() && isatty(stream)
  } catch {
    return false
  }
}
