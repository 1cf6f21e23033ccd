import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { buffer } from 'node:stream/consumers'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { showUnseen } from '../../../shared/names.ts'
import type { App } from '../../app/app.ts'
import type { OpenOptions } from '../../app/open-app.ts'
import type { ExportFile } from '../../core/context.ts'
import { factsOf } from './hand-over/file-facts.ts'
import { isTerminal, writeWhole } from './hand-over/output.ts'
import { listFolder, makeFolder, removeEmptyFolder, removeFile } from './folder.ts'
import { openAtomicFile } from '../../platform/atomic-file.ts'
import type { UnfinishedFiles } from '../../platform/unfinished-files.ts'

/** What a path leads to. */
export interface FileFacts {
  /** The whole path, from where the command was started. */
  path: string
  kind: 'file' | 'directory' | 'other'
  size: number
  /** Who may do what with it, as chmod has it. */
  mode: number
}

/** Where the screens are: in a browser that was opened or that a one-time URL signs in, or in a window, without URLs. */
export interface Shown {
  url: string | null
  oneTimeUrl: string | null
  isOpen: boolean
}

/** The running program that a command was handed to. */
export interface RunningProgram {
  app: App
  /** Shows the screens; a browser is opened only where that is wanted. */
  show(open: boolean): Promise<Shown>
}

/** What a command has around it: the process itself, or the process that has handed it to a running program. */
export interface Terminal {
  log(line: string): void
  error(line: string): void
  /** To be awaited between the parts of a long list: resolves once there is room for more. Absent where writing itself waits. */
  room?: () => Promise<void> | undefined
  /** Writes on standard error as it is, where that is a terminal. */
  progress(text: string): void
  isInteractive: boolean
  /** Asks the person at the terminal and answers the line that they type; absent where nobody is there. */
  readLine?: (question: string) => Promise<string>
  /** At least the variables of the program, PATCHBAY_…. */
  environment: Readonly<Record<string, string | undefined>>
  /** Null where there is nothing. */
  stat(path: string): Promise<FileFacts | null>
  /** The bytes of a file, `-` for standard input. Rejects as Node does, with a `code`. */
  read(path: string): Promise<Buffer>
  /** The paths of the files below a directory; see `listFolder`. Rejects as Node does. */
  list(directory: string): Promise<string[]>
  /** The paths of the directories that were not there; see `makeFolder`. */
  makeFolder(path: string): Promise<string[]>
  removeEmptyFolder(path: string): Promise<void>
  remove(path: string): Promise<void>
  /** Throws as `openAtomicFile`. */
  openFile(path: string, unfinished: UnfinishedFiles): Promise<ExportFile>
  /** Aborts when nobody waits for the command any more. Absent in a process of its own, which an interrupt ends whole. */
  signal?: AbortSignal
  /** Absent in a process of its own, which opens the data directory itself. */
  running?: RunningProgram
  /** Opens the program in another way than usual, as tests do. */
  open?: (options: OpenOptions) => App
}

interface Running {
  terminal: Terminal
  exitCode: number
  /** The passphrases that it has read, overwritten when it ends. */
  passphrases: Passphrase[]
}

const commands = new AsyncLocalStorage<Running>()

function now(): Running {
  const running = commands.getStore()
  if (!running) throw new Error('A command runs in a terminal')
  return running
}

/** Runs a command in a terminal; answers the exit code that it has set. */
export async function runIn(work: Terminal, run: () => Promise<number>): Promise<number> {
  const passphrases: Passphrase[] = []
  try {
    return await commands.run({ terminal: work, exitCode: 0, passphrases }, run)
  } finally {
    for (const bytes of passphrases) bytes.fill(0)
  }
}

/** The terminal of the command that runs. Several can run at a time, which is why none of them is the process. */
export const terminal = {
  log: (line = ''): void => now().terminal.log(seen(line)),
  error: (line: string): void => now().terminal.error(seen(line)),
  room: (): Promise<void> | undefined => now().terminal.room?.(),
  /** Standard output as a file, with every line as it is, since another program reads them. */
  openOutput: (): ExportFile => {
    const { log, room } = now().terminal
    let rest = ''
    return {
      path: '-',
      write: async (chunk) => {
        const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) log(line)
        await room?.()
      },
      commit: async () => {
        if (rest !== '') log(rest)
      },
      abort: () => Promise.resolve(),
    }
  },
  progress: (written: string): void => now().terminal.progress(written),
  stat: (path: string) => now().terminal.stat(path),
  read: (path: string) => now().terminal.read(path),
  list: (directory: string) => now().terminal.list(directory),
  makeFolder: (path: string) => now().terminal.makeFolder(path),
  removeEmptyFolder: (path: string) => now().terminal.removeEmptyFolder(path),
  remove: (path: string) => now().terminal.remove(path),
  openFile: (path: string, unfinished: UnfinishedFiles) => now().terminal.openFile(path, unfinished),
  /** Keeps a passphrase until the command ends, which overwrites it. */
  keep: (passphrase: Passphrase): Passphrase => {
    now().passphrases.push(passphrase)
    return passphrase
  },
  get isInteractive() {
    return now().terminal.isInteractive
  },
  /** Absent where nobody can answer. */
  get readLine() {
    return now().terminal.readLine
  },
  /** Asks a question that y and yes agree to, and anything else does not; false where nobody can answer. */
  agrees: async (question: string): Promise<boolean> =>
    /^y(?:es)?$/i.test(((await now().terminal.readLine?.(seen(question))) ?? '').trim()),
  get environment() {
    return now().terminal.environment
  },
  get running() {
    return now().terminal.running
  },
  /** Absent outside a command, too: `npm run dev` opens the program without one. */
  get open() {
    return commands.getStore()?.terminal.open
  },
  get exitCode() {
    return now().exitCode
  },
  /** For a command whose answer is a problem. */
  set exitCode(code: number) {
    now().exitCode = code
  },
  /** Throws once nobody waits for the command any more. */
  assertWanted: (): void => {
    if (now().terminal.signal?.aborted) throw cancelled()
  },
  /** A listener that belongs to this command, also where another one, or none, is the cause that it is called. */
  bind: <Values extends unknown[]>(listener: (...values: Values) => void): ((...values: Values) => void) =>
    AsyncLocalStorage.bind(listener),
  /** Calls back when nobody waits any more; returns the function that stops it. */
  onCancel: (listener: () => void): (() => void) => {
    const { signal } = now().terminal
    signal?.addEventListener('abort', listener, { once: true })
    return () => signal?.removeEventListener('abort', listener)
  },
}

/**
 * Control characters, escapes and marks of direction as their codes: names come from files and other people, and a
 * terminal would act on what is in them.
 */
const seen = (text: string) => showUnseen(text, { keepLines: true })

export const cancelled = (): AppError => appError('command_cancelled')

/** The bytes of a file of this process, `-` for its standard input. */
export const readHere = async (path: string): Promise<Buffer> =>
  path === '-' ? buffer(process.stdin) : readFileSync(path)

/** Whether a person can type an answer here. */
const canAnswerHere = (): boolean => isTerminal(2) && isTerminal(0)

/** Asks on standard error, and answers the line that is typed; an empty one where standard input ends. */
export async function readLineHere(question: string): Promise<string> {
  // Without its own terminal, Ctrl+C stays an interrupt.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  const ended = once(lines, 'close').then(() => '')
  try {
    return await Promise.race([lines.question(question), ended])
  } finally {
    lines.close()
  }
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  log: (line) => writeWhole('out', `${line}\n`),
  error: (line) => writeWhole('errors', `${line}\n`),
  progress: (text) => isTerminal(2) && writeWhole('errors', text),
  isInteractive: isTerminal(2),
  ...(canAnswerHere() && { readLine: readLineHere }),
  environment: process.env,
  stat: (path) => Promise.resolve(factsOf(path)),
  read: readHere,
  list: listFolder,
  makeFolder,
  removeEmptyFolder,
  remove: removeFile,
  openFile: openAtomicFile,
})
