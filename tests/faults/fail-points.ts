import Database from 'better-sqlite3'
import type { KeychainEngine } from '../../src/main/secrets/keychain/keychain.ts'

/** Places at which a process can be killed: before every statement that writes, and around every call to the keychain. */
export function createFailPoints(killAt: number | null) {
  let passed = 0
  let isArmed = false

  const point = () => {
    if (!isArmed) return
    if (passed === killAt) process.kill(process.pid, 'SIGKILL')
    passed += 1
  }

  const memory = new Database(':memory:')
  const statements = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Record<
    string,
    (...args: unknown[]) => unknown
  >
  for (const name of ['run', 'get', 'all']) {
    const original = statements[name]!
    statements[name] = function (this: { readonly: boolean }, ...args) {
      if (!this.readonly) point()
      return original.apply(this, args)
    }
  }
  memory.close()

  return {
    /** From here on the points count. */
    arm: () => void (isArmed = true),
    passed: () => passed,
    around: (engine: KeychainEngine): KeychainEngine => {
      const both = async <T>(call: () => Promise<T>): Promise<T> => {
        point()
        const value = await call()
        point()
        return value
      }
      return {
        name: engine.name,
        get: (...entry) => both(() => engine.get(...entry)),
        set: (...entry) => both(() => engine.set(...entry)),
        delete: (...entry) => both(() => engine.delete(...entry)),
      }
    },
  }
}
