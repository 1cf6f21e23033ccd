import { isObject, own, type Json } from './json.ts'
import { mergeSchemas } from './merge-schemas.ts'

/** The schema that a local reference (`#/definitions/tunnel`) names, or null. */
export function findRef(root: Json, ref: string): Json | null {
  if (!ref.startsWith('#')) return null
  let node: unknown = root
  for (const part of ref.slice(1).split('/').filter(Boolean)) {
    node = own(node, decode(part).replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  return isObject(node) ? node : null
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Follows references and merges `allOf`, except members that depend on the data. */
export function resolve(root: Json, source: Json, within: readonly string[]) {
  let schema = source
  const seen = [...within]
  for (let ref = schema['$ref']; typeof ref === 'string'; ref = schema['$ref']) {
    if (seen.includes(ref)) return { schema, within: seen, cycle: ref }
    seen.push(ref)
    const { $ref: _, ...beside } = schema
    schema = { ...findRef(root, ref), ...beside }
  }
  return { schema: mergeAllOf(root, schema, seen), within: seen, cycle: null }
}

function mergeAllOf(root: Json, schema: Json, within: string[]): Json {
  const { allOf, ...merged } = schema
  if (!Array.isArray(allOf)) return schema
  return allOf.filter(isObject).reduce<Json>((whole, member) => {
    const { schema: part, cycle } = resolve(root, member, within)
    return cycle === null ? mergeSchemas(whole, part) : whole
  }, merged)
}
