import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lintEntry, readEntries } from '../../../../../src/main/schemas/lint/import.ts'
import { BUILT_IN } from '../../../../helpers/catalog-entries.ts'
import { projectPath } from '../../../../helpers/paths.ts'

const good = {
  url: '{config.base_url}/api',
  path: '/me',
  query: { region: '{config.region}' },
  auth: [{ in: 'header', name: 'X-Token', value: 'auth.token' }],
  account: { id: 'data.0.id', name: ['data.0.name'] },
  answers: [{ status: 401, message: 'The token is wrong.', field: 'auth.token' }],
}

const text = { type: 'string', title: 'Text' }

/** What is stored of an entry with this test, and what lint says of it. */
function lintWith(connectionTest: unknown) {
  const raw = {
    ...{ format: 1, key: 'mine', name: 'Mine', category: 'Social', version: '1.0.0', authType: 'api_key' },
    configSchema: {
      type: 'object',
      properties: {
        base_url: text,
        region: text,
        key: { ...text, writeOnly: true },
        login: { oneOf: [{ type: 'object', title: 'A', properties: { user: text } }] },
      },
    },
    authSchema: { type: 'object', properties: { token: { ...text, writeOnly: true } } },
    connectionTest,
  }
  const { entry, verdict, problems } = lintEntry(readEntries(raw)[0]!)
  return {
    stored: entry?.connectionTest,
    verdict,
    problems: problems.filter(({ code }) => code === 'bad_connection_test').map(({ message }) => message),
  }
}

test('a test is stored as it was given', () => {
  expect(lintWith(good)).toEqual({
    verdict: 'ok',
    problems: [],
    stored: good,
  })
  expect(lintWith(null)).toEqual({ verdict: 'ok', problems: [], stored: null })
  expect(lintWith({ ...good, url: 'https://{config.login.user}.example.com' }).verdict).toBe('ok')
})

test.for<[string, unknown, RegExp]>([
  ['no object', 'https://example.com', /left out/],
  ['a member that no test has', { ...good, script: 'x' }, /there is no such field/],
  ['a method that changes something', { ...good, method: 'DELETE' }, /method/],
  ['another scheme', { ...good, url: 'file:///etc/passwd' }, /does not begin with https/],
  ['http where that is not allowed', { ...good, url: 'http://example.com' }, /is not https/],
  ['a setting that the entry does not have', { ...good, url: '{config.nowhere}' }, /config\.nowhere is no field/],
  ['a secret in the URL', { ...good, url: 'https://example.com/{config.key}' }, /config\.key is a secret/],
  ['a secret in a header that auth does not place', { ...good, headers: { 'X-A': '{auth.token}' } }, /is a secret/],
  ['a header of the request itself', { ...good, headers: { Host: 'example.com' } }, /Host is set/],
  ['a header that breaks the line', { ...good, headers: { 'A\r\nB': 'c' } }, /headers/],
  [
    'a credential that the entry does not have',
    { ...good, auth: [{ in: 'bearer', token: 'auth.other' }] },
    /auth\.other/,
  ],
  ['a message at no field', { ...good, answers: [{ status: 401, message: 'No', field: 'config.x' }] }, /config\.x/],
  [
    'a condition on a secret',
    { ...good, url: [{ url: '{config.base_url}', unless: { 'config.key': 'a' } }] },
    /a secret/,
  ],
  [
    'a second request to a secret',
    { ...good, answers: [{ status: 401, also: { path: '/{config.key}', where: {} }, message: 'No' }] },
    /a secret/,
  ],
])('a test with %s is left out, and the entry stays', ([, connectionTest, message]) => {
  const { stored, verdict, problems } = lintWith(connectionTest)
  expect({ stored, verdict }).toEqual({ stored: null, verdict: 'warning' })
  expect(problems).toEqual([expect.stringMatching(message)])
})

test('every built-in entry has a test that can be used', () => {
  for (const key of BUILT_IN) {
    const entry: unknown = JSON.parse(readFileSync(projectPath(`seeds/catalog/${key}.json`), 'utf8'))
    const { entry: stored, verdict } = lintEntry(readEntries(entry)[0]!)
    expect(verdict).toBe('ok')
    expect(stored?.connectionTest).toMatchObject({
      auth: [expect.anything()],
      account: expect.anything(),
    })
  }
})
