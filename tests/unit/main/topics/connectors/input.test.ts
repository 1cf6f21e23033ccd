import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Settings } from '../../../../../src/contract/groups/connectors.ts'
import { createValidator } from '../../../../../src/main/schemas/validate/validator.ts'
import { createConnectorInput } from '../../../../../src/main/topics/connectors/input.ts'
import { messagesOf } from '../../../../../src/shared/errors.ts'
import { splitSecrets } from '../../../../../src/shared/secret-values.ts'
import { dirt } from '../../../../fixtures/schemas/dirt.ts'
import { features } from '../../../../fixtures/schemas/features.ts'
import { refusal } from '../../../../helpers/errors.ts'
import { schemasOf, workerUrl } from '../../schemas/support.ts'

type Json = Record<string, unknown>

const validator = createValidator({ workerUrl })
afterAll(() => validator.close())
const input = createConnectorInput(validator)

const NONE = { set: {}, clear: [] }
const settings = (more: { config?: object; auth?: object; secrets?: Settings['secrets'] }): Settings => ({
  ...{ config: {}, auth: {}, secrets: NONE },
  ...(more as Partial<Settings>),
})
const entryWith = (id: string, configSchema: object, authSchema: object = { type: 'object' }) => {
  const config = schemasOf(configSchema)
  return {
    id,
    source: 'imported' as const,
    contentHash: id,
    defaultConfigSchema: config.configSchema,
    authSchema: authSchema as Json,
  }
}
const outcome = async (run: Promise<unknown>) => run.catch((error: unknown) => refusal(Promise.reject(error as Error)))

const cases = [...features, ...dirt].map((one, index) => ({ ...one, id: `${index} ${one.name}` }))

test.each(cases)(
  '$name: secrets among the config and by path are the same input',
  async ({ id, schema, valid, invalid }) => {
    const entry = entryWith(id, schema)
    const schemas = { configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema }
    for (const whole of [...(valid ?? []), ...(invalid ?? []).map(([config]) => config)]) {
      const { config, secrets } = splitSecrets(schemas, { config: whole, auth: {} })
      const ways = [settings({ config: whole }), settings({ config, secrets: { set: secrets, clear: [] } })] as const
      const [among, byPath] = await Promise.all(ways.map((way) => input.check(entry, way, [])))
      expect(among).toEqual(byPath)
      // An update of what has every secret already is checked in the same way.
      const stored = Object.keys(secrets)
      const [first, ...others] = await Promise.all(
        ways.flatMap((way) => [outcome(input.prepare(entry, way, [])), outcome(input.prepare(entry, way, stored))]),
      )
      for (const other of others) expect(other).toEqual(first)
    }
  },
)

const branch = (kind: string, properties: object, required: string[] = []) => ({
  type: 'object',
  properties: { kind: { const: kind }, ...properties },
  required: ['kind', ...required],
})
const secret = { type: 'string', writeOnly: true, minLength: 4 }
const login = entryWith('login', {
  type: 'object',
  required: ['login'],
  properties: {
    login: { oneOf: [branch('key', { api_key: secret }, ['api_key']), branch('basic', { user: { type: 'string' } })] },
    servers: { type: 'array', items: { type: 'object', properties: { host: { type: 'string' }, token: secret } } },
    headers: { type: 'object', additionalProperties: secret },
  },
})

test('whatever secrets an update brings among its config, they are lifted, and what is left holds none', async () => {
  const text = fc.string({ minLength: 4, maxLength: 8, unit: fc.constantFrom('a', 'b', 'C', '1') })
  const name = fc.constantFrom('X-Key', 'a.b', 'other')
  const config = fc.record(
    {
      login: fc.oneof(
        fc.record({ kind: fc.constant('key'), api_key: text }),
        // A secret of another branch than the chosen one.
        fc.record({ kind: fc.constant('basic'), api_key: text }),
        fc.record({ kind: fc.constant('basic'), user: fc.constant('me') }),
      ),
      servers: fc.array(fc.record({ host: fc.constant('h'), token: text }, { requiredKeys: ['host'] }), {
        maxLength: 3,
      }),
      headers: fc.dictionary(name, text, { maxKeys: 2 }),
    },
    { requiredKeys: ['login'] },
  )
  await fc.assert(
    fc.asyncProperty(config, fc.boolean(), async (whole, isUpdate) => {
      const stored = isUpdate ? ['config.login.api_key'] : []
      const prepared = await input.prepare(login, settings({ config: whole }), stored)
      const { config: rest, secrets } = splitSecrets(
        { configSchema: login.defaultConfigSchema, authSchema: {} },
        { config: whole, auth: {} },
      )
      expect(prepared.config).toEqual(rest)
      const isKey = whole.login.kind === 'key'
      const places = Object.entries(secrets).filter(([path]) => isKey || path !== 'config.login.api_key')
      expect(prepared.set).toEqual(Object.fromEntries(places))
      // A stored secret whose branch was left, or that has a new value, does not stay.
      expect([...prepared.keep]).toEqual([])
    }),
    { numRuns: 200, seed: 1 },
  )
})

test('a new secret of a stored connector is checked at its field, and one that stays counts as present', async () => {
  const check = (set: Json, clear: string[] = []) =>
    input.check(login, settings({ config: { login: { kind: 'key' } }, secrets: { set, clear } }), [
      'config.login.api_key',
    ])
  expect(await check({})).toEqual({})
  expect(await check({ 'config.login.api_key': 'abc' })).toEqual({
    'config.login.api_key': [expect.objectContaining({ reason: 'min_length', values: { limit: 4 } })],
  })
  expect(await check({ 'config.login.api_key': 'ab\u200bcd' })).toEqual({
    'config.login.api_key': [expect.objectContaining({ reason: 'invisible_character', values: { place: 3 } })],
  })
  expect(messagesOf(await check({}, ['config.login.api_key']))).toEqual({
    'config.login.api_key': ['Enter the API key'],
  })
})

const pair = {
  type: 'object',
  required: ['id', 'key'],
  properties: { id: { type: 'string' }, key: { type: 'string' } },
}
const grouped = entryWith(
  'grouped',
  { type: 'object', properties: {} },
  {
    ...{ type: 'object', required: ['pair', 'token'], properties: { pair, token: { type: 'string' } } },
  },
)

test('what is missing in a group of secrets is named at its own field, however the others are given', async () => {
  const missing = {
    'auth.pair.id': ['Enter the ID'],
    'auth.pair.key': ['Enter the key'],
    'auth.token': ['Enter the token'],
  }
  expect(messagesOf(await input.check(grouped, settings({}), []))).toEqual(missing)
  const { 'auth.pair.id': _, ...rest } = missing
  expect(messagesOf(await input.check(grouped, settings({ auth: { pair: { id: 'x' } } }), []))).toEqual(rest)
  expect(
    messagesOf(await input.check(grouped, settings({ secrets: { set: { 'auth.pair.id': 'x' }, clear: [] } }), [])),
  ).toEqual(rest)
})

test('a name that is no secret of the entry is refused, by path or in auth, for an install as for an update', async () => {
  const complete = { pair: { id: 'x', key: 'y' }, token: 'z' }
  const stored = ['auth.pair.id', 'auth.pair.key', 'auth.token']
  const byPath = { set: { 'auth.tokn': 'x' }, clear: [] }
  for (const [attempt, paths] of [
    [settings({ auth: { ...complete, tokn: 'x' } }), []],
    [settings({ auth: { tokn: 'x' } }), stored],
    [settings({ auth: complete, secrets: byPath }), []],
    [settings({ secrets: byPath }), stored],
  ] as const)
    expect(await refusal(input.prepare(grouped, attempt, [...paths]))).toMatchObject({
      code: 'invalid',
      fields: { 'auth.tokn': [{ reason: 'unknown_secret' }] },
    })
})
