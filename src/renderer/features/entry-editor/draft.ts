import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import { longNumbers, placeOfJsonError } from '../../../shared/json-text.ts'
import { isObject } from '../../../shared/json.ts'
import { keyFromName } from '../../../shared/names.ts'
import { text } from '../../text/text.ts'

/** What is edited as JSON: the two schemas and the connection test. */
export const PARTS = ['config', 'auth', 'connectionTest'] as const
export type Part = (typeof PARTS)[number]

/** The state of the entry editor. */
export interface Draft {
  key: string
  name: string
  version: string
  category: string
  /** The two schemas as JSON text. */
  config: string
  auth: string
  /** The connection test as JSON text; empty for none. */
  connectionTest: string
}

const pretty = (json: unknown) => JSON.stringify(json, null, 2)

/** The schema of a new entry: one field and one secret. */
const FIRST = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['host'],
  properties: {
    host: {
      type: 'string',
      title: text.editor.sample.host,
      description: text.editor.sample.hostHint,
      minLength: 1,
      examples: ['example.com'],
    },
    api_key: { type: 'string', title: text.editor.sample.apiKey, writeOnly: true },
  },
}

export function draftOf(entry: CatalogEntry | null): Draft {
  if (!entry)
    return {
      key: '',
      name: '',
      version: '1.0.0',
      category: text.editor.sample.category,
      config: pretty(FIRST),
      auth: '{}',
      connectionTest: '',
    }
  const { key, name, version, category, configSchema, authSchema } = entry
  const connectionTest = entry.connectionTest === null ? '' : pretty(entry.connectionTest)
  return { key, name, version, category, config: pretty(configSchema), auth: pretty(authSchema), connectionTest }
}

/** A new entry with everything of another one but its name and key. */
export function copyOf(entry: CatalogEntry): Draft {
  const name = text.editor.copyName(entry.name)
  return { ...draftOf(entry), name, key: keyFromName(name) }
}

/** Changes the name; the key follows it until the person edits the key. */
export const withName = (draft: Draft, name: string, isNew: boolean): Draft => ({
  ...draft,
  name,
  key: isNew && draft.key === keyFromName(draft.name) ? keyFromName(name) : draft.key,
})

/** The error in the text of a part; null when it is a JSON object, or no test at all. */
export function problemIn(draft: Draft, side: Part): string | null {
  if (side === 'connectionTest' && draft[side].trim() === '') return null
  const label = text.editor.named[side]
  try {
    const json: unknown = JSON.parse(draft[side])
    if (!isObject(json)) return text.editor.notObject(label)
    const [long] = longNumbers(draft[side])
    return long ? text.editor.longNumber(label, long.place.line) : null
  } catch {
    return text.editor.broken(label, placeOfJsonError(draft[side]).line)
  }
}

/** The draft as a catalog file; parts that the editor does not show come from the original entry. */
export function fileOf(draft: Draft, entry: CatalogEntry | null): string {
  const { description, icon, authType, docsUrl, capabilities, oauth, summary } = entry ?? {}
  const rest = {
    description,
    icon,
    authType,
    docsUrl,
    capabilities,
    oauth,
    ...(summary && { summary }),
  }
  const { config, auth, connectionTest: test, ...head } = draft
  const schemas = { configSchema: JSON.parse(config) as unknown, authSchema: JSON.parse(auth) as unknown }
  const connectionTest = test.trim() === '' ? null : (JSON.parse(test) as unknown)
  return JSON.stringify({ format: 1, ...rest, ...head, ...schemas, connectionTest })
}
