import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secretMoves } from '../../../../../src/main/topics/connectors/secret-moves.ts'
import { secretPaths } from '../../../../../src/shared/secret-places.ts'

const secret = { type: 'string', writeOnly: true }
const text = { type: 'string' }
const group = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const branch = (kind: string, properties: object) =>
  group({ kind: { const: kind }, ...properties }, { required: ['kind'] })

const movesIn = (configSchema: object, stored: string[], config: object = {}, authSchema: object = group({})) => {
  const schemas = { configSchema: { ...configSchema }, authSchema: { ...authSchema } }
  const { paths, from, withoutPlace } = secretMoves({ schemas, config, stored })
  return { from: Object.fromEntries([...from].filter(([path]) => paths.includes(path))), withoutPlace }
}

describe('a stored secret whose place has moved', () => {
  const login = group({
    credentials: { oneOf: [branch('none', {}), branch('key', { api_key: secret }), branch('pair', { secret })] },
  })

  test('goes into the branch that has its name', () => {
    expect(movesIn(login, ['config.api_key'])).toEqual({
      from: { 'config.credentials.api_key': 'config.api_key' },
      withoutPlace: [],
    })
  })
  test('goes from config to auth', () => {
    expect(movesIn(group({}), ['config.token'], {}, group({ token: text }))).toEqual({
      from: { 'auth.token': 'config.token' },
      withoutPlace: [],
    })
  })
  test('goes along with the item of a list, and out of a group', () => {
    const hosts = group({
      hosts: { type: 'array', items: group({ name: text, login: group({ password: secret }) }) },
      token: secret,
    })
    const config = { hosts: [{ name: 'a' }, { name: 'b' }] }
    expect(movesIn(hosts, ['config.hosts.1.password', 'config.inner.token'], config)).toEqual({
      from: { 'config.hosts.1.login.password': 'config.hosts.1.password', 'config.token': 'config.inner.token' },
      withoutPlace: [],
    })
  })
  test('goes to the place on the same way where several have its name', () => {
    const both = group({
      source: group({ login: group({ password: secret }) }),
      target: group({ login: group({ password: secret }) }),
    })
    expect(movesIn(both, ['config.target.password', 'config.source.password'])).toEqual({
      from: {
        'config.target.login.password': 'config.target.password',
        'config.source.login.password': 'config.source.password',
      },
      withoutPlace: [],
    })
  })
  test('stays without a place where it fits several, where several fit one, and where the config is in another branch', () => {
    const both = group({ a: group({ token: secret }), b: group({ token: secret }) })
    expect(movesIn(both, ['config.token'])).toEqual({ from: {}, withoutPlace: ['config.token'] })
    const one = group({ all: group({ token: secret }) })
    expect(movesIn(one, ['config.a.token', 'config.b.token'])).toEqual({
      from: {},
      withoutPlace: ['config.a.token', 'config.b.token'],
    })
    expect(movesIn(login, ['config.api_key'], { credentials: { kind: 'pair' } })).toEqual({
      from: {},
      withoutPlace: ['config.api_key'],
    })
  })
  test('never takes the place of another one', () => {
    const schema = group({ inner: group({ token: secret }) })
    expect(movesIn(schema, ['config.token', 'config.inner.token'])).toEqual({
      from: {},
      withoutPlace: ['config.token'],
    })
  })
})

test('no secret moves to a place with which one that is in its place would lose it', () => {
  const kind = (name: string, properties: object) => ({
    type: 'object',
    properties: { kind: { const: name }, ...properties },
    required: ['kind'],
  })
  const password = { oneOf: [kind('one', {}), kind('other', { key: secret })] }
  const configSchema = {
    type: 'object',
    properties: {
      a: { oneOf: [kind('one', { token: secret }), kind('other', { login: group({ token: secret }), password })] },
    },
  }
  const schemas = { configSchema, authSchema: {} }
  const { paths, withoutPlace } = secretMoves({
    schemas,
    config: {},
    stored: ['config.key', 'config.token', 'config.a.token'],
  })
  expect(secretPaths(schemas, {}, paths)).toEqual(expect.arrayContaining(paths))
  expect(paths).toContain('config.a.token')
  expect(withoutPlace.length).toBeGreaterThan(0)
})

const NAMES = ['token', 'password', 'key', 'login', 'a']
const name = fc.constantFrom(...NAMES)
const members = (member: fc.Arbitrary<object>) => fc.dictionary(name, member, { maxKeys: 4 })
const { schema } = fc.letrec<{ schema: object; member: object }>((tie) => ({
  member: fc.oneof({ maxDepth: 3 }, fc.constantFrom(secret, text), tie('schema')),
  schema: fc.oneof(
    members(tie('member')).map((properties) => group(properties)),
    fc
      .tuple(members(tie('member')), members(tie('member')))
      .map(([one, other]) => ({ oneOf: [branch('one', one), branch('other', other)] })),
  ),
}))

test('every stored secret has one place, the same or another one that the entry has, or is named as without one', () => {
  const property = fc.property(
    members(schema),
    members(schema),
    fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => ['config', ...names].join('.'))),
    (config, auth, stored) => {
      const schemas = { configSchema: group(config), authSchema: group(auth) }
      const { paths, from, withoutPlace } = secretMoves({ schemas, config: {}, stored })
      expect([...new Set(paths)]).toEqual(paths)
      const origins = paths.map((path) => from.get(path) ?? path)
      expect([...origins, ...withoutPlace].toSorted()).toEqual(stored.toSorted())
      const known = secretPaths(schemas, {}, paths)
      expect(paths.filter((path) => !known.includes(path))).toEqual([])
      expect([...new Set(from.values())]).toEqual([...from.values()])
      for (const [path, origin] of from) expect(path.split('.').at(-1)).toBe(origin.split('.').at(-1))
    },
  )
  fc.assert(property, { numRuns: 500 })
})
