import { type Condition, conditionsOf } from '../../../shared/conditions.ts'
import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import type { ConditionPart } from './form-node.ts'
import { conditionalSchemas } from './refs.ts'
import { constantOf } from './schema-traits.ts'

type CompilePart = (part: JsonObject) => ConditionPart

/** The conditions of a schema and of its allOf that show and hide fields. */
export const compileConditions = (
  root: JsonObject,
  schema: JsonObject,
  compilePart: CompilePart,
): Condition<ConditionPart>[] =>
  conditionalSchemas(schema)
    .flatMap((source) => conditionsOf(root, source))
    .map(({ then, otherwise, ...test }) => ({
      ...test,
      then: then && compilePart(then),
      otherwise: otherwise && compilePart(otherwise),
    }))

/** Whether a property in a condition only fixes or limits an existing field, so nothing new is shown. */
export const onlyLimits = (property: unknown, base: JsonObject): boolean =>
  isObject(property) && Object.keys(base).length > 0 && (constantOf(property, true) !== null || !isShape(property))

const isShape = (property: JsonObject) =>
  ['enum', 'properties', 'oneOf', 'anyOf', '$ref'].some((keyword) => keyword in property)

/** The schema of a name in a map of properties; empty when it has none. */
export function propertyIn(properties: JsonObject, name: string): JsonObject {
  const property = own(properties, name)
  return isObject(property) ? property : {}
}

/** The names of the fields that conditions may add. */
export const conditionalNames = (conditions: readonly Condition<ConditionPart>[]): string[] =>
  conditions
    .flatMap(({ then, otherwise }) => [then, otherwise])
    .flatMap((part) => (part ? [...Object.keys(part.properties), ...conditionalNames(part.conditions)] : []))
