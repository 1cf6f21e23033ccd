import fc from 'fast-check'
import * as z from 'zod'
import { expect, test } from 'vitest'
import type { Procedure } from '../../../../src/contract/define.ts'
import { contract } from '../../../../src/contract/index.ts'
import { createAccepts } from '../../../../src/main/app/accepts.ts'

const procedures = Object.entries(contract).flatMap(([group, of]) =>
  Object.entries<Procedure>(of).map(([name, { output }]) => ({ name: `${group}.${name}`, output })),
)

/** Values of the kinds that the contract has; those with rules of their own are mostly refused. */
function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries<z.ZodType>(schema.shape)
    const isOptional = (of: z.ZodType) => of instanceof z.ZodOptional || of instanceof z.ZodDefault
    return fc.record(Object.fromEntries(shape.map(([name, of]) => [name, valuesOf(of)])), {
      noNullPrototype: true,
      requiredKeys: shape.flatMap(([name, of]) => (isOptional(of) ? [] : [name])),
    })
  }
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element as z.ZodType), { maxLength: 3 })
  if (schema instanceof z.ZodNullable) return fc.option(valuesOf(schema.unwrap() as z.ZodType))
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return valuesOf(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodUnion) return fc.oneof(...(schema.options as z.ZodType[]).map(valuesOf))
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(fc.string(), valuesOf(schema.valueType as z.ZodType), { noNullPrototype: true })
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodISODateTime) return fc.constant('2026-03-01T09:00:00.000Z')
  if (schema instanceof z.ZodString) return fc.string()
  if (schema instanceof z.ZodNumber) return fc.oneof(fc.integer(), fc.double())
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  return fc.jsonValue()
}

/** A copy with one thing that is other than before, anywhere in it. */
function changed(value: unknown, seeds: readonly number[], other: unknown): unknown {
  const [seed = 0, ...rest] = seeds
  if (Array.isArray(value)) {
    if (value.length === 0 || seed % 5 === 0) return [...(value as unknown[]), other]
    return value.map((item: unknown, index) => (index === seed % value.length ? changed(item, rest, other) : item))
  }
  if (typeof value !== 'object' || value === null) return other
  const names = Object.keys(value)
  const name = names[seed % names.length]
  if (name === undefined || seed % 5 === 0) return { ...value, other }
  const { [name]: inside, ...without } = value as Record<string, unknown>
  return seed % 5 === 1 ? without : { ...without, [name]: changed(inside, rest, other) }
}

test('an answer that is accepted is just what its schema would answer', () => {
  for (const { name, output } of procedures) {
    const accepts = createAccepts(output)
    const check = (value: unknown) => {
      expect({ name, answer: accepts(value) ? output.parse(value) : value }).toStrictEqual({ name, answer: value })
    }
    fc.assert(
      fc.property(valuesOf(output), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), fc.jsonValue(), (...args) => {
        const [value, seeds, other] = args
        check(value)
        check(changed(value, seeds, other))
      }),
      { numRuns: 25 },
    )
  }
})

test('a secret beside what a card names is not accepted', () => {
  const accepts = createAccepts(z.array(z.object({ id: z.string(), icon: z.string().nullable() })))
  expect(accepts([{ id: 'a', icon: null }])).toBe(true)
  expect(accepts([{ id: 'a', icon: null, auth: 'hunter2' }])).toBe(false)
  expect(accepts([{ id: 'a' }])).toBe(false)
  expect(accepts([Object.create({ id: 'a', icon: null })])).toBe(false)
})

test('answers of the first screen that are right are accepted', () => {
  const first = ['connectors.list', 'activity.list', 'catalog.list', 'catalog.get']
  for (const { name, output } of procedures.filter((each) => first.includes(each.name))) {
    const accepts = createAccepts(output)
    // What names a prototype is never accepted as it is.
    const isRight = (value: unknown) =>
      !JSON.stringify(value).includes('"__proto__":') && output.safeParse(value).success
    fc.assert(
      fc.property(valuesOf(output).filter(isRight), (value) => {
        expect({ name, isAccepted: accepts(value) }).toEqual({ name, isAccepted: true })
      }),
      { numRuns: 50 },
    )
  }
})

test('an object that may say more is accepted with it, and not with what it only inherits', () => {
  const accepts = createAccepts(z.looseObject({ publish: z.boolean().optional(), name: z.string() }))
  expect(accepts({ name: 'a' })).toBe(true)
  expect(accepts({ name: 'a', publish: true, formats: ['text'] })).toBe(true)
  expect(accepts({ name: 'a', publish: 'yes' })).toBe(false)
  expect(accepts({ publish: true })).toBe(false)
  expect(accepts(Object.create({ name: 'a' }))).toBe(false)
  expect(accepts(JSON.parse('{ "name": "a", "__proto__": {} }'))).toBe(false)
})
