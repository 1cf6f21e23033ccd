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
  timeoutMs?: number
  patienceMs?: number
}

/** A request that was not answered in time; it may still wait for a person. */
interface LateRequest {
  request: EngineRequest
  reply: Promise<EngineReply>
  since: number
}

/** What a new process may not meet: the service was restarted, or refused a session. */
const FRESH_START = new Set<KeyReason>(['service_restarted', 'no_session'])

/** How long the process may wait for a person, who is asked by a window of the keychain. */
const PATIENCE_MS = 2 * 60_000

/**
 * An engine in a process of its own, started by the first call. libsecret blocks a thread until the service answers,
 * which holds up the exit of the process, and it keeps to the service that it met first, even when that was restarted.
 * A process can be ended and started again. A call that is late goes on: some keychains ask a person first, and the same
 * call, made again, gets that answer. Expects one call at a time, as the keychain port makes them.
 */
export function createProcessEngine(options: Options): KeychainEngine {
  const { name, start, timeoutMs = 5000, patienceMs = PATIENCE_MS } = options
  let child: EngineProcess | null = null
  let pending: PromiseWithResolvers<EngineReply> | null = null
  let late: LateRequest | null = null

  const stop = () => {
    child?.kill()
    child = null
    late = null
  }

  const startChild = async (): Promise<EngineProcess> => {
    const started: EngineProcess = await start({
      reply: (reply) => {
        if (child === started) pending?.resolve(reply)
      },
      end: () => {
        if (child !== started) return
        stop()
        pending?.reject(keyError('service_stopped', name))
      },
    })
    return started
  }

  const send = async (request: EngineRequest): Promise<LateRequest> => {
    child ??= await startChild()
    const response = Promise.withResolvers<EngineReply>()
    // Nobody may be waiting when it ends.
    response.promise.catch(() => undefined)
    pending = response
    child.send(request)
    return { request, reply: response.promise, since: performance.now() }
  }

  /** The reply if it comes in time; null otherwise. */
  const inTime = async (reply: Promise<EngineReply>, milliseconds: number): Promise<EngineReply | null> => {
    const { promise, resolve } = Promise.withResolvers<null>()
    const timer = setTimeout(resolve, milliseconds, null)
    try {
      return await Promise.race([reply, promise])
    } finally {
      clearTimeout(timer)
    }
  }

  const ask = async (request: EngineRequest): Promise<EngineReply> => {
    const end = performance.now() + timeoutMs
    let present = late
    late = null
    if (present && !isSame(present.request, request)) {
      // The process answers one request after the other.
      if (
        !(await inTime(
          present.reply.catch(() => ({ value: null })),
          timeoutMs,
        ))
      )
        return giveUp(present)
      present = null
    }
    present ??= await send(request)
    return (await inTime(present.reply, Math.max(1, end - performance.now()))) ?? giveUp(present)
  }

  const giveUp = (request: LateRequest): never => {
    if (performance.now() - request.since < patienceMs) late = request
    else stop()
    throw keyError('timeout', name)
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
    rest: () => {
      stop()
    },
  }
}

const isSame = (a: EngineRequest, b: EngineRequest): boolean => a.every((part, index) => part === b[index])

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
