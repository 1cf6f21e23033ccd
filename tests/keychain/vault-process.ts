import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { KeychainEngine } from '../../src/main/secrets/keychain/keychain.ts'
import { createSystemEngine } from '../../src/main/secrets/keychain/system-engine.ts'
import { type Answer, createTasks, type Task } from './vault-tasks.ts'

type Message = { kind: 'call' } | { kind: 'answer'; file: string; answer: Answer }

/** Starts a process in the environment of a session, with one vault per database file on the session's keychain. */
export function startVaultProcess(env: NodeJS.ProcessEnv) {
  const child = fork(import.meta.filename, [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const nextMessage = (isIt: (message: Message) => boolean): Promise<Message> => {
    const { promise, resolve, reject } = Promise.withResolvers<Message>()
    const onMessage = (message: unknown) => {
      if (!isIt(message as Message)) return
      child.off('message', onMessage)
      child.off('exit', onExit)
      resolve(message as Message)
    }
    const onExit = () => reject(new Error('The vault process ended'))
    child.on('message', onMessage)
    child.on('exit', onExit)
    return promise
  }

  return {
    ask: async (file: string, task: Task): Promise<Answer> => {
      const answered = nextMessage((message) => message.kind === 'answer' && message.file === file)
      child.send({ file, task })
      const message = await answered
      if (message.kind !== 'answer') throw new Error('Not an answer')
      return message.answer
    },
    /** Resolves once so many calls to the keychain have begun. */
    calls: async (count: number): Promise<void> => {
      let calls = 0
      await nextMessage(({ kind }) => kind === 'call' && ++calls === count)
    },
    /** Lets the process end on its own, as a program does. */
    exit: async () => {
      const ended = once(child, 'exit')
      child.send('exit')
      await ended
    },
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The system's keychain, which reports every call. */
function createEngine(onCall: () => void): KeychainEngine {
  const engine = createSystemEngine(new URL('../../src/main/secrets/keychain/process.ts', import.meta.url))
  return {
    ...engine,
    get: (...entry) => (onCall(), engine.get(...entry)),
    set: (...entry) => (onCall(), engine.set(...entry)),
    delete: (...entry) => (onCall(), engine.delete(...entry)),
  }
}

/** The process itself. */
function runVaults(send: (message: Message) => void) {
  const vaults = new Map<string, Record<Task, () => Promise<Answer>>>()
  return async ({ file, task }: { file: string; task: Task }) => {
    const tasks =
      vaults.get(file) ??
      createTasks(
        file,
        createEngine(() => send({ kind: 'call' })),
      )
    vaults.set(file, tasks)
    send({ kind: 'answer', file, answer: await tasks[task]() })
  }
}

if (process.send && process.argv[1] === import.meta.filename) {
  const run = runVaults((message) => process.send?.(message))
  process.on('message', (message) =>
    message === 'exit' ? process.exit() : void run(message as { file: string; task: Task }),
  )
}
