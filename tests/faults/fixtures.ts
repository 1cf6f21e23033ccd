import type { KeychainEngine } from '../../src/main/secrets/keychain/keychain.ts'
import { projectPath } from '../helpers/paths.ts'

/** Databases as every released schema version has written them; their secrets are made up. */
export const FIXTURES = projectPath('tests/fixtures/databases')

/** Protects the key of the fixtures, which no keychain holds. */
export const PASSPHRASE = 'a passphrase of the fixtures'

/** A computer without a keychain. */
export const brokenKeychain: KeychainEngine = {
  name: 'No Keychain',
  get: () => Promise.reject(new Error('No such interface')),
  set: () => Promise.reject(new Error('No such interface')),
  delete: () => Promise.reject(new Error('No such interface')),
}

export const fixtureConnectors = [
  {
    catalogKey: 'wordpress',
    name: 'Company blog',
    config: { site_url: 'https://blog.example.com' },
    auth: { username: 'editor', application_password: 'abcdEFGH1234ijklMNOP6789' },
    tags: ['blog'],
  },
  {
    catalogKey: 'wordpress',
    name: 'Ünïcode 新聞',
    config: { site_url: 'https://news.example.com' },
    auth: { username: 'Ångström', application_password: 'zyxwVUTS9876rqpoNMLK5432' },
  },
]
