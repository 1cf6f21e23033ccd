import type { Condition, ConditionPart } from './form-node.ts'
import { isObject, own, type Json } from './json.ts'
import { conditionsOf } from './refs.ts'
import { constantOf } from './schema-traits.ts'

type CompilePart = (part: Json) => ConditionPart

/** What makes fields come and go in a schema: `if`, `dependencies` and `dependentSchemas`, its own and those of its allOf. */
export function compileConditions(schema: Json, definitions: unknown, compilePart: CompilePart): Condition[] {
  const partOf = (part: unknown) => (isObject(part) ? compilePart(part) : null)
  const inRoot = (when: Json): Json => (isObject(definitions) ? { ...when, definitions } : when)
  const test = (when: unknown): Json | null => (isObject(when) ? inRoot(when) : null)
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
export const onlyLimits = (property: unknown, base: Json): boolean =>
  isObject(property) && Object.keys(base).length > 0 && (constantOf(property, true) !== null || !isShape(property))

const isShape = (property: Json) =>
  ['enum', 'properties', 'oneOf', 'anyOf', '$ref'].some((keyword) => keyword in property)

const asObject = (value: unknown): Json => (isObject(value) ? value : {})

/** The schema of a name in a map of properties, empty where it has none. */
export const propertyIn = (properties: Json, name: string): Json => asObject(own(properties, name))
