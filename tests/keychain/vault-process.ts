import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { AppError } from '../../src/contract/errors.ts'
import { keyStateOf } from '../../src/main/secrets/key-errors.ts'
import { createKeychain } from '../../src/main/secrets/keychain.ts'
import { createSystemEngine } from '../../src/main/secrets/system-engine.ts'
import { createVault } from '../../src/main/secrets/vault.ts'
import { openStore } from '../../src/main/store/open.ts'
import { workspaces } from '../../src/main/store/schema.ts'
import { projectPath } from '../helpers/paths.ts'

/** What a vault is asked: `prepare` makes a workspace with a key and a spare entry, and closes the database. */
export type Task = 'prepare' | 'get' | 'set' | 'delete' | 'rotate'

/** What it answers: the outcome (`READY`, or a key state and its reason) and how long it took. */
export interface Answer {
  outcome: string
  milliseconds: number
}

type Message = { kind: 'call' } | { kind: 'answer'; file: string; answer: Answer }

/** Starts a process in the environment of a session, with one vault per database file on the session's keychain. */
export function startVaultProcess(env: NodeJS.ProcessEnv) {
  const child = fork(import.meta.filename, [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const heard = (isIt: (message: Message) => boolean): Promise<Message> => {
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
      const answered = heard((message) => message.kind === 'answer' && message.file === file)
      child.send({ file, task })
      const message = await answered
      if (message.kind !== 'answer') throw new Error('Not an answer')
      return message.answer
    },
    /** Resolves once so many calls to the keychain have begun. */
    calls: async (count: number): Promise<void> => {
      let begun = 0
      await heard(({ kind }) => kind === 'call' && ++begun === count)
    },
    /** Lets the process end by itself, as a program does. */
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

const WORKSPACE = 'w1'
const SPARE_ACCOUNT = 'spare'
const PASSPHRASE = 'correct horse battery staple'
const NOW = '2026-01-02T03:04:05.000Z'

function createTasks(file: string, onCall: () => void): Record<Task, () => Promise<Answer>> {
  const store = openStore({ file, migrationsDir: projectPath('migrations'), now: NOW })
  const engine = createSystemEngine(new URL('../../src/main/secrets/keychain-process.ts', import.meta.url))
  const keychain = createKeychain({
    ...engine,
    get: (...entry) => (onCall(), engine.get(...entry)),
    set: (...entry) => (onCall(), engine.set(...entry)),
    delete: (...entry) => (onCall(), engine.delete(...entry)),
  })
  const vault = createVault({ store, keychain, clock: () => new Date(NOW), scryptCost: 2 ** 10 })

  const create = async (id: string, passphrase?: string) => {
    const key = await vault.create(id, passphrase === undefined ? {} : { passphrase })
    const audit = { createdAt: NOW, updatedAt: NOW, createdBy: '', updatedBy: '', createdByName: '', updatedByName: '' }
    store.db.transaction(() => {
      store.db
        .insert(workspaces)
        .values({ id, name: id, nameKey: id, colour: 'blue', ...audit })
        .run()
      key.activate()
    })
  }

  const timed = async (work: () => Promise<{ state: string; reason: string | null } | void>): Promise<Answer> => {
    const start = performance.now()
    const status = await work().catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
      return { state: String(keyStateOf(error)), reason: error.reason ?? null }
    })
    const outcome = [status?.state ?? 'READY', status?.reason].filter(Boolean).join(' ')
    return { outcome, milliseconds: performance.now() - start }
  }

  return {
    prepare: () =>
      timed(async () => {
        await create(WORKSPACE, PASSPHRASE)
        await keychain.write(SPARE_ACCOUNT, 'spare')
        store.close()
      }),
    get: () => timed(() => vault.open(WORKSPACE)),
    set: () => timed(() => create(randomUUID())),
    delete: () =>
      timed(async () => {
        keychain.retry()
        await keychain.remove(SPARE_ACCOUNT)
      }),
    rotate: async () => {
      await vault.open(WORKSPACE, PASSPHRASE)
      return timed(async () => {
        const key = await vault.prepareRotation(WORKSPACE, { passphrase: PASSPHRASE })
        store.db.transaction(() => key.activate())
      })
    },
  }
}

/** The process itself. */
function runVaults(send: (message: Message) => void) {
  const vaults = new Map<string, Record<Task, () => Promise<Answer>>>()
  return async ({ file, task }: { file: string; task: Task }) => {
    const tasks = vaults.get(file) ?? createTasks(file, () => send({ kind: 'call' }))
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
