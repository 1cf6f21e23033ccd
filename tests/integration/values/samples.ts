import * as fc from 'fast-check'
import type { JsonObject } from '../../../src/shared/json.ts'

/** A schema with values that are valid by it. */
interface Sample {
  schema: JsonObject
  values: fc.Arbitrary<unknown>
}

const name = fc.constantFrom('host', 'port', 'a.b', String.raw`c\d`, 'x y', '0', 'größe')

// Text that looks like an address with a password in it is refused.
const isPlain = (value: unknown) => !JSON.stringify(value).includes('@')
const anyJson = (maxDepth: number) => fc.jsonValue({ maxDepth }).filter(isPlain)

const plainText = fc.oneof(
  fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && isPlain(text)),
  fc.constantFrom('8080', 'true', 'null', ' spaced ', 'two\nlines', '1e3', '{}', '[1]', 'é'),
)

const leaf = fc.constantFrom<Sample>(
  { schema: { type: 'string' }, values: plainText },
  { schema: { type: 'string', maxLength: 5000 }, values: fc.constantFrom('a', 'a\r\nb', 'a\tb') },
  { schema: { type: 'string', format: 'date' }, values: fc.constantFrom('2026-02-28', '1999-12-31') },
  {
    schema: { type: 'string', format: 'date-time' },
    values: fc.constantFrom('2026-02-28T10:00:00Z', '2026-02-28T10:00:00.123456+05:30', '2026-02-28T10:00:00.5-08:00'),
  },
  { schema: { type: 'integer' }, values: fc.maxSafeInteger() },
  {
    schema: { type: 'number' },
    values: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(0.1)),
  },
  {
    schema: { type: 'number', multipleOf: 0.01 },
    values: fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
  },
  { schema: { type: 'boolean' }, values: fc.boolean() },
  { schema: { type: ['boolean', 'null'] }, values: fc.constantFrom(true, false, null) },
  { schema: { type: 'null' }, values: fc.constant(null) },
  { schema: { type: ['string', 'null'] }, values: fc.option(plainText) },
  { schema: { type: 'integer', nullable: true }, values: fc.option(fc.integer()) },
  { schema: { enum: ['a', 1, '1', true, null] }, values: fc.constantFrom('a', 1, '1', true, null) },
  { schema: { type: 'string', default: 'given' }, values: plainText },
  { schema: { const: 'fixed' }, values: fc.constant('fixed') },
  { schema: { type: ['string', 'integer', 'boolean'] }, values: fc.oneof(plainText, fc.integer(), fc.boolean()) },
  { schema: { type: ['object', 'array', 'null'] }, values: fc.constantFrom({}, [], null, { a: [] }, [{}]) },
  { schema: {}, values: anyJson(2) },
  { schema: { type: 'array' }, values: fc.array(anyJson(1), { maxLength: 3 }) },
  { schema: { type: 'object' }, values: fc.dictionary(fc.string({ minLength: 1 }), anyJson(1), { maxKeys: 3 }) },
  {
    schema: { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true },
    values: fc.shuffledSubarray(['a', 'b', 'c']),
  },
)

/** Objects of members that may be absent unless they are required. */
function group(members: Record<string, Sample>, count: number, more: JsonObject = {}): Sample {
  const names = Object.keys(members)
  const required = names.slice(0, count)
  const properties = Object.fromEntries(names.map((key) => [key, members[key]?.schema]))
  const values = Object.fromEntries(names.map((key) => [key, (members[key] as Sample).values]))
  return {
    schema: { type: 'object', properties, ...(required.length > 0 && { required }), ...more },
    values: fc.record(values, { requiredKeys: required }),
  }
}

const { root } = fc.letrec<{ node: Sample; plain: Sample; root: Sample }>((tie) => {
  const members = fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 4 })
  const plain = fc.tuple(members, fc.nat(2)).map(([fields, count]) => group(fields, count))
  const choiceOf = (kindOf: (at: number) => JsonObject, count: number) =>
    fc.array(fc.tuple(members, fc.nat(2)), { minLength: 2, maxLength: 3 }).map((branches): Sample => {
      const ways = branches.map(([fields, required], at) => {
        const kind = { schema: kindOf(at), values: fc.constant(`way ${at}`) }
        return group({ kind, ...fields }, count === 0 ? 0 : required + count)
      })
      return {
        schema: { type: 'object', oneOf: ways.map(({ schema }) => schema) },
        values: fc.oneof(...ways.map(({ values }) => values)),
      }
    })
  const named = choiceOf((at) => ({ const: `way ${at}` }), 1)
  const listed = choiceOf((at) => ({ type: 'string', enum: [`way ${at}`, `way ${at} too`] }), 1)
  const mixed = fc.tuple(leaf, plain).map(([one, other]): Sample => ({
    schema: { anyOf: [one.schema, other.schema] },
    values: fc.oneof(one.values, other.values),
  }))
  const optional = fc
    .oneof(plain, named, leaf)
    .map((one): Sample => ({ schema: { anyOf: [one.schema, { type: 'null' }] }, values: fc.option(one.values) }))
  const list = tie('node').map(({ schema, values }): Sample => ({
    schema: { type: 'array', items: schema },
    values: fc.array(values, { maxLength: 3 }),
  }))
  const entries = (values: fc.Arbitrary<unknown>) =>
    fc.dictionary(fc.constantFrom('k1', 'k 2', 'k.3', '4'), values, { maxKeys: 3 })
  const map = tie('node').map(({ schema, values }): Sample => ({
    schema: { type: 'object', additionalProperties: schema },
    values: entries(values),
  }))
  const further = fc.tuple(plain, leaf).map(([one, more]): Sample => ({
    schema: { ...one.schema, additionalProperties: more.schema },
    values: fc.tuple(one.values, entries(more.values)).map(([own, others]) => ({ ...others, ...(own as object) })),
  }))
  const conditional = fc.tuple(members, tie('node')).map(([fields, added]): Sample => {
    const kind = { schema: { type: 'string', enum: ['one', 'two'] }, values: fc.constantFrom('one', 'two') }
    const base = group({ kind, ...fields }, 1, {
      if: { properties: { kind: { const: 'one' } }, required: ['kind'] },
      then: { properties: { 'then it': added.schema } },
    })
    return {
      schema: base.schema,
      values: fc
        .tuple(base.values, fc.option(added.values, { nil: undefined }))
        .map(([own, more]) =>
          (own as JsonObject)['kind'] === 'one' && more !== undefined ? { ...(own as object), 'then it': more } : own,
        ),
    }
  })
  const both = fc.tuple(plain, leaf).map(([one, extra]): Sample => ({
    schema: { allOf: [one.schema, { type: 'object', properties: { extra: extra.schema } }] },
    values: fc
      .tuple(one.values, fc.option(extra.values, { nil: undefined }))
      .map(([own, more]) => (more === undefined ? own : { ...(own as object), extra: more })),
  }))
  const nested = fc.oneof(plain, named, listed, mixed, optional, list, map, further, conditional, both)
  return {
    node: fc.oneof({ maxDepth: 2, depthSize: 'small' }, leaf, nested),
    plain,
    root: fc.oneof(plain, conditional),
  }
})

/** Schemas of a whole config with some configs that are valid by each. */
export const samples: fc.Arbitrary<{ schema: JsonObject; configs: JsonObject[] }> = root.chain(({ schema, values }) =>
  fc.record({
    schema: fc.constant(schema),
    configs: fc.array(values as fc.Arbitrary<JsonObject>, { minLength: 1, maxLength: 3 }),
  }),
)
