import type { Condition, ConditionPart } from './form-node.ts'
import { isObject, own, type JsonObject } from '../../shared/json.ts'
import { conditionsOf } from './refs.ts'
import { constantOf } from './schema-traits.ts'

type CompilePart = (part: JsonObject) => ConditionPart

/** What makes fields come and go in a schema: `if`, `dependencies` and `dependentSchemas`, its own and those of its allOf. */
export function compileConditions(schema: JsonObject, definitions: unknown, compilePart: CompilePart): Condition[] {
  const partOf = (part: unknown) => (isObject(part) ? compilePart(part) : null)
  const inRoot = (when: JsonObject): JsonObject => (isObject(definitions) ? { ...when, definitions } : when)
  const test = (when: unknown): JsonObject | null => (isObject(when) ? inRoot(when) : null)
  return conditionsOf(schema).flatMap((source): Condition[] => {
    const dependencies = { ...asObject(source['dependentSchemas']), ...asObject(source['dependencies']) }
    const found = Object.entries(dependencies).flatMap(([name, value]): Condition[] => {
      if (Array.isArray(value)) return [{ name, when: null, then: partOf({ required: value }), otherwise: null }]
      if (!isObject(value)) return []
      const { oneOf, ...plain } = value
      const branches = Array.isArray(oneOf) ? oneOf.filter(isObject) : []
      return [
        { name, when: null, then: partOf(plain), otherwise: null },
        ...branches.map((branch) => {
          const { [name]: value_, ...properties } = asObject(branch['properties'])
          const when = test({ properties: { [name]: value_ ?? {} } })
          return { name, when, then: partOf({ ...branch, properties }), otherwise: null }
        }),
      ]
    })
    if (!('if' in source)) return found
    const when = source['if'] === false ? { not: {} } : test(source['if'])
    return [...found, { name: null, when, then: partOf(source['then']), otherwise: partOf(source['else']) }]
  })
}

/** A property of a condition's part that only fixes or limits one that is there anyhow, so that nothing new is shown. */
export const onlyLimits = (property: unknown, base: JsonObject): boolean =>
  isObject(property) && Object.keys(base).length > 0 && (constantOf(property, true) !== null || !isShape(property))

const isShape = (property: JsonObject) =>
  ['enum', 'properties', 'oneOf', 'anyOf', '$ref'].some((keyword) => keyword in property)

const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The schema of a name in a map of properties, empty where it has none. */
export const propertyIn = (properties: JsonObject, name: string): JsonObject => asObject(own(properties, name))
