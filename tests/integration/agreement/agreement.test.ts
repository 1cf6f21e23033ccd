import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isObject, type JsonObject } from '../../../src/shared/json.ts'
import { formatPath, isWithin, parsePath, type Path } from '../../../src/shared/path.ts'
import { type EntrySchemas, secretPaths } from '../../../src/shared/secret-places.ts'
import { splitSecrets } from '../../../src/shared/secret-values.ts'
import { fieldMessages } from '../../../src/renderer/text/wording.ts'
import { typedSecret } from '../../../src/renderer/forms/data/typed-secret.ts'
import { times } from '../../helpers/long.ts'
import { sample } from '../../e2e/specs/values.ts'
import { type FormReading, readForm } from './form-reading.ts'
import { readMain } from './main-reading.ts'
import { anySchemas, fixtures } from './schemas.ts'

interface Stored {
  config: JsonObject
  stored: string[]
}

/** What is stored of a connector whose fields were filled in. */
function storedOf(schemas: EntrySchemas, attempt: number): Stored {
  const valueOf = (root: JsonObject) => sample(root, [root], attempt) as JsonObject
  const whole = { config: valueOf(schemas.configSchema), auth: valueOf(schemas.authSchema) }
  const { config, secrets } = splitSecrets(schemas, whole)
  return { config, stored: Object.keys(secrets) }
}

const isInside = (path: string, places: readonly Path[]) => places.some((place) => isWithin(parsePath(path), place))

/** The secrets that only one of the two sees. Of what the form shows as a whole, or could be in two ways, it says nothing. */
function difference(form: FormReading, paths: readonly string[]) {
  return {
    onlyForm: [...form.secrets.keys()].filter((path) => !paths.includes(path)),
    onlyMain: paths.filter((path) => !form.secrets.has(path) && !isInside(path, [...form.wholes, ...form.loose])),
  }
}

/** What is missing or of another kind has no other fault worth naming. */
const WHOLE = new Set(['required', 'type', 'one_of', 'fixed', 'unknown_field'])

const AGREED = { onlyForm: [], onlyMain: [] }

/** Takes away or spoils one member at each place that is drawn. */
function damage(value: unknown, draw: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => damage(item, draw))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const number = draw()
      if (number < 15) return []
      return [[name, number < 25 ? (isObject(member) ? 'text' : 7) : damage(member, draw)]]
    }),
  )
}

const draws = fc.infiniteStream(fc.nat(99)).map((stream) => () => stream.next().value as number)

describe('of every fixture', () => {
  test.each(fixtures())('$name: form and main see the same secrets', (schemas) => {
    for (const attempt of [0, 1, 2, 3]) {
      const { config, stored } = storedOf(schemas, attempt)
      const form = readForm(schemas, config, stored)
      expect(difference(form, secretPaths(schemas, form.store.value().config, stored))).toEqual(AGREED)
    }
  })
})

describe('of any schemas', () => {
  test('form and main see the same secrets', () => {
    fc.assert(
      fc.property(anySchemas, fc.nat(5), draws, (schemas, attempt, draw) => {
        const { config, stored } = storedOf(schemas, attempt)
        const damaged = damage(config, draw) as JsonObject
        const remaining = stored.filter(() => draw() > 20)
        const form = readForm(schemas, damaged, remaining)
        expect(difference(form, secretPaths(schemas, form.store.value().config, remaining))).toEqual(AGREED)
      }),
      { numRuns: times(200, 5000) },
    )
  })

  test('saving a form without a change keeps every secret that is stored', async () => {
    await fc.assert(
      fc.asyncProperty(anySchemas, fc.nat(5), async (schemas, attempt) => {
        const { config, stored } = storedOf(schemas, attempt)
        const form = readForm(schemas, config, stored)
        const value = form.store.value()
        const main = await readMain(schemas, { config, stored }, value)
        fc.pre(Object.keys(main.fields).length === 0)
        expect(value.secrets.clear.filter((path) => main.paths.includes(path))).toEqual([])
        expect(main.keep).toEqual(stored.filter((path) => main.paths.includes(path)))
      }),
      { numRuns: times(40, 1000) },
    )
  })

  test('whatever main says of a field, the form has that field', async () => {
    await fc.assert(
      fc.asyncProperty(anySchemas, fc.nat(5), draws, async (schemas, attempt, draw) => {
        const { config, stored } = storedOf(schemas, attempt)
        const damaged = damage(config, draw) as JsonObject
        const remaining = stored.filter(() => draw() > 20)
        const form = readForm(schemas, damaged, remaining)
        const { fields } = await readMain(schemas, { config: damaged, stored: remaining }, form.store.value())
        const shown = new Set(form.places.map(formatPath))
        expect(Object.keys(fields).filter((path) => !shown.has(path) && !isInside(path, form.wholes))).toEqual([])
      }),
      { numRuns: times(60, 2000) },
    )
  })

  test('main has a reason and a sentence for every field that is wrong, and one for each cause', async () => {
    await fc.assert(
      fc.asyncProperty(anySchemas, fc.nat(5), draws, async (schemas, attempt, draw) => {
        const { config, stored } = storedOf(schemas, attempt)
        const damaged = damage(config, draw) as JsonObject
        const form = readForm(schemas, damaged, [])
        const { fields } = await readMain(schemas, { config: damaged, stored }, form.store.value())
        for (const errors of Object.values(fields)) {
          expect(new Set(errors.map(({ reason }) => reason)).size).toBe(errors.length)
          const isWhole = errors.some(({ reason }) => WHOLE.has(reason))
          expect(isWhole && errors.length > 1).toBe(false)
          for (const error of errors) {
            expect(error.message).toMatch(/^[A-Z].*[^.]$/s)
            // The screens word it from its reason alone.
            expect(fieldMessages({ at: [error] })['at']).toEqual([error.message])
          }
        }
      }),
      { numRuns: times(100, 3000) },
    )
  })

  test('every secret that the form can set is one that main knows, by the same path', async () => {
    await fc.assert(
      fc.asyncProperty(anySchemas, fc.nat(5), async (schemas, attempt) => {
        const { config } = storedOf(schemas, attempt)
        const form = readForm(schemas, config, [])
        for (const path of form.secrets.values()) form.store.change(typedSecret('typed'), path)
        const value = form.store.value()
        expect(Object.keys(value.secrets.set)).toEqual(expect.arrayContaining([...form.secrets.keys()]))
        const { fields, set } = await readMain(schemas, { config, stored: [] }, value)
        expect(JSON.stringify(fields)).not.toContain('unknown_secret')
        const isValid = Object.keys(fields).length === 0
        expect(set).toEqual(isValid ? Object.keys(value.secrets.set) : [])
      }),
      { numRuns: times(40, 1000) },
    )
  })
})
