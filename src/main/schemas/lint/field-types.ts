import type { JsonObject } from '../../../shared/json.ts'
import type { Place, Report } from '../../../shared/problems.ts'
import { inferType, typesIn } from '../../../shared/types.ts'

/** Where a schema stands: it describes a value that a form shows, or it is a part of what describes that value. */
export type Role = 'field' | 'part'

/** Beside a choice or a reference, only what says that it is an object or a list gives the type away. */
export function withInferredType(schema: JsonObject): JsonObject {
  const { default: _default, enum: _enum, const: _const, ...structure } = schema
  const isUntyped = typesIn(schema).length === 0 && !Object.hasOwn(schema, '$ref')
  const type = isUntyped ? inferType(structure) : undefined
  return type ? { ...schema, type } : schema
}

/** A schema with a type and, if it is a list, with items: a form cannot show a field without. */
export function withType(schema: JsonObject, place: Place, role: Role, report: Report): JsonObject {
  const hasValues = Object.hasOwn(schema, 'enum') || Object.hasOwn(schema, 'const')
  const isUntyped = typesIn(schema).length === 0
  const inferred = isUntyped && !(role === 'part' && hasValues) ? inferType(schema) : undefined
  const typed: JsonObject = inferred ? { ...schema, type: inferred } : { ...schema }
  if (role === 'part') return typed
  if (inferred && !hasValues) report('inferred_type', place, inferred)
  if (isUntyped && !inferred && !hasValues) {
    report('missing_type', place)
    typed.type = 'string'
  }
  const hasNoItems = typed.items === undefined || (Array.isArray(typed.items) && typed.items.length === 0)
  return typesIn(typed).includes('array') && hasNoItems && !Array.isArray(typed.const)
    ? withItems(typed, place, report)
    : typed
}

function withItems(schema: JsonObject, place: Place, report: Report): JsonObject {
  const { enum: values, ...rest } = schema
  const isMeantForItems = Array.isArray(values) && !values.some(Array.isArray)
  if (isMeantForItems) return { ...rest, items: { type: inferType({ enum: values }) ?? 'string', enum: values } }
  // Whole lists to choose from say what they hold.
  if (Array.isArray(values)) return schema
  report('missing_items', place)
  return { ...schema, items: { type: 'string' } }
}
