import type { KeychainEngine } from '../../../src/main/secrets/keychain/keychain.ts'

type KeychainFunction = 'get' | 'set' | 'delete'

/** A keychain in memory, with switches for what a real one can do wrong. */
export interface MemoryKeychain extends KeychainEngine {
  /** Entries by `<service>/<account>`. */
  entries: Map<string, string>
  /** The functions that were called, in order. */
  calls: KeychainFunction[]
  /** How many calls were running at the same time at most. */
  mostAtOnce: number
  /** Fails calls with this message, as an operating system words it; null works. */
  failing: string | null
  /** Restricts the failure to some functions. */
  failingFunctions: KeychainFunction[]
  /** Says null on every get, as a locked keyring does. */
  blind: boolean
  /** Accepts entries and does not keep them. */
  forgetful: boolean
  /** Calls do not end. */
  hanging: boolean
  /** Ends the calls that hang; they do then what they were asked to. */
  resume(): void
}

export function createMemoryKeychain(): MemoryKeychain {
  let running = 0
  let waiting: (() => void)[] = []

  const call = async <T>(which: KeychainFunction, run: () => T): Promise<T> => {
    keychain.calls.push(which)
    running += 1
    keychain.mostAtOnce = Math.max(keychain.mostAtOnce, running)
    try {
      await (keychain.hanging ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve())
      if (keychain.failing !== null && keychain.failingFunctions.includes(which)) throw new Error(keychain.failing)
      return run()
    } finally {
      running -= 1
    }
  }

  const keychain: MemoryKeychain = {
    name: 'Memory Keychain',
    entries: new Map(),
    calls: [],
    mostAtOnce: 0,
    failing: null,
    failingFunctions: ['get', 'set', 'delete'],
    blind: false,
    forgetful: false,
    hanging: false,
    resume: () => {
      keychain.hanging = false
      for (const resolve of waiting) resolve()
      waiting = []
    },
    get: (service, account) =>
      call('get', () => (keychain.blind ? null : (keychain.entries.get(`${service}/${account}`) ?? null))),
    set: (service, account, value) =>
      call('set', () => {
        if (!keychain.forgetful) keychain.entries.set(`${service}/${account}`, value)
      }),
    delete: (service, account) => call('delete', () => keychain.entries.delete(`${service}/${account}`)),
  }
  return keychain
}
