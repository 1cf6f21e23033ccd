import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createValidator } from '../../../../../src/main/schemas/validate/validator.ts'
import { hostile } from '../../../../fixtures/schemas/hostile.ts'
import { lintSchema, rawSchema, workerUrl } from '../support.ts'
import { computing } from '../../../../helpers/computing.ts'

const validator = createValidator({ workerUrl })
afterAll(() => validator.close())

const harmless = hostile.filter(({ codes }) => codes.length === 0)
const slow = hostile.filter(({ codes }) => codes.includes('slow_pattern'))

test.each(slow)('$name is left out with a warning', async ({ build }) => {
  const schema = build()
  expect(computing(() => lintSchema(schema))).toBeLessThan(1000)
  const { verdict, problems, entry } = await validator.lint(rawSchema(schema))
  expect(verdict).toBe('warning')
  expect(problems.filter(({ code }) => code === 'slow_pattern')).not.toEqual([])
  expect(JSON.stringify(entry?.configSchema)).not.toMatch(/"pattern":|"patternProperties":\{"/)
})

const refusedOnes = hostile.filter((one) => !harmless.includes(one) && !slow.includes(one))
test.each(refusedOnes)('$name is refused with the reason', ({ codes, build }) => {
  const schema = build()
  expect(computing(() => lintSchema(schema))).toBeLessThan(1000)
  const { verdict, problems, entry } = lintSchema(schema)
  expect({ verdict, entry }).toEqual({ verdict: 'refused', entry: null })
  expect(problems.filter(({ code }) => codes.includes(code))).not.toEqual([])
})

test.each(harmless)('$name does no harm', async ({ build }) => {
  const { entry, problems } = await validator.lint(rawSchema(build()))
  expect(problems.map(({ code }) => code)).not.toContain('unusable_schema')
  if (entry) await validator.validate(entry, { config: {}, auth: {}, kept: [] })
})

const keyword = fc.constantFrom(
  ...'type properties required items enum const default oneOf anyOf allOf not if then else $ref pattern format'.split(
    ' ',
  ),
  ...'additionalProperties patternProperties minLength minimum writeOnly airbyte_secret title definitions x'.split(' '),
)
const anySchema = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 5 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom('string', 'object', '#/definitions/x', '#', '^a', 5, true),
    fc.array(tie('schema'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(keyword, fc.constantFrom('a', 'b', '__proto__')), tie('schema'), { maxKeys: 4 }),
  ),
})).schema

test('lint never throws, and what it takes compiles and answers any config with messages', async () => {
  await fc.assert(
    fc.asyncProperty(anySchema, fc.dictionary(fc.string(), fc.jsonValue()), async (schema, config) => {
      const linted = await validator.lint(
        rawSchema({ type: 'object', properties: { a: schema }, definitions: { x: schema } }),
      )
      expect(linted.problems.map(({ code }) => code)).not.toContain('unusable_schema')
      if (!linted.entry) return
      const key = JSON.stringify(linted.entry.configSchema)
      const fields = await validator.validate(
        { ...linted.entry, key },
        { config: { ...config, a: config }, auth: config, kept: [] },
      )
      for (const messages of Object.values(fields)) expect(messages.length).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})
