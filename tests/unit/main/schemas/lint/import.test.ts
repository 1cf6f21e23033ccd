import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintEntry, readEntries } from '../../../../../src/main/schemas/lint/import.ts'
import { compileCheck } from '../../../../../src/main/schemas/validate/check.ts'
import { BUILT_IN } from '../../../../helpers/catalog-entries.ts'

const spec = { type: 'object', properties: { key: { type: 'string', airbyte_secret: true } } }
const entry = {
  format: 1,
  key: 'mine',
  name: 'Mine',
  category: 'Social',
  authType: 'api_key',
  configSchema: {},
  authSchema: spec,
}

const codesOf = (json: unknown) => readEntries(json).map((raw) => lintEntry(raw).problems.map(({ code }) => code))

describe('the shapes of a file', () => {
  test('one entry and an array of entries', () => {
    expect(readEntries(entry).map(({ key, name, shape }) => ({ key, name, shape }))).toEqual([
      { key: 'mine', name: 'Mine', shape: 'entry' },
    ])
    expect(readEntries([entry, { ...entry, key: 'other' }]).map(({ key }) => key)).toEqual(['mine', 'other'])
  })

  test('an array of connector specs', () => {
    const json = [
      {
        key: 'source-a',
        name: 'A',
        documentationUrl: 'https://a.test/',
        version: '2.0.0',
        connectionSpecification: spec,
      },
    ]
    const linted = lintEntry(readEntries(json)[0]!)
    expect(linted).toMatchObject({ key: 'source-a', verdict: 'ok', secrets: ['config.key'], fields: 1 })
    expect(linted.entry).toMatchObject({
      name: 'A',
      category: 'Sources',
      docsUrl: 'https://a.test/',
      version: '2.0.0',
      authType: 'api_key',
    })
  })

  test('a connector registry', () => {
    const one = (dockerRepository: string) => ({
      dockerRepository,
      name: 'Some Name',
      dockerImageTag: '1.2.3',
      documentationUrl: 'http://insecure.test/',
      spec: { connectionSpecification: spec, advanced_auth: { auth_flow_type: 'oauth2.0' } },
    })
    const linted = readEntries({
      sources: [one('airbyte/source-x')],
      destinations: [one('airbyte/destination-y')],
    }).map((raw) => lintEntry(raw))
    expect(linted.map(({ key }) => key)).toEqual(['source-x', 'destination-y'])
    expect(linted[1]?.entry).toMatchObject({
      name: 'Some Name',
      category: 'Destinations',
      version: '1.2.3',
      docsUrl: null,
      authType: 'oauth',
    })
  })

  test('a bare schema needs a key and a name', () => {
    expect(() => readEntries(spec)).toThrow('A bare JSON Schema needs a key and a name')
    const linted = readEntries(spec, { naming: { key: 'bare', name: 'Bare' } }).map((raw) => lintEntry(raw))
    expect(linted[0]).toMatchObject({ key: 'bare', verdict: 'ok', secrets: ['config.key'] })
  })

  test('a named list of properties', () => {
    const json = {
      name: 'xApi',
      displayName: 'X API',
      properties: [{ name: 'key', type: 'string', typeOptions: { password: true } }],
    }
    expect(lintEntry(readEntries(json)[0]!)).toMatchObject({
      key: 'xapi',
      secrets: ['config.key'],
      entry: { name: 'X API' },
    })
  })

  test.each([null, 5, 'text', {}, [], { sources: [] }, { a: 1 }, { type: 'service_account' }])(
    '%j is no file of entries',
    (json) => {
      expect(() => readEntries(json)).toThrow(/The file (is neither|has no)/)
    },
  )
})

describe('bad entries', () => {
  test('one bad entry does not stop the others', () => {
    const linted = readEntries([5, entry, null, { key: 'x' }, { ...entry, key: 'last' }]).map((raw) => lintEntry(raw))
    expect(linted.map(({ verdict }) => verdict)).toEqual(['refused', 'ok', 'refused', 'refused', 'ok'])
  })

  test('each kind has its code', () => {
    expect(codesOf({ ...entry, format: 2 })).toEqual([['newer_format']])
    expect(codesOf({ ...entry, key: 'No Key' })).toEqual([['bad_key']])
    expect(codesOf([entry, entry])).toEqual([expect.not.arrayContaining(['duplicate_key']), ['duplicate_key']])
    expect(codesOf({ ...entry, name: '' })).toEqual([expect.not.arrayContaining(['bad_name'])])
    expect(codesOf({ ...entry, authType: 'magic', docsUrl: 'javascript:alert(1)', capabilities: [] })[0]).toEqual(
      expect.arrayContaining(['bad_entry_field']),
    )
    expect(codesOf([{ key: 'a', connectionSpecification: null }])).toEqual([['not_a_schema']])
  })

  test('fields of the wrong kind are left out', () => {
    const linted = lintEntry(
      readEntries({ ...entry, docsUrl: 'javascript:alert(1)', icon: 5, capabilities: 'all' })[0]!,
    )
    expect(linted.entry).toMatchObject({ docsUrl: null, icon: null, capabilities: {} })
  })
})

describe('normalised schemas', () => {
  test('carry writeOnly on every secret, and every leaf of auth is one', () => {
    const authSchema = {
      type: 'object',
      properties: {
        a: { type: 'string' },
        list: { type: 'array', items: { type: 'string' } },
        g: { type: 'object', properties: { b: { type: 'string' } } },
      },
    }
    const { entry: normalised, secrets } = lintEntry(readEntries({ ...entry, authSchema })[0]!)
    expect(secrets).toEqual(['auth.a', 'auth.list', 'auth.g.b'])
    expect(normalised?.authSchema.properties).toMatchObject({
      a: { writeOnly: true },
      list: { writeOnly: true },
      g: { properties: { b: { writeOnly: true } } },
    })
  })
})

describe('the built-in entries', () => {
  const folder = new URL('../../../../../seeds/catalog/', import.meta.url)
  const files = readdirSync(folder)
  const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

  test.each(files)('%s is a clean entry that can publish', (file) => {
    const linted = lintEntry(readEntries(read(file))[0]!)
    expect(linted).toMatchObject({ key: file.replace('.json', ''), verdict: 'ok', problems: [] })
    expect(linted.entry).toMatchObject({ capabilities: { publish: true }, docsUrl: expect.stringMatching(/^https:/) })
    expect({ ...linted.entry, format: 1 }).toEqual(read(file))
  })

  test.each([
    ['twitter', { handle: '@acme' }, { access_token: 'x'.repeat(20) }],
    ['linkedin', { author: { kind: 'organization', urn: 'urn:li:organization:1' } }, { access_token: 'x'.repeat(20) }],
    [
      'wordpress',
      { site_url: 'https://a.test', username: 'me', default_categories: [12, 34] },
      { application_password: 'abcd EFGH 1234-ijkl-MNOP-6789' },
    ],
    ['medium', { license: 'cc-40-by' }, { integration_token: 'x'.repeat(20) }],
  ])('%s takes a filled form and refuses an empty auth', (key, config, auth) => {
    const check = compileCheck(read(`${key}.json`), 'token')
    expect(check({ config, auth, kept: [] })).toEqual({})
    expect(Object.values(check({ config, auth: {}, kept: [] })).flat()).toContainEqual(
      expect.objectContaining({ reason: 'required' }),
    )
  })

  test('WordPress says that https is needed, and takes categories by number alone', () => {
    const check = compileCheck(read('wordpress.json'), 'token')
    const auth = { application_password: 'abcd EFGH 1234 ijkl MNOP 6789' }
    const config = { site_url: 'http://a.test', username: 'me', default_categories: ['news', 0, 12] }
    const fields = check({ config, auth, kept: [] })
    expect(JSON.stringify(fields['config.site_url'])).toContain('https://, which application passwords need')
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining(['config.default_categories.0', 'config.default_categories.1']),
    )
    expect(fields).not.toHaveProperty(['config.default_categories.2'])
  })

  test('every length among the capabilities names the unit that it counts in', () => {
    const lengthsIn = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null
        ? [
            ...(typeof (value as { max_length?: unknown }).max_length === 'number' ? [value] : []),
            ...Object.values(value).flatMap(lengthsIn),
          ]
        : []
    for (const key of BUILT_IN)
      for (const length of lengthsIn(read(`${key}.json`)))
        expect([key, length]).toEqual([key, expect.objectContaining({ unit: expect.any(String) })])
  })

  test('the LinkedIn author is checked as the kind that was chosen', () => {
    const check = compileCheck(read('linkedin.json'), 'token')
    const author = { kind: 'person', urn: 'urn:li:organization:1' }
    expect(check({ config: { author }, auth: {}, kept: ['auth.access_token'] })).toEqual({
      'config.author.urn': [expect.objectContaining({ message: 'Enter it in the form urn:li:person:ID' })],
    })
  })
})
