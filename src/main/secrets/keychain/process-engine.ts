import { AppError } from '../../../contract/errors.ts'
import { isKeyReason, keyError, type KeyReason } from '../keys/errors.ts'
import type { KeychainEngine } from './keychain.ts'
import { reasonOf } from './messages.ts'

/** One call of an engine, as it is sent to the process. */
export type EngineRequest = [which: 'get' | 'set' | 'delete', service: string, account: string, value: string]
export type EngineReply = { value: string | boolean | null } | { message: string; reason: string | undefined }

/** A process that answers one request after the other, see `keychain-process.ts`. */
interface EngineProcess {
  send(request: EngineRequest): void
  /** Ends it at once. */
  kill(): void
}

interface Options {
  name: string
  /** Starts a process, which must not outlive this one. */
  start: (on: { reply: (reply: EngineReply) => void; end: () => void }) => EngineProcess | Promise<EngineProcess>
  about: Pick<KeychainEngine, 'isAlive' | 'hasBin' | 'isOnDisk'>
}

/** What a new process may not meet: the service was restarted, or refused a session. */
const FRESH_START = new Set<KeyReason>(['service_restarted', 'no_session'])

/**
 * An engine in a process of its own, started by the first call. libsecret blocks a thread until the service answers,
 * which holds up the exit of the process, and it keeps to the service that it met first, even when that was restarted.
 * A process can be ended and started again, and with it a window of the keychain that asks a person. Expects one call at a
 * time, as the keychain port makes them.
 */
export function createProcessEngine({ name, start, about }: Options): KeychainEngine {
  let child: EngineProcess | null = null
  let pending: PromiseWithResolvers<EngineReply> | null = null

  const stop = () => {
    child?.kill()
    child = null
    pending?.reject(keyError('service_stopped', name))
    pending = null
  }

  const startChild = async (): Promise<EngineProcess> => {
    const started: EngineProcess = await start({
      reply: (reply) => {
        if (child !== started) return
        pending?.resolve(reply)
        // It may hold a key.
        pending = null
      },
      end: () => {
        if (child === started) stop()
      },
    })
    return started
  }

  const ask = async (request: EngineRequest): Promise<EngineReply> => {
    child ??= await startChild()
    pending = Promise.withResolvers<EngineReply>()
    const { promise } = pending
    child.send(request)
    return promise
  }

  const call = async (...request: EngineRequest): Promise<string | boolean | null> => {
    let reply = await ask(request)
    if ('message' in reply && FRESH_START.has(reasonOf(reply.message))) {
      stop()
      reply = await ask(request)
    }
    if ('value' in reply) return reply.value
    throw isKeyReason(reply.reason) ? keyError(reply.reason, name) : new Error(reply.message)
  }

  return {
    name,
    get: async (service, account) => (await call('get', service, account, '')) as string | null,
    set: async (service, account, value) => {
      await call('set', service, account, value)
    },
    delete: async (service, account) => (await call('delete', service, account, '')) as boolean,
    rest: stop,
    ...about,
  }
}

/** What a call of an engine came to, as it is sent back. */
export async function answer(engine: KeychainEngine, request: EngineRequest): Promise<EngineReply> {
  const [which, service, account, value] = request
  try {
    return { value: (await engine[which](service, account, value)) ?? null }
  } catch (error) {
    const { message } = error as Error
    return { message, reason: error instanceof AppError ? error.reason : undefined }
  }
}
