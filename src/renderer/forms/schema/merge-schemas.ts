import { isObject, type JsonObject } from '../../../shared/json.ts'

const MAX_DEPTH = 20

/** Merges two schemas: the properties and required names of both; for all other keywords the second one wins. */
export function mergeSchemas(first: JsonObject, second: JsonObject, depth = 0): JsonObject {
  const merged: JsonObject = { ...first, ...second }
  const [a, b] = [first['properties'], second['properties']]
  if (isObject(a) && isObject(b)) {
    const both = { ...a, ...b }
    for (const [name, property] of Object.entries(b)) {
      const other = Object.hasOwn(a, name) ? a[name] : undefined
      if (isObject(other) && isObject(property) && depth < MAX_DEPTH) {
        both[name] = mergeSchemas(other, property, depth + 1)
      }
    }
    merged['properties'] = both
  }
  if (Array.isArray(first['required']) && Array.isArray(second['required'])) {
    merged['required'] = [...new Set<unknown>([...first['required'], ...second['required']])]
  }
  return merged
}
