import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatIdentity, identityPaths, tidyIdentity } from '../../../../src/shared/search/identity.ts'
import { projectPath } from '../../../helpers/paths.ts'

const seed = (key: string) => {
  const text = readFileSync(projectPath(`seeds/catalog/${key}.json`), 'utf8')
  const entry = JSON.parse(text) as { configSchema: Record<string, unknown>; summary?: string[] }
  return identityPaths(entry.configSchema, entry.summary ?? null)
}

test('the built-in entries say which site, handle or page a connector is for', () => {
  expect(seed('wordpress')).toEqual([['site_url']])
  expect(seed('twitter')).toEqual([['handle']])
  expect(seed('linkedin')[0]).toEqual(['author', 'urn'])
  expect(seed('medium')).toEqual([['publication_id']])
})

test('the paths of the summary come before the first required field', () => {
  const properties = { host: { type: 'string' }, user: { type: 'string' }, zone: { type: 'string' } }
  const schema = { type: 'object', required: ['host'], properties }
  expect(identityPaths(schema, null)).toEqual([['host']])
  expect(identityPaths(schema, ['config.user', 'zone', 'host'])).toEqual([['user'], ['zone']])
  expect(identityPaths(schema, ['nothing'])).toEqual([['host']])
})

test('a secret, a fixed value and a choice of words are never an identity', () => {
  const properties = {
    token: { type: 'string', writeOnly: true },
    kind: { const: 'a' },
    region: { enum: ['eu', 'us'] },
    account: { type: 'string' },
  }
  const schema = { type: 'object', required: Object.keys(properties), properties }
  expect(identityPaths(schema, ['token'])).toEqual([['account']])
  expect(identityPaths({ type: 'object', properties }, null)).toEqual([])
})

test('an identity has no password, is short, and is read as people write it', () => {
  expect(tidyIdentity(['https://me', 'secret@blog.example.com/a'].join(':'))).toBe('https://blog.example.com/a')
  expect(tidyIdentity('  ')).toBeNull()
  expect(tidyIdentity('{"a":1}')).toBeNull()
  expect(tidyIdentity('x'.repeat(500))).toHaveLength(200)
  expect(formatIdentity('https://www.blog.example.com/')).toBe('blog.example.com')
  expect(formatIdentity('urn:li:organization:5515715')).toBe('Organization 5515715')
  expect(formatIdentity('@handle')).toBe('@handle')
})
