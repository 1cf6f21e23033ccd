import type { ForeignFormat } from '../../../../shared/files/document-kinds.ts'
import type { JsonObject } from '../../../../shared/json.ts'
import { isEntryKey, keyFromName } from '../../../../shared/names.ts'

/** What a document is to be called that has no name of its own. */
export type Naming = { key: string; name: string } | undefined

/** A kind of document that connectors are described in elsewhere. */
export interface Format {
  name: ForeignFormat
  /** Whether a document is one. */
  fits(document: JsonObject): boolean
  /** Its catalog entries, in the format of our own files; null where it needs a key and a name and has none. */
  read(document: JsonObject, naming: Naming): JsonObject[] | null
}

const DIALECT = 'http://json-schema.org/draft-07/schema#'

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A link that an entry may have; undefined for anything but https. */
export const linkOf = (value: unknown): string | undefined =>
  textOf(value).startsWith('https://') ? textOf(value) : undefined

/** The first of some texts that is not empty. */
export const firstText = (...values: unknown[]): string => values.map(textOf).find((text) => text !== '') ?? ''

/** A key as the catalog has them, of whatever names something elsewhere. */
export const keyOf = (name: string): string => (isEntryKey(name) ? name : keyFromName(name))

/** A group of fields. */
export const groupOf = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
})

/** A whole schema. */
export const schemaOf = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  $schema: DIALECT,
  ...groupOf(properties, required),
})

/** A schema without what is undefined, as an entry holds no such members. */
export const withoutGaps = (schema: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined && value !== ''))
