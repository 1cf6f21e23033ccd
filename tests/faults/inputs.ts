import * as fc from 'fast-check'
import * as z from 'zod'
import { contract } from '../../src/contract/index.ts'
import type { Procedure } from '../../src/contract/define.ts'
import { wordpress } from '../helpers/samples.ts'

type Json = Record<string, unknown>

/** Every procedure of the contract by its full name. */
export const PROCEDURES: Record<string, Procedure> = Object.fromEntries(
  Object.entries(contract).flatMap(([group, procedures]) =>
    Object.entries(procedures as Record<string, Procedure>).map(([name, procedure]) => [`${group}.${name}`, procedure]),
  ),
)

/** Inputs that a schema alone does not tell, because they depend on a catalog entry. */
const SAMPLES: Record<string, Json> = {
  'connectors.install': wordpress,
  // Into no other workspace: one that is unknown would be named before the connector.
  'connectors.duplicate': {},
}

/** Values of the kind that a schema asks for. */
function fromSchema(schema: Json): fc.Arbitrary<unknown> {
  const { type, enum: words, const: constant, anyOf, properties = {}, required = [], items, minimum = 0 } = schema
  if (constant !== undefined) return fc.constant(constant)
  if (Array.isArray(words)) return fc.constantFrom(...(words as unknown[]))
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((one) => fromSchema(one as Json)))
  switch (type) {
    case 'string':
      return fc.string({ minLength: Math.max(1, Number(schema['minLength'] ?? 1)), maxLength: 40 }).map((text) => text)
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(Number(minimum), 1), max: 50 })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(fromSchema((items ?? {}) as Json), { maxLength: 3 })
    case 'object': {
      const known = Object.entries(properties as Record<string, Json>)
      if (known.length === 0)
        return fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), fc.jsonValue(), { maxKeys: 4 })
      return fc.record(Object.fromEntries(known.map(([name, one]) => [name, fromSchema(one)])), {
        requiredKeys: required as string[],
      })
    }
    default:
      return fc.jsonValue()
  }
}

const arbitraries = new Map<string, fc.Arbitrary<Json>>()

/** Inputs that fit the schema of a procedure, as far as JSON Schema can tell. */
export function inputsOf(procedure: string): fc.Arbitrary<Json> {
  const known = arbitraries.get(procedure)
  if (known) return known
  const schema = z.toJSONSchema(PROCEDURES[procedure]!.input, { io: 'input', unrepresentable: 'any' })
  // The door refuses such a name before it looks at anything else.
  const arbitrary = fromSchema(schema).filter(
    (input) => !JSON.stringify(input).includes('"__proto__"'),
  ) as fc.Arbitrary<Json>
  arbitraries.set(procedure, arbitrary)
  return arbitrary
}

/** An input that the procedure's schema accepts, the same one for the same seed. */
export function validInput(procedure: string, seed: number): Json {
  const sample = SAMPLES[procedure]
  if (sample) return sample
  const { input } = PROCEDURES[procedure]!
  const candidates = fc.sample(inputsOf(procedure), { seed, numRuns: 50 })
  return candidates.find((candidate) => input.safeParse(candidate).success) ?? {}
}

const cycle: Json = { name: 'x' }
cycle['self'] = cycle
const LONG = 'x'.repeat(10 * 1024 * 1024)

/** What no caller should send. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true }),
    weight: 20,
  },
  {
    arbitrary: fc.constantFrom<unknown>(cycle, [cycle], Symbol('x'), () => 1, 10n, NaN, -0, Infinity, undefined, null),
    weight: 6,
  },
  {
    arbitrary: fc.constantFrom<unknown>(new Proxy({}, {}), new Error('x'), new Array(1e6), Buffer.alloc(10)),
    weight: 2,
  },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 30 }), weight: 6 },
  {
    arbitrary: fc.constantFrom<unknown>(
      JSON.parse('{"__proto__":{"admin":true}}'),
      JSON.parse('{"constructor":{"prototype":{"admin":true}}}'),
      { toString: 1, valueOf: 2, hasOwnProperty: 3 },
      "'; DROP TABLE connectors; --",
      '\u0000',
      '\ud800',
      '../../../../etc/passwd',
    ),
    weight: 6,
  },
  { arbitrary: fc.constant<unknown>(LONG), weight: 1 },
)

/** A call as a confused or hostile caller makes it: right, wrong at some places, or nonsense as a whole. */
export function hostileInput(procedure: string, known: Json): fc.Arbitrary<unknown> {
  const right = inputsOf(procedure).map((input) => ({ ...input, ...known }))
  const names = [...Object.keys(PROCEDURES[procedure]!.input.shape), '__proto__', 'constructor', 'extra']
  const wrong = fc.tuple(right, fc.array(fc.tuple(fc.constantFrom(...names), junk), { minLength: 1, maxLength: 3 }))
  return fc.oneof(
    { arbitrary: right, weight: 3 },
    { arbitrary: wrong.map(([input, changes]) => ({ ...input, ...Object.fromEntries(changes) })), weight: 6 },
    { arbitrary: junk, weight: 2 },
  )
}
