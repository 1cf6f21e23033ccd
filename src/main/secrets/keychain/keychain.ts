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
  /**
   * Ends what the engine keeps running between calls, with all that is in its memory, and a call that is under way; the
   * next call starts it again.
   */
  rest?(): void
  /**
   * Whether the keychain is alive although it has not answered a call, so it asks a person something. Absent where a call
   * cannot be ended, which then counts as hanging.
   */
  isAlive?(): Promise<boolean>
  /** Whether the keychain moves what is removed into a bin, where it stays. */
  hasBin?(): Promise<boolean>
  /** Resolves once what was set before then, by `Date.now`, is on the disk, where the keychain answers before that. */
  isOnDisk?(since: number): Promise<void>
}

/** The keychain with its rules. Every function throws `locked` with the reason when the keychain does not do its work. */
export interface Keychain {
  name: string
  /** An entry's text. `lost` is only answered once the keychain has proved that it stores and returns entries. */
  read(account: string): Promise<string>
  /** Stores a text, reads it back and waits until it would outlive a power cut. */
  write(account: string, value: string): Promise<void>
  /** Removes an entry; one that is not there is fine once the keychain has proved that it works. */
  remove(account: string): Promise<void>
  /** Proves that entries can be stored, read and removed. */
  probe(): Promise<void>
  /** Lets calls through again after one that did not answer or was cancelled. */
  retry(): void
  /** Whether the keychain asks a person something, for which a call waits. */
  isAsking(): boolean
  /** Gives up the call for which the keychain asks a person, and those that wait behind it; otherwise does nothing. */
  cancel(): void
  /** Once no call is under way, ends the process that talks to the keychain, with the keys in its memory. */
  rest(): Promise<void>
}

/** The engine's functions for one operation: our service, one at a time, within the operation's deadline. */
interface Calls {
  get(account: string): Promise<string | null>
  set(account: string, value: string): Promise<void>
  delete(account: string): Promise<boolean>
}

interface Options {
  /** Within this time a keychain answers that asks nobody. */
  timeoutMs?: number
  /** How long a person may take who is asked. */
  patienceMs?: number
  /** Hears when the keychain begins to ask a person something, and when that is over. */
  onAsking?: (isAsking: boolean) => void
}

/**
 * Puts the rules in front of an engine: one call in flight, an answer within the timeout, and after a call without one
 * no further call until `retry`, because every call to a hung keychain blocks a thread that file operations need too. A
 * keychain that is alive and does not answer asks a person; the call then waits for the person, and can be cancelled.
 */
export function createKeychain(
  engine: KeychainEngine,
  { timeoutMs = 5000, patienceMs = 2 * 60_000, onAsking }: Options = {},
): Keychain {
  const { name } = engine
  let queue: Promise<unknown> = Promise.resolve()
  /** The call under way. One that was given up on may still wait for a person. */
  let inFlight: { subject: string; ending: Promise<unknown>; running: Promise<unknown> } | null = null
  let sets = 0
  let closedFor: 'timeout' | 'not_answered' | null = null
  let cancel: (() => void) | null = null

  const giveUp = (reason: 'timeout' | 'not_answered') => {
    closedFor = reason
    return keyError(reason, name)
  }

  /** Rejects once an operation takes too long. */
  const createDeadline = () => {
    const { promise, reject } = Promise.withResolvers<never>()
    // Nobody may be waiting when it passes.
    promise.catch(() => undefined)
    let timer = setTimeout(() => void askAlive(), timeoutMs / 2)
    let isOver = false
    async function askAlive() {
      const startedAt = performance.now()
      const alive = (await engine.isAlive?.()) ?? false
      if (isOver) return
      timer = setTimeout(passHalf, Math.max(0, timeoutMs / 2 - (performance.now() - startedAt)), alive)
    }
    function passHalf(alive: boolean) {
      if (!alive) return reject(giveUp('timeout'))
      // The call itself goes on: ended, it would leave a window in which an answer has no effect.
      const stop = (reason: 'timeout' | 'not_answered') => reject(giveUp(reason))
      timer = setTimeout(stop, patienceMs, 'timeout')
      cancel = () => stop('not_answered')
      onAsking?.(true)
    }
    const clear = () => {
      isOver = true
      clearTimeout(timer)
      if (cancel) onAsking?.(false)
      cancel = null
    }
    return { passed: promise, clear }
  }

  const begin = <R>(subject: string, start: () => Promise<R>): Promise<R> => {
    const running = start()
    const end = () => {
      inFlight = null
    }
    inFlight = { subject, running, ending: running.then(end, end) }
    return running
  }

  const operation = <T>(work: (calls: Calls) => Promise<T>): Promise<T> => {
    const turn = queue.then(async () => {
      if (closedFor) throw keyError(closedFor, name)
      const deadline = createDeadline()
      const call = async <R>(subject: string, start: () => Promise<R>): Promise<R> => {
        // The same call, made again, gets the answer of the first, so a person is asked once.
        const isSame = inFlight?.subject === subject
        if (inFlight && !isSame) await Promise.race([inFlight.ending, deadline.passed])
        const running = isSame && inFlight ? (inFlight.running as Promise<R>) : begin(subject, start)
        try {
          return await Promise.race([running, deadline.passed])
        } catch (error) {
          throw error instanceof AppError ? error : keyError(reasonOf(error), name, { words: wordsOf(error) })
        }
      }
      try {
        return await work({
          get: (account) => call(`get ${account}`, () => engine.get(KEYCHAIN_SERVICE, account)),
          // One that sets something else is another call.
          set: (account, value) =>
            call(`set ${account} ${(sets += 1)}`, () => engine.set(KEYCHAIN_SERVICE, account, value)),
          delete: (account) => call(`delete ${account}`, () => engine.delete(KEYCHAIN_SERVICE, account)),
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
    const id = randomUUID()
    // Removed ones would pile up in a bin.
    if (await engine.hasBin?.()) return store(calls, 'probe', id)
    await store(calls, `probe/${id}`, id)
    await calls.delete(`probe/${id}`)
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
    write: async (account, value) => {
      await operation((calls) => store(calls, account, value))
      await engine.isOnDisk?.(Date.now())
    },
    remove: (account) =>
      operation(async (calls) => {
        if (await calls.delete(account)) return
        // KeePassXC hides the entries that it has not given to a program, and asks a person when one is read.
        if ((await calls.get(account)) === null) await proveItWorks(calls)
        await calls.delete(account)
      }),
    probe: () => operation(probe),
    retry: () => {
      closedFor = null
    },
    isAsking: () => cancel !== null,
    cancel: () => cancel?.(),
    rest: async () => {
      await queue
      engine.rest?.()
    },
  }
}
