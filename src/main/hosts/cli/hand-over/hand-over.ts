import { readFileSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { usualDataDir } from '../../../platform/usual-directory.ts'
import { ANSWER_WITHIN_MS, type Command, type FromProgram, HOLDER_FILE, type HolderNote } from './messages.ts'
import { onMessages, sendMessage, sharedTime } from './messages.ts'
import { answerPlainly } from './file-facts.ts'
import { isTerminal, UNAVAILABLE, writeWhole } from './output.ts'

/** What a command has to do with a data directory: these have nothing, or want one for themselves. */
const OWN_WORK = [['serve'], ['catalog', 'lint'], ['help']]
const HELP = new Set(['-h', '--help', '-V', '--version'])

/**
 * Hands a command line to the program that holds its data directory, which parses it and answers with output and exit
 * code. Answers null where there is none of this version, which leaves the command to this process. It loads nothing but
 * what this takes, because most of a command's time is loading.
 */
export async function handOver(args: string[], version: string): Promise<number | null> {
  if (isOwnWork(args)) return null
  const dataDir = dataDirOf(args)
  const note = dataDir && readNote(dataDir)
  if (!note || dataDir === null) return null
  if (note.version !== version) return null
  const socket = connect(note.socket)
  const { promise, resolve: finish } = Promise.withResolvers<number | null>()
  let hasBegun = false
  let code: number | null = null
  const giveUp = () => void (hasBegun || socket.destroy())
  // An answer may have come while this process was stopped, so what is there is taken first.
  const timer = setTimeout(() => setImmediate(giveUp), ANSWER_WITHIN_MS)
  sendMessage(socket, toCommand(args, note))
  socket.on('error', () => undefined)
  const files = createAnswers(socket, dataDir)
  const take = (received: unknown) => {
    clearTimeout(timer)
    hasBegun = true
    const message = received as FromProgram
    if (message.kind === 'waits') sendMessage(socket, { go: true })
    else if (message.kind === 'log') writeWhole('out', message.text)
    else if (message.kind === 'error' || message.kind === 'progress') writeWhole('errors', message.text)
    else if (message.kind === 'question') void files.answer(message)
    else if (message.kind === 'end') {
      code = message.code
      // Nothing comes after it, so nobody waits for the other side to close.
      socket.unref()
      finish(code)
    }
  }
  // The command leaves with the connection, and what its answers take is made while the program works.
  socket.once('connect', () => onMessages(socket, take))
  socket.once('close', () => {
    clearTimeout(timer)
    const isLost = hasBegun && code === null
    if (isLost) writeWhole('errors', 'Patchbay has ended before the command was done.\n')
    const end = async () => {
      await files.abandon()
      finish(isLost ? UNAVAILABLE : code)
    }
    void end()
  })
  return promise
}

const isOwnWork = (args: string[]) =>
  args.length === 0 ||
  OWN_WORK.some((words) => words.every((word, index) => args[index] === word)) ||
  args.some((arg) => HELP.has(arg))

/** The value of an option, as the parser of the command line finds it. */
function valueOf(args: string[], option: string): string | undefined {
  const end = args.indexOf('--')
  const options = end === -1 ? args : args.slice(0, end)
  const at = options.findLastIndex((arg) => arg === option || arg.startsWith(`${option}=`))
  const match = options[at]
  return match === option ? options[at + 1] : match?.slice(option.length + 1)
}

/** Null where there is none, which the command itself reports. */
function dataDirOf(args: string[]): string | null {
  const dataDir = valueOf(args, '--data-dir') ?? usualDataDir()
  return dataDir === null ? null : resolve(dataDir)
}

/** Null where there is no note, or one that somebody else could have written. */
function readNote(dataDir: string): HolderNote | null {
  const file = join(dataDir, HOLDER_FILE)
  try {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (!stats) return null
    const isOurs = process.platform === 'win32' || (stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0)
    return isOurs ? (JSON.parse(readFileSync(file, 'utf8')) as HolderNote) : null
  } catch {
    return null
  }
}

function toCommand(args: string[], { token }: HolderNote): Command {
  const isInteractive = isTerminal(2)
  const names = Object.keys(process.env).filter((name) => name.startsWith('PATCHBAY_'))
  const environment = Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']))
  return { token, sentAt: sharedTime(), args, isInteractive, canAnswer: isInteractive && isTerminal(0), environment }
}

/** Answers what the program asks of the files here; most commands ask for one file, so what other questions take is loaded then. */
function createAnswers(socket: Socket, dataDir: string) {
  let loaded: Promise<Awaited<ReturnType<typeof load>>> | null = null
  const load = async () => (await import('./answers.ts')).createAnswers(dataDir)
  return {
    answer: async (question: Extract<FromProgram, { kind: 'question' }>) => {
      const plain = answerPlainly(question)
      if (plain) return sendMessage(socket, plain)
      const { answer } = await (loaded ??= load())
      sendMessage(socket, await answer(question))
    },
    /** Removes what was being written. */
    abandon: async () => (await loaded)?.abandon(),
  }
}
