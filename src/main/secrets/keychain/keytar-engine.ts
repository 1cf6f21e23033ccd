import { keyError } from '../keys/errors.ts'
import type { KeychainEngine } from './keychain.ts'

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
}

/** The name of this system's keychain, as people know it. */
export const keychainName = (): string => NAMES[process.platform] ?? 'Secret Service'

/**
 * The operating system's keychain through keytar, whose native module is loaded by the first call.
 * keytar's findCredentials must not be used: it crashes the process on a locked keyring.
 */
export function createKeytarEngine(): KeychainEngine {
  const name = keychainName()

  const load = async () => {
    try {
      return (await import('keytar')).default
    } catch {
      throw keyError('module_missing', name)
    }
  }

  return {
    name,
    get: async (service, account) => (await load()).getPassword(service, account),
    set: async (service, account, value) => (await load()).setPassword(service, account, value),
    delete: async (service, account) => (await load()).deletePassword(service, account),
  }
}
