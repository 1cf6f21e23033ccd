import { describe, expect, test } from 'vitest'
import { lintEntry } from '../../../../../src/main/schemas/lint/import.ts'
import { secretPaths } from '../../../../../src/shared/secret-places.ts'
import { mergeSecrets, splitSecrets } from '../../../../../src/shared/secret-values.ts'
import { dirt } from '../../../../fixtures/schemas/dirt.ts'
import { features } from '../../../../fixtures/schemas/features.ts'
import { check, lintSchema, rawSchema, schemasOf } from '../support.ts'

const NOTES = new Set(['schema_dialect', 'inferred_type', 'required_text'])

describe.each([
  ['clean schemas', features],
  ['dirty schemas', dirt],
])('%s', (_, cases) => {
  test.each(cases)('$name: lint says what is wrong and finds the secrets', ({ schema, codes, secrets, fields }) => {
    const linted = lintSchema(schema)
    const problemCodes = [...new Set(linted.problems.map(({ code }) => code))].filter((code) => !NOTES.has(code))
    expect(linted.verdict).not.toBe('refused')
    expect({ codes: problemCodes, secrets: linted.secrets, fields: linted.fields }).toEqual({
      codes: codes ?? (cases === features ? [] : problemCodes),
      secrets: secrets ?? linted.secrets,
      fields: fields ?? linted.fields,
    })
  })

  test.each(cases)('$name: valid configs pass and others get a message at each field', ({ schema, valid, invalid }) => {
    for (const config of valid ?? []) expect(check(schema, config)).toEqual({})
    for (const [config, fields] of invalid ?? []) expect(check(schema, config)).toEqual(fields)
  })

  test.each(cases)('$name: a normalised entry is normal already', ({ schema }) => {
    const entry = schemasOf(schema)
    const again = lintEntry({ ...rawSchema(null), shape: 'entry', raw: { format: 1, ...structuredClone(entry) } })
    expect(again.entry).toEqual(entry)
    expect(
      again.problems.filter(
        ({ code }) =>
          /default|keyword|required|type|items|enum/.test(code) &&
          ![
            'unknown_keyword',
            'inferred_type',
            'missing_type',
            'missing_items',
            'required_undeclared',
            'required_text',
          ].includes(code),
      ),
    ).toEqual([])
  })

  test.each(cases)('$name: a config without its secrets is as valid as with them', ({ schema, valid }) => {
    const entry = schemasOf(schema)
    for (const whole of valid ?? []) {
      const { config, secrets } = splitSecrets(entry, { config: whole, auth: {} })
      const stored = Object.keys(secrets)
      expect(secretPaths(entry, config, stored)).toEqual(expect.arrayContaining(stored))
      expect(mergeSecrets({ config, auth: {} }, secrets)).toEqual({ config: whole, auth: {} })
      expect(check(schema, config, stored)).toEqual({})
    }
  })
})
