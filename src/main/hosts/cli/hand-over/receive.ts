import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../../../../contract/errors.ts'
import type { ExportFile } from '../../../core/context.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { cancelled, type FileFacts, type RunningProgram, type Terminal } from '../terminal.ts'
import { ANSWER_WITHIN_MS, HOLDER_FILE, onMessages, roomOf, sendMessage, sharedTime } from './messages.ts'
import type { Answer, Command, FromCommand, FromProgram, HolderNote, Question } from './messages.ts'

/** As much as the system takes of a pipe at once, in bytes. */
const PIECE = 64 * 1024

/** The name of a Unix socket must fit into 104 bytes on macOS and 108 on Linux (sockaddr_un). */
const LONGEST_SOCKET = 100

interface ReceiveOptions {
  dataDir: string
  files: ProgramFiles
  /** What a command is run with. */
  program: (ask: (question: Question) => Promise<Answer>) => RunningProgram
}

/**
 * Takes commands from processes that find the data directory in use, and runs each as one of this program. Where that
 * cannot be set up, on a full disk for example, they hear that the directory is in use, as they did before.
 */
export function receiveCommands({ dataDir, files, program }: ReceiveOptions): { close(): void } {
  const note = join(resolve(dataDir), HOLDER_FILE)
  const token = randomBytes(32).toString('base64url')
  const { socket: path, remove } = chooseSocket(resolve(dataDir))
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
    runOn(socket, { token, files, program })
  })
  const close = () => {
    rmSync(note, { force: true })
    server.close()
    for (const socket of sockets) socket.destroy()
    remove()
  }
  server.on('error', close)
  server.unref()
  try {
    // Bound when it returns; what fails is heard of later.
    server.listen(path)
    if (process.platform !== 'win32') chmodSync(path, 0o600)
    rmSync(note, { force: true })
    const content: HolderNote = { socket: path, token, version: files.version }
    writeFileSync(note, JSON.stringify(content), { mode: 0o600, flag: 'wx' })
  } catch {
    close()
  }
  return { close }
}

/** Where commands are taken: in the data directory unless its name is too long for that. */
function chooseSocket(dataDir: string): { socket: string; remove: () => void } {
  if (process.platform === 'win32')
    return { socket: String.raw`\\.\pipe\patchbay-${randomBytes(16).toString('hex')}`, remove: () => undefined }
  const inside = join(dataDir, 'commands.sock')
  const isShort = Buffer.byteLength(inside) <= LONGEST_SOCKET
  const socket = isShort ? inside : join(mkdtempSync(join(tmpdir(), 'patchbay-')), 'commands.sock')
  // A process that was killed leaves its socket behind.
  rmSync(socket, { force: true })
  return { socket, remove: () => rmSync(isShort ? socket : dirname(socket), { force: true, recursive: !isShort }) }
}

/** Runs the one command of a connection. */
function runOn(socket: Socket, { token, files, program }: Omit<ReceiveOptions, 'dataDir'> & { token: string }): void {
  const questions = createQuestions(socket)
  let command: Command | null = null
  const begin = ({ args, ...around }: Command) => {
    const running = program(questions.ask)
    const terminal = createTerminal(socket, around, questions.ask, running)
    void running.app
      .withOwnKeys(() => run(args, files, terminal))
      .then((code) => {
        sendTogether(socket, { kind: 'end', code })
        socket.end()
      })
      // The command line could not be loaded, after an update for example; the process that waits reports the loss.
      .catch(() => socket.destroy())
  }
  onMessages(socket, (received) => {
    const message = received as Command | FromCommand
    if (command === null) {
      if (!('token' in message) || !isSame(message.token, token)) return void socket.destroy()
      command = message
      // A program that was busy begins no command whose process may have given up on it, and asks that first.
      if (!isFresh(command)) return sendMessage(socket, { kind: 'waits' })
      sendMessage(socket, { kind: 'begun' })
      return begin(command)
    }
    if ('go' in message) begin(command)
    else if ('id' in message) questions.settle(message)
  })
}

/** Whether the process of a command waits for it for sure, and for at least as long again. */
function isFresh({ sentAt }: Command): boolean {
  const age = sharedTime() - sentAt
  return age >= 0 && age < ANSWER_WITHIN_MS / 2
}

/** Sends what a command writes without a pause as one piece; a long list in several, as nobody else is served while one leaves. */
function sendTogether(socket: Socket, message: FromProgram): void {
  if (socket.writableCorked === 0) {
    socket.cork()
    process.nextTick(() => socket.uncork())
  }
  sendMessage(socket, message)
  if (socket.writableLength > PIECE) socket.uncork()
}

async function run(args: string[], files: ProgramFiles, terminal: Terminal): Promise<number> {
  // A window that nobody hands a command to needs no command line.
  const { runCli } = await import('../run.ts')
  return runCli(args, files, terminal)
}

function isSame(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false
  const [left, right] = [Buffer.from(given), Buffer.from(token)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Asks the process that has handed a command over, and keeps what waits for its answers. */
function createQuestions(socket: Socket) {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>()
  let last = 0
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(cancelled())
  })
  return {
    ask: (question: Question): Promise<Answer> => {
      if (socket.destroyed) return Promise.reject(cancelled())
      const answered = Promise.withResolvers<Answer>()
      waiting.set((last += 1), answered)
      sendMessage(socket, { kind: 'question', id: last, ...question })
      return answered.promise
    },
    settle: (message: Exclude<FromCommand, { go: true }>) => {
      const answered = waiting.get(message.id)
      waiting.delete(message.id)
      if ('answer' in message) return answered?.resolve(message.answer)
      const { error, code, message: text } = message.failure
      answered?.reject(error ? new AppError(error) : Object.assign(new Error(text), code && { code }))
    },
  }
}

/** The terminal of a process that has handed a command over. */
function createTerminal(
  socket: Socket,
  { isInteractive, canAnswer, environment }: Pick<Command, 'isInteractive' | 'canAnswer' | 'environment'>,
  ask: (question: Question) => Promise<Answer>,
  running: RunningProgram,
): Terminal {
  const closed = new AbortController()
  socket.once('close', () => closed.abort())
  return {
    log: (line) => sendTogether(socket, { kind: 'log', text: `${line}\n` }),
    error: (line) => sendTogether(socket, { kind: 'error', text: `${line}\n` }),
    room: () => roomOf(socket),
    progress: (text) => isInteractive && sendMessage(socket, { kind: 'progress', text }),
    isInteractive,
    ...(canAnswer && { readLine: async (text) => ((await ask({ ask: 'line', text })) as { line: string }).line }),
    environment,
    stat: async (path) => ((await ask({ ask: 'stat', path })) as { stat: FileFacts | null }).stat,
    read: async (path) => Buffer.from(((await ask({ ask: 'read', path })) as { data: string }).data, 'base64'),
    list: async (path) => ((await ask({ ask: 'list', path })) as { paths: string[] }).paths,
    makeFolder: async (path) => ((await ask({ ask: 'makeFolder', path })) as { paths: string[] }).paths,
    removeEmptyFolder: async (path) => void (await ask({ ask: 'removeEmptyFolder', path })),
    remove: async (path) => void (await ask({ ask: 'remove', path })),
    openFile: async (path) => {
      const { file, path: target } = (await ask({ ask: 'open', path })) as { file: number; path: string }
      return openedFile(file, target, ask)
    },
    signal: closed.signal,
    running,
  }
}

/** A file that the other process writes. */
const openedFile = (file: number, path: string, ask: (question: Question) => Promise<Answer>): ExportFile => ({
  path,
  write: async (chunk) => void (await ask({ ask: 'write', file, data: Buffer.from(chunk).toString('base64') })),
  commit: async () => void (await ask({ ask: 'commit', file })),
  // Where that process has ended, it has taken what it wrote with it.
  abort: async () =>
    void (await ask({ ask: 'abort', file }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
    })),
})
