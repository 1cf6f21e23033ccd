import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { ErrorBody } from '../../src/contract/errors.ts'
import { openApp } from '../../src/main/app/open-app.ts'
import { HOLDER_FILE } from '../../src/main/hosts/cli/hand-over/messages.ts'
import { runCli } from '../../src/main/hosts/cli/run.ts'
import { factsOf } from '../../src/main/hosts/cli/hand-over/file-facts.ts'
import { listFolder, makeFolder, removeEmptyFolder, removeFile } from '../../src/main/hosts/cli/folder.ts'
import { openAtomicFile } from '../../src/main/platform/atomic-file.ts'
import { createMemoryKeychain } from './keychains/memory-keychain.ts'
import { projectPath } from './paths.ts'
import { cheap, resources } from './test-app.ts'

/** What protects the keys of `createCli`. */
export const PASSPHRASE = 'correct horse battery staple'

/** The built command line. */
export const BUILT = projectPath('out/main/cli.cjs')

interface Input {
  input?: string
  /** What somebody at the terminal answers each question. */
  answer?: (question: string) => string
  environment?: Record<string, string>
}

interface Output {
  out: string
  err: string
  code: number
}

/**
 * The command line on a data directory of its own, protected by a passphrase, as on a server without a keychain. A
 * command runs in this process, as it does in a running program; in a process of its own where an entry is named, or a
 * program that holds the data takes it.
 */
export function createCli(root: string, entry?: string) {
  const passphraseFile = join(root, 'passphrase')
  writeFileSync(passphraseFile, `${PASSPHRASE}\n`, { mode: 0o600 })
  const dataDir = join(root, 'data')

  const environment = { PATH: process.env['PATH'], HOME: root, PATCHBAY_PASSPHRASE_FILE: passphraseFile }

  const run = (args: string[], options: Input = {}): Promise<Output> => {
    const around = {
      ...{ input: options.input ?? '', environment: { ...environment, ...options.environment } },
      ...(options.answer && { answer: options.answer }),
    }
    const all = [...args, '--data-dir', dataDir]
    const isHeld = existsSync(join(dataDir, HOLDER_FILE))
    return entry !== undefined || isHeld ? spawned(entry ?? BUILT, all, around) : runHere(all, around)
  }
  const json = async (args: string[], options?: Input) => {
    const { out, err, code } = await run([...args, '--json'], options)
    if (err !== '') throw new Error(`Nothing was expected on standard error: ${err}`)
    return { code, value: JSON.parse(out) as Record<string, unknown> & { error?: ErrorBody } }
  }
  const file = (name: string, content: unknown) => {
    const path = join(root, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
    return path
  }
  /** Starts a program that holds the data directory, to which commands are handed; disposing of it ends it. */
  const hold = async (options: { args?: string[]; environment?: Record<string, string> } = {}) => {
    const serve = ['serve', '--port', '0', '--json', '--data-dir', dataDir]
    const child = spawn(process.execPath, [entry ?? BUILT, ...serve, ...(options.args ?? [])], {
      env: { PATH: process.env['PATH'], HOME: root, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    /** All that it writes to standard error, once it has ended. */
    const errors = text(child.stderr)
    const ended = once(child, 'exit')
    const early = ended.then(async () => Promise.reject(new Error(`It ended before it served: ${await errors}`)))
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), early])) as [string]
    const { oneTimeUrl } = JSON.parse(line) as { oneTimeUrl: string }
    const end = async () => {
      child.kill('SIGTERM')
      await ended
    }
    return { child, oneTimeUrl, errors, [Symbol.asyncDispose]: end }
  }
  /** Where commands run: alone or in a program that holds the data directory. */
  const runIn = async (where: Where) => (where === 'a running program' ? hold() : NOTHING)
  /** The words alone, in this process; nothing names the data directory. */
  const runWords = (args: string[]) => runHere(args, { input: '', environment })
  return { run, runWords, json, file, hold, runIn, dataDir, environment }
}

export type Where = (typeof WAYS)[number]
export const WAYS = ['a command of its own', 'a running program'] as const
const NOTHING = { [Symbol.asyncDispose]: () => Promise.resolve() }

type Around = Required<Pick<Input, 'input'>> & Pick<Input, 'answer'> & { environment: NodeJS.ProcessEnv }

async function spawned(entry: string, args: string[], { input, environment }: Around): Promise<Output> {
  const child = spawn(process.execPath, [entry, ...args], { env: environment })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { out, err, code: code as number }
}

/** The same in this process, with a keychain that fails as it does where there is none. */
async function runHere(args: string[], { input, answer, environment }: Around): Promise<Output> {
  const output = { out: '', err: '' }
  const keychainEngine = Object.assign(createMemoryKeychain(), { failing: 'Could not connect: No such file' })
  const code = await runCli(args, resources, {
    log: (line) => void (output.out += `${line}\n`),
    error: (line) => void (output.err += `${line}\n`),
    progress: () => undefined,
    isInteractive: false,
    ...(answer && { readLine: (question) => Promise.resolve(answer(question)) }),
    environment,
    stat: (path) => Promise.resolve(factsOf(path)),
    read: async (path) => (path === '-' ? Buffer.from(input) : readFile(path)),
    list: listFolder,
    makeFolder,
    removeEmptyFolder,
    remove: removeFile,
    openFile: openAtomicFile,
    signal: new AbortController().signal,
    open: (options) => openApp({ ...options, ...cheap, keychainEngine }),
  })
  return { ...output, code }
}
