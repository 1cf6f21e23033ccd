import { asObject, isObject, type JsonObject } from '../../../shared/json.ts'
import { resolveRef } from '../../../shared/views.ts'
import { mergeSchemas } from './merge-schemas.ts'

const CONDITIONAL = ['if', 'then', 'else', 'dependencies', 'dependentSchemas']
const COLLECTED = 'x-conditions'

/** The schemas with conditions at a place: its own, and those of its allOf that `resolve` collected, because conditions cannot be merged. */
export function conditionalSchemas(schema: JsonObject): JsonObject[] {
  const collected = schema[COLLECTED]
  const own_ = Object.fromEntries(Object.entries(schema).filter(([keyword]) => CONDITIONAL.includes(keyword)))
  return [
    ...(Array.isArray(collected) ? collected.filter(isObject) : []),
    ...(Object.keys(own_).length > 0 ? [own_] : []),
  ]
}

/** The schema with these conditions instead of its own. */
export function withConditions(schema: JsonObject, conditions: JsonObject[]): JsonObject {
  const plain = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !CONDITIONAL.includes(keyword) && keyword !== COLLECTED),
  )
  return conditions.length > 0 ? { ...plain, [COLLECTED]: conditions } : plain
}

/** Follows references and merges `allOf`, but collects conditions. */
export function resolve(root: JsonObject, source: JsonObject, within: readonly string[]) {
  let schema = source
  const refs = [...within]
  for (let ref = schema['$ref']; typeof ref === 'string'; ref = schema['$ref']) {
    if (refs.includes(ref)) return { schema, within: refs, cycle: ref }
    refs.push(ref)
    const { $ref: _, ...beside } = schema
    schema = { ...asObject(resolveRef(root, ref)), ...beside }
  }
  return { schema: mergeAllOf(root, schema, refs), within: refs, cycle: null }
}

function mergeAllOf(root: JsonObject, schema: JsonObject, within: string[]): JsonObject {
  const { allOf, ...merged } = schema
  if (!Array.isArray(allOf)) return schema
  return allOf.filter(isObject).reduce<JsonObject>((whole, member) => {
    const { schema: part, cycle } = resolve(root, member, within)
    if (cycle !== null) return whole
    const conditions = [...conditionalSchemas(whole), ...conditionalSchemas(part)]
    return withConditions(mergeSchemas(whole, part), conditions)
  }, merged)
}
