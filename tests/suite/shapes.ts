import type { JsonObject } from '../../src/shared/json.ts'

/* One field in the shapes that schemas of this field have, and values for it of every kind. */

const text = { type: 'string' }

const kinds: JsonObject[] = [
  text,
  { type: 'integer' },
  { type: 'boolean' },
  { type: 'number', multipleOf: 0.01 },
  { type: 'array', items: text },
  { type: 'object', properties: { a: text } },
  { type: 'object', additionalProperties: text },
  {},
  { enum: ['a', 1, null] },
  { minLength: 2 },
  { minimum: 1 },
  { properties: { a: { type: 'integer' } } },
  { type: ['string', 'array'], items: text },
  { type: ['integer', 'string'] },
  { type: ['boolean', 'object'], properties: { a: text } },
  { const: true },
  { type: 'array' },
  { type: 'array', items: {} },
  { type: 'object', additionalProperties: {} },
  { type: 'object', properties: { a: text }, additionalProperties: { type: 'integer' } },
  { oneOf: [{ required: ['a'] }, { required: ['b'] }], properties: { a: text, b: text } },
  { not: { required: ['a', 'b'] }, properties: { a: text, b: text } },
]

const surroundings: ((schema: JsonObject) => JsonObject)[] = [
  (schema) => schema,
  (schema) => ({ anyOf: [schema, { type: 'null' }] }),
  (schema) => ({ anyOf: [schema, { type: 'null' }], description: 'A value', minLength: 1 }),
  (schema) => ({ allOf: [schema] }),
  (schema) => ({ type: 'array', items: schema }),
  (schema) => ({ type: 'object', properties: { in: schema, other: text } }),
  (schema) => ({ type: 'object', additionalProperties: schema }),
]

/** Schemas of an object with a `value` of each kind in each surrounding. */
export const shapes: JsonObject[] = kinds.flatMap((kind) =>
  surroundings.map((surround) => ({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { value: surround(kind) },
  })),
)

const VALUES: unknown[] = [
  ...[null, true, false, 0, 1, 5, 1.5, 1234567.89, '', 'a', 'abc', [], ['x'], [1, null]],
  ...[{}, { a: 'x' }, { a: 1 }, { a: 'x', b: 'y' }, { b: null }],
]

/** Values of every kind, alone, in a list, in a group and in a map. */
export const shapeValues: JsonObject[] = VALUES.flatMap((value) =>
  [value, [value], { in: value }, { k: value }].map((nested) => ({ value: nested })),
)
