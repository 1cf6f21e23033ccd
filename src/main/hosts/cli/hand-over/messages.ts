import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import type { ErrorBody } from '../../../../shared/errors.ts'
import type { FileFacts } from '../terminal.ts'

/** The file in a data directory by which a command finds the program that holds it; readable for its owner alone. */
export const HOLDER_FILE = 'commands.json'

export interface HolderNote {
  /** A Unix socket or, on Windows, a named pipe. */
  socket: string
  /** A process that can read the note may hand commands over. */
  token: string
  /** The version of the program; only the same one understands the messages. */
  version: string
}

/** A program that does not answer within this many milliseconds is as good as none. */
export const ANSWER_WITHIN_MS = 2000

/** Milliseconds on a clock that all processes of a computer share and nobody sets; from when on is unknown. */
export const sharedTime = (): number => Number(process.hrtime.bigint() / 1_000_000n)

/** The first message: one command. */
export interface Command {
  token: string
  /** When it was sent, by `sharedTime`. */
  sentAt: number
  args: string[]
  isInteractive: boolean
  /** Whether a person can type an answer there. */
  canAnswer: boolean
  environment: Record<string, string>
}

/** What the running program asks of the process that has handed a command over, whose files and browser these are. */
export type Question =
  | { ask: 'stat' | 'read' | 'open' | 'list' | 'makeFolder' | 'removeEmptyFolder' | 'remove'; path: string }
  | { ask: 'write'; file: number; data: string }
  | { ask: 'commit' | 'abort'; file: number }
  | { ask: 'browse'; page: string }
  | { ask: 'line'; text: string }

export type FromProgram =
  /** `waits` until the process says that it is still there. */
  | { kind: 'begun' | 'waits' }
  | { kind: 'log' | 'error' | 'progress'; text: string }
  | ({ kind: 'question'; id: number } & Question)
  | { kind: 'end'; code: number }

export type Answer =
  | { stat: FileFacts | null }
  | { data: string }
  | { paths: string[] }
  | { file: number; path: string }
  | { isOpen: boolean }
  | { line: string }
  | { done: true }

export type FromCommand =
  /** A command that waited for long may run: its process is still there to hear what becomes of it. */
  | { go: true }
  | { id: number; answer: Answer }
  /** `code` is of the file system; `error` one of the program's own. */
  | { id: number; failure: { code?: string; message: string; error?: ErrorBody } }

/** Sends one message: JSON and a line end. */
export const sendMessage = (socket: Socket, message: Command | FromCommand | FromProgram): void =>
  void (socket.destroyed || socket.write(`${JSON.stringify(message)}\n`))

/** Resolves once the other process has taken what was sent, or has ended; undefined where it has. */
export const roomOf = (socket: Socket): Promise<void> | undefined =>
  socket.destroyed || !socket.writableNeedDrain
    ? undefined
    : new Promise((resolve) => {
        const done = () => {
          socket.off('drain', done).off('close', done)
          resolve()
        }
        socket.on('drain', done).on('close', done)
      })

/** Calls back with every message of a connection. What is no message ends the connection. */
export function onMessages(socket: Socket, listener: (message: unknown) => void): void {
  const parts: string[] = []
  const decoder = new StringDecoder('utf8')
  socket.on('data', (chunk: Buffer) => {
    const lines = decoder.write(chunk).split('\n')
    // It may hold a passphrase.
    chunk.fill(0)
    for (const [index, line] of lines.entries()) {
      parts.push(line)
      if (index === lines.length - 1) break
      const whole = parts.splice(0).join('')
      let message: unknown
      try {
        message = JSON.parse(whole)
      } catch {
        socket.destroy()
        return
      }
      listener(message)
    }
  })
}
