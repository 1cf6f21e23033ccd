import { AppError, type FieldErrors } from '../../../src/shared/errors.ts'
import type { JsonObject } from '../../../src/shared/json.ts'
import { type EntrySchemas, secretPaths } from '../../../src/shared/secret-places.ts'
import { compileCheck } from '../../../src/main/schemas/validate/check.ts'
import { createConnectorInput } from '../../../src/main/topics/connectors/input.ts'
import type { FormValue } from '../../../src/renderer/forms/data/form-value.ts'

export interface MainReading {
  /** What Configure lists as the secrets of a connector. */
  paths: string[]
  /** What main says of what a form sends; {} when it takes it. */
  fields: FieldErrors
  /** What main stores of it: the secrets that are kept, and those that are set. */
  keep: string[]
  set: string[]
  config: JsonObject
}

/** What main decides about a connector and what the form sends to change it, by the door of installs and updates. */
export async function readMain(
  schemas: EntrySchemas,
  { config, stored }: { config: JsonObject; stored: string[] },
  value: FormValue,
): Promise<MainReading> {
  // The check that the worker makes, without the worker in between.
  const check = compileCheck(schemas, 'what nobody types')
  const input = createConnectorInput({
    validate: (_entry, document) => Promise.resolve(check(document)),
    lint: () => Promise.reject(new Error('not asked')),
    close: () => Promise.resolve(),
  })
  const { configSchema: defaultConfigSchema, authSchema } = schemas
  const paths = secretPaths(schemas, config, stored)
  try {
    const entry = { id: 'id', source: 'imported' as const, contentHash: 'hash', defaultConfigSchema, authSchema }
    const { config: kept, set, keep } = await input.prepare(entry, { ...value, auth: {} }, stored)
    return { paths, fields: {}, keep: [...keep], set: Object.keys(set), config: kept }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { paths, fields: error.fields ?? {}, keep: [], set: [], config: {} }
  }
}
