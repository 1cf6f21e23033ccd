import type { JsonObject } from '../../../shared/json.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { inferType, likelyTypes, typesIn } from '../../../shared/types.ts'

/** Where a schema stands: it describes a value that a form shows, or it is a part of what describes that value. */
export type Role = 'field' | 'part'

const REFERS = ['$ref', 'oneOf', 'anyOf', 'allOf', 'not', 'if', 'enum', 'const']

/**
 * Notes where a field names no type, which is a note and no repair: a type that nobody wrote would refuse null and
 * every value of another type. Values that were listed beside a list instead of for its items are moved there.
 */
export function withItemValues(schema: JsonObject, place: Place, role: Role, report: Report): JsonObject {
  if (role === 'part') return schema
  const types = typesIn(schema)
  if (types.length === 0 && !REFERS.some((keyword) => Object.hasOwn(schema, keyword))) {
    const [type] = likelyTypes(schema)
    if (type === undefined) report('missing_type', place)
    else report('inferred_type', place, type)
  }
  const isList = types.includes('array') && types.every((type) => type === 'array' || type === 'null')
  const hasNoItems = schema.items === undefined || (Array.isArray(schema.items) && schema.items.length === 0)
  if (!isList || !hasNoItems || Array.isArray(schema.const)) return schema
  const { enum: values, ...rest } = schema
  if (!Array.isArray(values)) report('missing_items', place)
  // Whole lists to choose from say what they hold.
  else if (!values.some(Array.isArray))
    return { ...rest, items: { type: inferType({ enum: values }) ?? 'string', enum: values } }
  return schema
}
