import type { JsonObject } from '../../../shared/json.ts'
import { typesIn } from '../../../shared/types.ts'

/** Keywords that say what a value may be apart from its type and its limits; these do not pass null by. */
const RULES = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'const']

/** Keywords that describe a field and say nothing of its values. */
const WORDS = new Set(
  (
    'title description default examples order group writeOnly readOnly deprecated airbyte_secret airbyte_hidden ' +
    'always_show multiline pattern_descriptor display_type'
  ).split(' '),
)

/** What OpenAPI's `nullable` means: the schema, or null. */
export function withNull(schema: JsonObject): JsonObject {
  const types = typesIn(schema)
  if (!RULES.some((keyword) => Object.hasOwn(schema, keyword))) {
    const { enum: values } = schema
    return {
      ...schema,
      ...(types.length > 0 && { type: [...new Set([...types, 'null'])] }),
      ...(Array.isArray(values) && !values.includes(null) && { enum: [...values, null] }),
    }
  }
  const entries = Object.entries(schema)
  const words = Object.fromEntries(entries.filter(([keyword]) => WORDS.has(keyword)))
  const rules = Object.fromEntries(entries.filter(([keyword]) => !WORDS.has(keyword)))
  return { ...words, anyOf: [rules, { type: 'null' }] }
}
