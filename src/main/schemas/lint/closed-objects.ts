import { isObject, type JsonObject } from '../../../shared/json.ts'
import { propertyNames, resolveRef, spread } from '../../../shared/views.ts'

/** What stands in the way of any valid value, with the schema that says it. */
export interface Gap {
  schema: JsonObject
  /** Names that are required and declared nowhere. */
  undeclared: string[]
  /** The schema forbids the fields that others declare for the same object. */
  isClosedToOthers: boolean
}

const list = (value: unknown): JsonObject[] => [value].flat().filter(isObject)

/**
 * Finds where the schemas of one object, read together, can never be satisfied by a form: a field is required that no
 * schema declares, or one schema is closed to the fields of another.
 */
export function findGaps(root: JsonObject, heads: readonly JsonObject[]): Gap[] {
  const gaps = new Map<JsonObject, Gap>()
  const declared = (schemas: readonly JsonObject[]) => propertyNames(spread(root, schemas))

  /** `others` are the names that the schemas around this one declare for the same object. */
  const visit = (schema: JsonObject, others: readonly string[]): void => {
    if (gaps.has(schema)) return
    const own = propertyNames([schema])
    const parts = [schema.allOf, schema.then, schema.else].flatMap(list)
    if (typeof schema.$ref === 'string') parts.push(...list(resolveRef(root, schema.$ref)))
    if (isObject(schema.dependentSchemas)) parts.push(...Object.values(schema.dependentSchemas).flatMap(list))
    if (isObject(schema.dependencies)) parts.push(...Object.values(schema.dependencies).flatMap(list))
    const unions = [list(schema.oneOf), list(schema.anyOf)]
    const foreign = [...others, ...declared([...parts, ...unions.flat()])]
    const known = new Set([...own, ...foreign])
    const required = Array.isArray(schema.required) ? schema.required : []
    const isMap = isObject(schema.additionalProperties) || isObject(schema.patternProperties)
    gaps.set(schema, {
      schema,
      undeclared: isMap ? [] : required.filter((name) => !known.has(name)),
      isClosedToOthers: schema.additionalProperties === false && !isMap && foreign.some((name) => !own.includes(name)),
    })
    for (const part of parts) {
      const rest = declared([...parts.filter((other) => other !== part), ...unions.flat()])
      visit(part, [...others, ...own, ...rest])
    }
    for (const union of unions) {
      const rest = declared([...parts, ...unions.filter((other) => other !== union).flat()])
      for (const branch of union) visit(branch, [...others, ...own, ...rest])
    }
  }

  for (const head of heads) visit(head, declared(heads.filter((other) => other !== head)))
  return [...gaps.values()].filter(({ undeclared, isClosedToOthers }) => undeclared.length > 0 || isClosedToOthers)
}
