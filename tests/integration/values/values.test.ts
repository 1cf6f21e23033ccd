import { describe, expect, test } from 'vitest'
import { createFormStore } from '../../../src/renderer/forms/data/form-store.ts'
import type { JsonObject } from '../../../src/shared/json.ts'
import { valueCases } from '../../fixtures/schemas/values.ts'
import { check, schemasOf } from '../../unit/main/schemas/support.ts'

/** The same schema with one more field, for a change that touches nothing else. */
const withNote = (schema: object): object => ({
  ...schema,
  properties: { ...(schema as { properties?: object }).properties, note_beside: { type: 'string' } },
})

/** What a form sends that was opened on a config and changed in one other field. */
function saved(schema: object, config: object): JsonObject {
  const store = createFormStore({
    schemas: schemasOf(withNote(schema)),
    config: config as JsonObject,
    secrets: [],
    isNew: false,
  })
  store.change('changed', ['config', 'note_beside'])
  const { note_beside: note, ...left } = store.value().config
  expect(note).toBe('changed')
  return left
}

describe.each(valueCases)('$name', ({ schema, valid = [], invalid = [] }) => {
  test.each(valid.map((config) => [JSON.stringify(config), config] as const))('%s is valid', (_json, config) => {
    expect(check(schema, config)).toEqual({})
  })
  test.each(valid.map((config) => [JSON.stringify(config), config] as const))(
    '%s comes back from a form as it was',
    (json, config) => {
      expect(JSON.stringify(saved(schema, config))).toBe(json)
    },
  )
  test.each(invalid.map(([config, fields]) => [JSON.stringify(config), config, fields] as const))(
    '%s has its errors where they belong',
    (_json, config, fields) => {
      expect(Object.keys(check(schema, config))).toEqual(fields)
    },
  )
})
