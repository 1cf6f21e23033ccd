import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionsOf, isPlain, partsFor } from '../../../src/shared/conditions.ts'
import type { JsonObject } from '../../../src/shared/json.ts'

const then = { properties: { yes: {} } }
const otherwise = { properties: { no: {} } }
const isA = { properties: { kind: { const: 'a' } }, required: ['kind'] }

const partsOf = (schema: JsonObject, value: JsonObject, stored: string[] = []) =>
  conditionsOf({}, schema).flatMap((condition) => partsFor(condition, value, stored))

describe('of a schema with if', () => {
  const schema = { if: isA, then, else: otherwise }

  test('one part counts', () => {
    expect(partsOf(schema, { kind: 'a' })).toEqual([then])
    expect(partsOf(schema, { kind: 'b' })).toEqual([otherwise])
    expect(partsOf(schema, {})).toEqual([otherwise])
    expect(partsOf({ if: isA, then }, {})).toEqual([])
  })

  test('both parts count where the test is about a value that is secret', () => {
    expect(partsOf(schema, {}, ['kind'])).toEqual([then, otherwise])
    expect(partsOf({ ...schema, if: { not: isA } }, {}, ['kind'])).toEqual([then, otherwise])
    expect(partsOf(schema, { kind: 'b' }, ['kind'])).toEqual([otherwise])
  })

  test('that a secret is there is known', () => {
    const present = { if: { required: ['token'] }, then, else: otherwise }
    expect(partsOf(present, {}, ['token'])).toEqual([then])
    expect(partsOf(present, {})).toEqual([otherwise])
  })

  test('a test that is always or never met is one', () => {
    expect(partsOf({ if: true, then, else: otherwise }, {})).toEqual([then])
    expect(partsOf({ if: false, then, else: otherwise }, {})).toEqual([otherwise])
  })

  test('a test may refer to a definition', () => {
    const root = { definitions: { a: { const: 'a' } } }
    const [condition] = conditionsOf(root, { ...schema, if: { properties: { kind: { $ref: '#/definitions/a' } } } })
    expect(condition && partsFor(condition, { kind: 'a' }, [])).toEqual([then])
    expect(condition && partsFor(condition, { kind: 'b' }, [])).toEqual([otherwise])
  })
})

describe('of dependencies', () => {
  test('a part counts while the property is there, stored or not', () => {
    for (const keyword of ['dependencies', 'dependentSchemas']) {
      const schema = { [keyword]: { token: then } }
      expect(partsOf(schema, { token: 't' })).toEqual([then])
      expect(partsOf(schema, {}, ['token'])).toEqual([then])
      expect(partsOf(schema, {})).toEqual([])
    }
  })

  test('names that are required together are a part', () => {
    expect(partsOf({ dependencies: { user: ['password'] } }, { user: 'me' })).toEqual([{ required: ['password'] }])
  })

  test('each branch counts for its own values of the property', () => {
    const branch = (value: boolean, more: object) => ({ properties: { proxy: { const: value }, ...more } })
    const schema = { dependencies: { proxy: { oneOf: [branch(false, {}), branch(true, { url: {} })] } } }
    expect(partsOf(schema, { proxy: true })).toEqual([{}, { properties: { url: {} } }])
    expect(partsOf(schema, { proxy: false })).toEqual([{}, { properties: {} }])
  })
})

test('the parts of a schema are the same objects at every reading', () => {
  const schema = { dependencies: { a: { oneOf: [{ properties: { b: {} } }] } } }
  expect(conditionsOf({}, schema)).toBe(conditionsOf({}, schema))
})

test.each([
  [isA, true],
  [{ anyOf: [isA, { not: { required: ['b'] } }] }, true],
  [{ properties: { deep: { properties: { size: { minimum: 3 } } } } }, true],
  [{ properties: { kind: { pattern: '^a' } } }, false],
  [{ properties: { kind: { $ref: '#/definitions/a' } } }, false],
  [{ properties: { list: { uniqueItems: true } } }, false],
  [{ allOf: [{ additionalProperties: isA }] }, false],
])('that %j takes bounded time is %s', (when, expected) => {
  expect(isPlain(when)).toBe(expected)
})

test('a test that cannot be made in bounded time counts as open where time matters', () => {
  const slow = { if: { properties: { kind: { pattern: '^(a+)+$' } } }, then, else: otherwise }
  const parts = conditionsOf({}, slow).flatMap((condition) =>
    partsFor(condition, { kind: `${'a'.repeat(40)}!` }, [], isPlain),
  )
  expect(parts).toEqual([then, otherwise])
})

test('any schema and any value give parts of the schema', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('if', 'then', 'else', 'dependencies'), fc.jsonValue()),
      fc.object(),
      (schema, value) => {
        for (const part of partsOf(schema, value)) expect(typeof part).toBe('object')
      },
    ),
  )
})
