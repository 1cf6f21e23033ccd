import { text } from '../../text/text.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { fitsType, typesIn } from '../../../shared/types.ts'

/** What a field of several types keeps for itself; the rest belongs to one of its types. */
const WORDS = 'title description order group always_show airbyte_hidden readOnly deprecated'.split(' ')

/**
 * The ways of a field of several types, one for each; null where it has one type, or lists its values. An integer is a
 * number, so both are one way.
 */
export function waysByType(schema: JsonObject): { words: JsonObject; ways: JsonObject[] } | null {
  const named = typesIn(schema).filter((type) => type !== 'null')
  const types = named.filter((type) => type !== 'integer' || !named.includes('number'))
  if (types.length < 2 || Object.hasOwn(schema, 'enum') || Object.hasOwn(schema, 'const')) return null
  const entries = Object.entries(schema)
  const words = Object.fromEntries(entries.filter(([keyword]) => WORDS.includes(keyword) || keyword === 'default'))
  const rules = Object.fromEntries(entries.filter(([keyword]) => !WORDS.includes(keyword)))
  const ways = types.map((type) => {
    const { default: initial, ...plain } = rules
    const isOwn = initial !== undefined && initial !== null && fitsType([type], initial)
    return { ...plain, type, title: text.values.types[type] ?? type, ...(isOwn && { default: initial }) }
  })
  return { words, ways }
}
