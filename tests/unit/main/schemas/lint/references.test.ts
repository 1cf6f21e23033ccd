import { expect, test } from 'vitest'
import { secretPaths } from '../../../../../src/shared/secret-places.ts'
import { computing } from '../../../../helpers/computing.ts'
import { check, lintSchema, schemasOf } from '../support.ts'

const port = { type: 'integer', minimum: 1 }

test('a reference leads to the id of a bundled schema, read against the id around it', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://schemas.example/connectors/mail',
    type: 'object',
    properties: {
      absolute: { $ref: 'https://schemas.example/server' },
      relative: { $ref: 'limits' },
      whole: { $ref: 'limits#/properties/rate' },
      named: { $ref: '/server#port' },
    },
    $defs: {
      a: {
        $id: 'https://schemas.example/server',
        type: 'object',
        // Both are read against the id of this schema, not of the one around it.
        properties: { port: { $ref: '#/$defs/port' }, backup: { $ref: 'server#/$defs/port' } },
        $defs: { port: { $anchor: 'port', ...port } },
      },
      b: { $id: 'limits', type: 'object', properties: { rate: { type: 'number', maximum: 9 } } },
    },
  }
  expect(lintSchema(schema).verdict).toBe('ok')
  expect(check(schema, { absolute: { port: 3, backup: 4 }, relative: { rate: 1 }, whole: 2, named: 5 })).toEqual({})
  expect(
    Object.keys(check(schema, { absolute: { port: 0, backup: 0 }, relative: { rate: 10 }, whole: 11, named: 0 })),
  ).toEqual(['config.absolute.port', 'config.absolute.backup', 'config.relative.rate', 'config.whole', 'config.named'])
})

test('an id that is only a name leaves the definitions of the whole within reach', () => {
  const schema = {
    type: 'object',
    properties: { server: { $id: 'server', type: 'object', properties: { port: { $ref: '#/definitions/port' } } } },
    definitions: { port },
  }
  expect(Object.keys(check(schema, { server: { port: 0 } }))).toEqual(['config.server.port'])
})

test('what is not in the file stays refused', () => {
  for (const $ref of ['https://schemas.example/other', 'other.json', 'missing'])
    expect(lintSchema({ type: 'object', properties: { a: { $ref } } }).verdict).toBe('refused')
})

/** As many kinds of objects as wanted, each with fields that hold any of them. */
function kinds(count: number, fields: number) {
  const any = { $ref: '#/definitions/any' }
  const kind = (at: number) => ({
    type: 'object',
    properties: {
      kind: { const: `k${at}` },
      ...Object.fromEntries(Array.from({ length: fields }, (_, field) => [`f${at}_${field}`, any])),
      [`password${at}`]: { type: 'string', writeOnly: true },
    },
    required: ['kind'],
  })
  const names = Array.from({ length: count }, (_, at) => `n${at}`)
  const branches = names.map((name) => ({ $ref: `#/definitions/${name}` }))
  return {
    type: 'object',
    properties: { content: any },
    definitions: {
      any: { anyOf: [{ type: 'string' }, { type: 'array', items: any }, ...branches] },
      ...Object.fromEntries(names.map((name, at) => [name, kind(at)])),
    },
  }
}

test('kinds that hold each other are settled once, however many they are', () => {
  for (const [count, fields] of [
    [6, 2],
    [24, 3],
  ] as const) {
    const schema = kinds(count, fields)
    expect(computing(() => lintSchema(schema))).toBeLessThan(1000)
    const { verdict, secrets } = lintSchema(schema)
    expect(verdict).toBe('ok')
    expect(secrets).toContain('config.content.password1')
    expect(secrets).toContain('config.content.f0_0.password1')
    const schemas = schemasOf(schema)
    expect(computing(() => secretPaths(schemas, {}, []))).toBeLessThan(1000)
    expect(check(schema, { content: { kind: 'k0', f0_0: ['a', { kind: 'k1' }] } })).toEqual({})
    expect(secretPaths(schemas, { content: { kind: 'k0', f0_0: { kind: 'k1' } } }, [])).toContain(
      'config.content.f0_0.password1',
    )
  }
})
