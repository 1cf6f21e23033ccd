import { readdirSync } from 'node:fs'
import { projectPath } from './paths.ts'

/** The keys of the entries that come with the program, sorted. */
export const BUILT_IN = readdirSync(projectPath('seeds/catalog'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort()

const DRAFT = 'http://json-schema.org/draft-07/schema#'

/** An entry in the program's own format, with one required field and one secret, changed as a test needs it. */
export const entryOf = (key: string, change: Record<string, unknown> = {}) => ({
  format: 1,
  key,
  name: `Entry ${key}`,
  version: '1.0.0',
  category: 'Test',
  authSchema: { $schema: DRAFT, type: 'object' },
  configSchema: {
    $schema: DRAFT,
    type: 'object',
    required: ['host'],
    properties: {
      host: { type: 'string', title: 'Host', minLength: 1 },
      token: { type: 'string', title: 'Token', writeOnly: true },
    },
  },
  ...change,
})

/** The same as the published lists of specs have it. */
export const specOf = (key: string) => ({
  key,
  name: `Spec ${key}`,
  documentationUrl: 'https://docs.example.com',
  connectionSpecification: {
    $schema: DRAFT,
    type: 'object',
    required: ['api_key'],
    properties: { api_key: { type: 'string', airbyte_secret: true } },
  },
})

/** A file as it is sent to the program. */
export const asFile = (json: unknown) => ({ text: JSON.stringify(json) })
