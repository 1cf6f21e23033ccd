import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../../src/shared/json.ts'
import { isHarmless, isSmall } from '../../../../../src/main/schemas/validate/harmless.ts'
import { createValidator } from '../../../../../src/main/schemas/validate/validator.ts'
import { hostile } from '../../../../fixtures/schemas/hostile.ts'
import { computing } from '../../../../helpers/computing.ts'
import { workerUrl } from '../support.ts'

const seeds = new URL('../../../../../seeds/catalog/', import.meta.url)
const seed = (name: string) =>
  JSON.parse(readFileSync(new URL(name, seeds), 'utf8')) as { configSchema: JsonObject; authSchema: JsonObject }
const withConfig = (configSchema: unknown) => ({ configSchema: configSchema as JsonObject, authSchema: {} })
const field = (schema: object) => withConfig({ type: 'object', properties: { a: schema } })

describe('what is validated without the worker', () => {
  test('the built-in entries but the one with a choice of groups', () => {
    const names = readdirSync(seeds).filter((name) => isHarmless(seed(name)))
    expect(names).toEqual(['medium.json', 'twitter.json', 'wordpress.json'])
  })

  test.each(hostile.filter(({ codes }) => codes.includes('slow_pattern')))('not $name', ({ build }) => {
    expect(isHarmless(withConfig(build()))).toBe(false)
  })

  test.each([
    ['a reference', field({ $ref: '#' })],
    ['a choice of groups', field({ oneOf: [{ properties: { b: { const: 1 } } }, { type: 'null' }] })],
    ['a condition', field({ if: { const: 1 }, then: false })],
    ['names by pattern', withConfig({ patternProperties: { '^a': {} } })],
    ['values under any name', withConfig({ additionalProperties: { type: 'string' } })],
    ['a keyword that is not on the list', field({ $dynamicRef: '#a' })],
    ['a format that is not on the list', field({ format: 'regex' })],
    ['a boolean as a schema', withConfig(false)],
    ['thousands of values', field({ enum: Array.from({ length: 2000 }, (_, number) => number) })],
    ['long patterns', field({ pattern: `^${'ab'.repeat(1500)}` })],
  ])('not %s', (_name, entry) => expect(isHarmless(entry)).toBe(false))

  test('not what is larger than people type', () => {
    expect(isSmall({ config: { a: 'x'.repeat(9_000) }, auth: {}, kept: [] })).toBe(true)
    expect(isSmall({ config: { a: 'x'.repeat(11_000) }, auth: {}, kept: [] })).toBe(false)
    expect(isSmall({ config: { a: Array.from({ length: 600 }, () => 0) }, auth: {}, kept: [] })).toBe(false)
    const deep = Array.from({ length: 600 }).reduce<object>((inner) => ({ a: inner }), {})
    expect(isSmall({ config: deep, auth: {}, kept: [] })).toBe(false)
  })
})

describe('without the worker', () => {
  const validator = createValidator({ workerUrl })
  afterAll(() => validator.close())
  /** The same entry with a keyword that says nothing, but is not on the list. */
  const asForeign = ({ configSchema, authSchema }: ReturnType<typeof seed>) => ({
    configSchema: { ...configSchema, allOf: [{}] },
    authSchema,
  })
  const names = ['medium.json', 'twitter.json', 'wordpress.json']
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      '',
      'https://blog.example.com',
      'http://localhost:8080/x',
      'http://a',
      null,
      5,
      'auto',
      'draft',
    ),
    fc.string(),
    fc.array(fc.string(), { maxLength: 3 }),
  )

  test('the answer is that of the worker', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.infiniteStream(value),
        fc.boolean(),
        async (name, values, isKept) => {
          const entry = seed(name)
          const filled = ({ properties }: JsonObject) =>
            Object.fromEntries(
              Object.keys(properties as object)
                .map((key) => [key, values.next().value as unknown])
                .filter(([, one]) => one !== 5),
            ) as JsonObject
          const input = {
            config: filled(entry.configSchema),
            auth: isKept ? {} : filled(entry.authSchema),
            kept: isKept ? Object.keys(entry.authSchema.properties as object).map((key) => `auth.${key}`) : [],
          }
          expect(isHarmless(asForeign(entry))).toBe(false)
          expect(await validator.validate({ key: name, ...entry }, input)).toEqual(
            await validator.validate({ key: `${name} elsewhere`, ...asForeign(entry) }, input),
          )
        },
      ),
      { seed: 11, numRuns: 150 },
    )
  })

  test.each(['date', 'time', 'date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'])(
    'the longest text takes little time to be checked as %s',
    async (format) => {
      const entry = { key: format, ...field({ type: 'string', format }) }
      await validator.validate(entry, { config: {}, auth: {}, kept: [] })
      for (const start of ['', 'a', 'a@', 'http://', 'http://a:', '1:', '1.'])
        for (const part of ['a', '1', '.', ':', '-', '@', '%41', '/', 'a.', '1:', 'a-', ' '])
          for (const end of ['', '!', '\n']) {
            const text = (start + part.repeat(9_900 / part.length)).slice(0, 9_900) + end
            const check = () => void validator.validate(entry, { config: { a: text }, auth: {}, kept: [] })
            expect(computing(check)).toBeLessThan(100)
          }
    },
  )
})
