import { randomUUID } from 'node:crypto'
import { AppError } from '../../../contract/errors.ts'
import { keyError } from '../keys/errors.ts'
import { reasonOf, wordsOf } from './messages.ts'

/** The service that all entries are stored under: the application id. */
export const KEYCHAIN_SERVICE = 'dev.patchbay.Patchbay'

/** What a keychain engine must do; nothing else is ever asked of the OS keychain. */
export interface KeychainEngine {
  /** As people know it: Secret Service, macOS Keychain, Windows Credential Manager. */
  name: string
  get(service: string, account: string): Promise<string | null>
  set(service: string, account: string, value: string): Promise<void>
  delete(service: string, account: string): Promise<boolean>
  /** Ends what the engine keeps running between calls, with all that is in its memory; the next call starts it again. */
  rest?(): void
}

/** The keychain with its rules. Every function throws `locked` with the reason when the keychain does not do its work. */
export interface Keychain {
  name: string
  /** An entry's text. `lost` is only answered once the keychain has proved that it stores and returns entries. */
  read(account: string): Promise<string>
  /** Stores a text and reads it back. */
  write(account: string, value: string): Promise<void>
  /** Removes an entry; one that is not there is fine once the keychain has proved that it works. */
  remove(account: string): Promise<void>
  /** Proves with a random account that entries can be stored, read and removed. */
  probe(): Promise<void>
  /** Lets calls through again after one that did not answer. */
  retry(): void
  /** Once no call is under way, ends the process that talks to the keychain, with the keys in its memory. */
  rest(): Promise<void>
}

/** The engine's functions for one operation: our service, one at a time, within the operation's deadline. */
interface Calls {
  get(account: string): Promise<string | null>
  set(account: string, value: string): Promise<void>
  delete(account: string): Promise<boolean>
}

/**
 * Puts the rules in front of an engine: one call in flight, an answer within the timeout, and after a call without one
 * no further call until `retry`, because every call to a hung keychain blocks a thread that file operations need too.
 */
export function createKeychain(engine: KeychainEngine, { timeoutMs = 5000 }: { timeoutMs?: number } = {}): Keychain {
  const { name } = engine
  let queue: Promise<unknown> = Promise.resolve()
  let inFlight: Promise<unknown> | null = null
  let broken = false

  const operation = <T>(work: (calls: Calls) => Promise<T>): Promise<T> => {
    const turn = queue.then(async () => {
      if (broken) throw keyError('timeout', name)
      const deadline = createDeadline(timeoutMs, () => {
        broken = true
        return keyError('timeout', name)
      })
      const call = async <R>(start: () => Promise<R>): Promise<R> => {
        // A call that was given up on may still be running.
        if (inFlight) await Promise.race([inFlight, deadline.passed])
        const running = start()
        const settled = running.then(
          () => (inFlight = null),
          () => (inFlight = null),
        )
        inFlight = settled
        try {
          return await Promise.race([running, deadline.passed])
        } catch (error) {
          throw error instanceof AppError ? error : keyError(reasonOf(error), name, { words: wordsOf(error) })
        }
      }
      try {
        return await work({
          get: (account) => call(() => engine.get(KEYCHAIN_SERVICE, account)),
          set: (account, value) => call(() => engine.set(KEYCHAIN_SERVICE, account, value)),
          delete: (account) => call(() => engine.delete(KEYCHAIN_SERVICE, account)),
        })
      } finally {
        deadline.clear()
      }
    })
    // Waited for without its value, which may be a key.
    queue = turn.then(
      () => undefined,
      () => undefined,
    )
    return turn
  }

  const store = async (calls: Calls, account: string, value: string) => {
    await calls.set(account, value)
    if ((await calls.get(account)) !== value) throw keyError('not_kept', name)
  }

  const probe = async (calls: Calls) => {
    const account = `probe/${randomUUID()}`
    await store(calls, account, randomUUID())
    await calls.delete(account)
  }

  /** For a keychain that has just answered "no such entry", which a locked one says too: that one refuses to store. */
  const proveItWorks = async (calls: Calls) => {
    try {
      await probe(calls)
    } catch (error) {
      throw error instanceof AppError && error.reason === 'unknown' ? keyError('locked', name) : error
    }
  }

  return {
    name,
    read: (account) =>
      operation(async (calls) => {
        const value = await calls.get(account)
        // Some keychains keep an empty entry where a person has removed its text.
        if (value) return value
        await proveItWorks(calls)
        // The probe may have made the person unlock the keychain.
        const second = await calls.get(account)
        if (!second) throw keyError('lost', name)
        return second
      }),
    write: (account, value) => operation((calls) => store(calls, account, value)),
    remove: (account) =>
      operation(async (calls) => {
        if (await calls.delete(account)) return
        await proveItWorks(calls)
        await calls.delete(account)
      }),
    probe: () => operation(probe),
    retry: () => {
      broken = false
    },
    rest: async () => {
      await queue
      engine.rest?.()
    },
  }
}

function createDeadline(milliseconds: number, onPassed: () => AppError) {
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody may be waiting when it passes.
  promise.catch(() => undefined)
  const timer = setTimeout(() => reject(onPassed()), milliseconds)
  return { passed: promise, clear: () => clearTimeout(timer) }
}
