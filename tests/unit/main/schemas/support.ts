import { messagesOf } from '../../../../src/shared/errors.ts'
import { compileCheck } from '../../../../src/main/schemas/validate/check.ts'
import type { RawEntry } from '../../../../src/main/schemas/lint/file-shapes.ts'
import { lintEntry, type LintedEntry } from '../../../../src/main/schemas/lint/import.ts'

export const workerUrl = new URL('../../../../src/main/schemas/validate/worker.ts', import.meta.url)

/** A bare schema as a file with a key and a name gives it. */
export const rawSchema = (schema: unknown, key = 'sample'): RawEntry => ({
  key,
  name: 'Sample',
  shape: 'schema',
  raw: {},
  category: 'Imported',
  schema,
  problems: [],
})

export const lintSchema = (schema: unknown): LintedEntry => lintEntry(rawSchema(schema))

/** The schemas of an entry that lint took. */
export function schemasOf(schema: object) {
  const { entry, problems } = lintSchema(schema)
  if (!entry) throw new Error(`refused: ${JSON.stringify(problems)}`)
  return entry
}

/** Messages for a config, without the worker in between. */
export const check = (schema: object, config: object, kept: string[] = []) =>
  messagesOf(compileCheck(schemasOf(schema), 'the-token')({ config, auth: {}, kept }))
