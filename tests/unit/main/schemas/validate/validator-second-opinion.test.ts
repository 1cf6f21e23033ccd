import validator from '@rjsf/validator-ajv8'
import { describe, expect, test } from 'vitest'
import { features } from '../../../../fixtures/schemas/features.ts'
import { schemasOf } from '../support.ts'

/** The one thing that we accept on purpose and others do not: no form could repair a value that fits two branches. */
const fitsSeveralBranches = ({ keyword, params }: { keyword: string; params: { passingSchemas?: unknown } }) =>
  keyword === 'oneOf' && params.passingSchemas !== null

/** The validator that form libraries use, as a second opinion on what ours accepts. */
describe('what is valid for the program is valid for the validator of @rjsf', () => {
  test.each(features.filter(({ valid }) => valid))('$name', ({ schema, valid = [] }) => {
    const { configSchema } = schemasOf(schema)
    for (const config of valid) {
      const { errors = [] } = validator.rawValidation(configSchema, config)
      expect(errors.filter((error) => !fitsSeveralBranches(error))).toEqual([])
    }
  })
})
