import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeychainEngine } from '../../../src/main/secrets/keychain/keychain.ts'

/** A keychain in a directory, for processes that are killed: what was stored is there for the next one. */
export function createFileKeychain(directory: string): KeychainEngine {
  const fileOf = (service: string, account: string) =>
    join(directory, createHash('sha256').update(`${service}/${account}`).digest('hex'))
  return {
    name: 'File Keychain',
    get: (service, account) => {
      const file = fileOf(service, account)
      return Promise.resolve(existsSync(file) ? readFileSync(file, 'utf8') : null)
    },
    set: (service, account, value) => {
      const file = fileOf(service, account)
      // Not before, since a data directory that is opened for the first time has to be empty.
      mkdirSync(directory, { recursive: true })
      writeFileSync(`${file}.new`, value)
      renameSync(`${file}.new`, file)
      return Promise.resolve()
    },
    delete: (service, account) => {
      const file = fileOf(service, account)
      const existed = existsSync(file)
      rmSync(file, { force: true })
      return Promise.resolve(existed)
    },
  }
}
