import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSecretPaths, hasSecretPlaces, secretPaths } from '../../../src/shared/secret-places.ts'
import { mergeSecrets, splitSecrets } from '../../../src/shared/secret-values.ts'

const text = { type: 'string' }
const secret = { type: 'string', writeOnly: true }
const branch = (kind: string, properties: object, required: string[] = []) => ({
  properties: { kind: { const: kind }, ...properties },
  required: ['kind', ...required],
})

const schemas = {
  configSchema: {
    type: 'object',
    properties: {
      url: text,
      'dotted.name': secret,
      login: { oneOf: [branch('key', { api_key: secret }), branch('basic', { user: text, password: secret })] },
      hosts: { type: 'array', items: { type: 'object', properties: { name: text, key: secret } } },
      headers: { type: 'object', additionalProperties: secret },
      keys: { type: 'array', items: secret },
      account: { type: 'object', writeOnly: true, properties: { id: text } },
      db: { $ref: '#/definitions/db' },
    },
    definitions: {
      db: {
        type: 'object',
        properties: { password: { ...text, format: 'password' }, replica: { $ref: '#/definitions/db' } },
      },
    },
  },
  authSchema: {
    type: 'object',
    properties: {
      token: text,
      list: { type: 'array', items: text },
      pair: { type: 'object', properties: { id: text, key: text } },
    },
  },
}

describe('splitSecrets', () => {
  test('lifts every secret and leaves the shape of the rest', () => {
    const input = {
      config: {
        url: 'u',
        'dotted.name': 's1',
        login: { kind: 'basic', user: 'me', password: 's2' },
        hosts: [{ name: 'a', key: 's3' }, { name: 'b' }],
        headers: { Authorization: 's4' },
        keys: ['s5', 's6'],
        account: { id: 's7' },
        db: { password: 's8', replica: { password: 's9' } },
      },
      auth: { token: 's10', list: ['s11'], pair: { id: 's12' } },
    }
    expect(splitSecrets(schemas, input)).toEqual({
      config: {
        url: 'u',
        login: { kind: 'basic', user: 'me' },
        hosts: [{ name: 'a' }, { name: 'b' }],
        headers: {},
        db: { replica: {} },
      },
      secrets: {
        'config.dotted\\.name': 's1',
        'config.login.password': 's2',
        'config.hosts.0.key': 's3',
        'config.headers.Authorization': 's4',
        'config.keys': ['s5', 's6'],
        'config.account': { id: 's7' },
        'config.db.password': 's8',
        'config.db.replica.password': 's9',
        'auth.token': 's10',
        'auth.list': ['s11'],
        'auth.pair.id': 's12',
      },
    })
  })

  test('lifts a secret of a branch that is not the one named, so it is never stored in the open', () => {
    const { config, secrets } = splitSecrets(schemas, { config: { login: { kind: 'basic', api_key: 's' } }, auth: {} })
    expect(config).toEqual({ login: { kind: 'basic' } })
    expect(secrets).toEqual({ 'config.login.api_key': 's' })
  })

  test('everything in auth is a secret, also what the schema does not know', () => {
    const { secrets } = splitSecrets(schemas, {
      config: {},
      auth: { other: { deep: 1 }, pair: 'text', token: { a: 1 } },
    })
    expect(secrets).toEqual({ 'auth.other': { deep: 1 }, 'auth.pair': 'text', 'auth.token': { a: 1 } })
  })

  test('a key called __proto__ stays a key', () => {
    const config = JSON.parse('{"__proto__":{"polluted":1},"hosts":[{"__proto__":{"x":1},"key":"s"}]}')
    const split = splitSecrets(schemas, { config, auth: JSON.parse('{"__proto__":"s"}') })
    expect(Object.keys(split.config)).toEqual(['__proto__', 'hosts'])
    expect(split.secrets).toEqual({ 'config.hosts.0.key': 's', 'auth.__proto__': 's' })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('secretPaths', () => {
  const inLogin = (config: object, stored: string[] = []) =>
    secretPaths(schemas, config, stored).filter((path) => path.startsWith('config.login'))

  test('lists what a form shows when nothing is chosen or stored, and follows a schema into itself once', () => {
    expect(secretPaths(schemas, {}, [])).toEqual([
      'config.dotted\\.name',
      'config.keys',
      'config.account',
      'config.db.password',
      'config.db.replica.password',
      'auth.token',
      'auth.list',
      'auth.pair.id',
      'auth.pair.key',
    ])
  })

  test('follows the branch that is named, whatever is stored', () => {
    expect(inLogin({ login: { kind: 'key' } }, ['config.login.password'])).toEqual(['config.login.api_key'])
    expect(inLogin({ login: { kind: 'basic' } })).toEqual(['config.login.password'])
    expect(inLogin({ login: { kind: 'other' } })).toEqual([])
  })

  test('follows the items that are there and the names that are stored', () => {
    const paths = secretPaths(schemas, { hosts: [{}, {}], headers: {} }, ['config.headers.X-Key', 'config.hosts.7.key'])
    expect(paths.filter((path) => /hosts|headers/.test(path))).toEqual([
      'config.hosts.0.key',
      'config.hosts.1.key',
      'config.headers.X-Key',
    ])
  })

  test('tells branches without a discriminator by what is stored', () => {
    const login = (name: string) => ({ properties: { [name]: secret }, required: [name] })
    const other = { configSchema: { properties: { login: { oneOf: [login('a'), login('b')] } } }, authSchema: {} }
    expect(secretPaths(other, { login: {} }, ['config.login.b'])).toEqual(['config.login.b'])
    expect(secretPaths(other, {}, [])).toEqual(['config.login.a', 'config.login.b'])
  })
})

describe('secretPaths in conditions', () => {
  const is = (kind: string) => ({ properties: { kind: { const: kind } }, required: ['kind'] })
  const cloud = {
    properties: { kind: { enum: ['cloud', 'server'] }, token: secret },
    if: is('cloud'),
    then: { properties: { cloud_key: secret } },
    else: { properties: { password: secret } },
    dependencies: { token: { properties: { token_key: secret } } },
  }
  const pathsOf = (config: object, stored: string[] = []) =>
    secretPaths({ configSchema: cloud, authSchema: {} }, config, stored)

  test('are those of the part that holds', () => {
    expect(pathsOf({ kind: 'cloud' })).toEqual(['config.token', 'config.cloud_key'])
    expect(pathsOf({ kind: 'server' }, ['config.cloud_key'])).toEqual(['config.token', 'config.password'])
    expect(pathsOf({ kind: 'server' }, ['config.token'])).toContain('config.token_key')
  })

  test('are those of both parts where a stored secret decides, so none is lost', () => {
    const schemas = { configSchema: {}, authSchema: cloud }
    const stored = ['auth.kind', 'auth.password']
    expect(secretPaths(schemas, {}, stored)).toEqual(expect.arrayContaining(['auth.cloud_key', 'auth.password']))
  })

  test('are those of both parts where the test could take any time', () => {
    const schema = { ...cloud, if: { properties: { kind: { pattern: '^(a+)+$' } } } }
    const config = { kind: `${'a'.repeat(40)}!` }
    expect(secretPaths({ configSchema: schema, authSchema: {} }, config, [])).toEqual(
      expect.arrayContaining(['config.cloud_key', 'config.password']),
    )
  })
})

describe('a secret of one branch', () => {
  const login = (properties: object) => ({ type: 'object', properties })

  test('is one in the others, so what is lifted there is kept', () => {
    const configSchema = {
      properties: { login: { oneOf: [branch('key', { key: secret }), branch('open', { key: text })] } },
    }
    const one = { configSchema, authSchema: {} }
    const { config, secrets } = splitSecrets(one, { config: { login: { kind: 'open', key: 'k' } }, auth: {} })
    expect(Object.keys(secrets)).toEqual(['config.login.key'])
    expect(secretPaths(one, config, Object.keys(secrets))).toEqual(['config.login.key'])
  })

  test('is kept in auth where another branch has a group in its place', () => {
    const authSchema = { properties: { login: { oneOf: [login({ key: text }), login({ key: login({ id: text }) })] } } }
    const one = { configSchema: {}, authSchema }
    for (const key of ['k', { id: 'i' }]) {
      const { secrets } = splitSecrets(one, { config: {}, auth: { login: { key } } })
      const stored = Object.keys(secrets)
      expect(stored).toHaveLength(1)
      expect(secretPaths(one, {}, stored)).toEqual(expect.arrayContaining(stored))
    }
  })

  test('is found where config does not name the branch and the stored secrets do', () => {
    const stored = ['config.login.password']
    expect(secretPaths(schemas, {}, stored)).toEqual(expect.arrayContaining(stored))
    expect(secretPaths(schemas, { login: { user: 'me' } }, stored)).toEqual(expect.arrayContaining(stored))
  })
})

test('an entry has places for secrets, or none', () => {
  const configSchema = { properties: { url: text } }
  expect(hasSecretPlaces({ configSchema, authSchema: {} })).toBe(false)
  expect(hasSecretPlaces({ configSchema, authSchema: { properties: { token: text } } })).toBe(true)
  expect(hasSecretPlaces({ configSchema: { additionalProperties: secret }, authSchema: {} })).toBe(true)
  expect(hasSecretPlaces({ configSchema: { title: '"writeOnly":true' }, authSchema: {} })).toBe(false)
})

describe('for any schema and any input', () => {
  const name = fc.constantFrom('a', 'b', 'c.d', '0', '__proto__', 'kind')
  const leaf = fc.constantFrom<object>(
    text,
    secret,
    { type: 'integer' },
    { ...text, format: 'password' },
    { ...text, airbyte_secret: true },
  )
  const schema = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.dictionary(name, tie('node'), { maxKeys: 3 }).map((properties) => ({ type: 'object', properties })),
      tie('node').map((items) => ({ type: 'array', items })),
      tie('node').map((additionalProperties) => ({ type: 'object', additionalProperties })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf })),
      fc.array(tie('node'), { minLength: 1, maxLength: 2 }).map((allOf) => ({ allOf })),
    ),
  })).node as fc.Arbitrary<Record<string, unknown>>
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('s', 1, true, null),
      fc.dictionary(name, tie('node'), { maxKeys: 3 }),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  })).node
  const document = fc.dictionary(name, value, { maxKeys: 4 })
  const isEmptyGroup = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && !Array.isArray(one) && Object.values(one).every(isEmptyGroup)
  const withoutEmptyGroups = (one: object): object =>
    Object.fromEntries(
      Object.entries(one)
        .filter(([, member]) => !isEmptyGroup(member))
        .map(([key, member]) => [
          key,
          typeof member === 'object' && member !== null && !Array.isArray(member) ? withoutEmptyGroups(member) : member,
        ]),
    )

  test('what was split comes back whole, but for empty groups of auth', () => {
    fc.assert(
      fc.property(schema, schema, document, document, (configSchema, authSchema, config, auth) => {
        const split = splitSecrets({ configSchema, authSchema }, { config, auth })
        const merged = mergeSecrets({ config: split.config, auth: {} }, split.secrets)
        expect(merged.config).toEqual(config)
        expect(withoutEmptyGroups(merged.auth)).toEqual(withoutEmptyGroups(auth))
      }),
      { numRuns: 2000 },
    )
  })

  test('nothing that was split is a secret still', () => {
    fc.assert(
      fc.property(schema, document, (configSchema, config) => {
        const split = splitSecrets({ configSchema, authSchema: {} }, { config, auth: {} })
        expect(splitSecrets({ configSchema, authSchema: {} }, { config: split.config, auth: {} }).secrets).toEqual({})
      }),
      { numRuns: 2000 },
    )
  })

  test('the secret paths have everything that was lifted, where no choice was left open', () => {
    const hasChoice = (one: unknown) => JSON.stringify(one).includes('"oneOf"')
    const plain = schema.filter((one) => !hasChoice(one))
    fc.assert(
      fc.property(plain, document, (configSchema, config) => {
        const split = splitSecrets({ configSchema, authSchema: {} }, { config, auth: {} })
        const stored = Object.keys(split.secrets)
        expect(secretPaths({ configSchema, authSchema: {} }, split.config, stored)).toEqual(
          expect.arrayContaining(stored),
        )
      }),
      { numRuns: 2000 },
    )
  })
})

test('what is found out once for an entry is right for each of its configs', () => {
  const config = fc.record(
    {
      url: fc.constantFrom<unknown>('u', 5, null, { a: 1 }, []),
      login: fc.constantFrom<unknown>({ kind: 'key' }, { kind: 'basic', user: 'me' }, {}, 'text'),
      hosts: fc.array(fc.constantFrom<unknown>({ name: 'a' }, {}, 'text'), { maxLength: 3 }),
      headers: fc.dictionary(fc.constantFrom('A', 'B'), fc.constant('x')),
      db: fc.constantFrom<unknown>({}, { replica: {} }, { replica: { replica: {} } }, 'text'),
    },
    { requiredKeys: [] },
  )
  const stored = fc.subarray([
    'config.login.password',
    'config.headers.C',
    'config.db.password',
    'auth.pair.key',
    'auth.list',
  ])
  fc.assert(
    fc.property(fc.array(fc.tuple(config, stored), { maxLength: 5 }), (many) => {
      const read = createSecretPaths(schemas)
      for (const one of many) expect(read(...one)).toEqual(createSecretPaths(schemas)(...one))
    }),
  )
})
