import type { KeychainEngine } from './keychain.ts'
import { createKeytarEngine, keychainName } from './keytar-engine.ts'
import { createProcessEngine } from './process-engine.ts'

/**
 * The keychain engine for a program that runs on Node: in a process of its own where libsecret is used. On macOS the
 * keychain knows programs by their signature, so that there the program itself must ask.
 */
export const createSystemEngine = (entry: URL): KeychainEngine =>
  process.platform === 'linux' ? createProcessEngine({ name: keychainName(), entry }) : createKeytarEngine()
