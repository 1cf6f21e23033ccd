import { isObject, jsonOf, type JsonObject } from '../../../../shared/json.ts'
import { firstText, type Format, keyOf, schemaOf, textOf, withoutGaps } from './format.ts'

/**
 * A resource type of Windmill, or one of its scripts: a JSON Schema beside a description, also as text. Source:
 * https://www.windmill.dev/docs/core_concepts/resources_and_types
 */
export const windmill: Format = {
  name: 'windmill',
  fits: (document) => schemaIn(document) !== null,
  read: (document, naming) => {
    const own = firstText(document.display_name, document.name, document.summary)
    const key = firstText(document.name, document.path)
    if (own === '' && !naming) return null
    return [
      withoutGaps({
        format: 1,
        key: naming?.key ?? keyOf(key === '' ? own : key),
        name: naming?.name ?? own,
        description: textOf(document.description),
        category: 'Windmill',
        configSchema: schemaIn(document) ?? {},
        authSchema: schemaOf({}),
      }),
    ]
  },
}

const OTHERS = ['configSchema', 'settings', 'openapi', 'swagger', 'properties', 'type', 'spec']

function schemaIn(document: JsonObject): JsonObject | null {
  if (OTHERS.some((name) => Object.hasOwn(document, name))) return null
  const schema = typeof document.schema === 'string' ? jsonOf(document.schema) : document.schema
  const isSchema = isObject(schema) && (isObject(schema.properties) || schema.type === 'object')
  return isSchema ? schema : null
}
