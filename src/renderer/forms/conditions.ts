import { metaOf, type Condition, type ConditionPart, type FormNode } from './form-node.ts'
import { isObject, own, type JsonObject } from '../../shared/json.ts'
import { isTypedSecret } from './typed-secret.ts'
import { validator } from './validator.ts'

const MAX_CHAIN = 5

/**
 * A group with the fields that its conditions add for this data. Values of fields that are not shown do not count, and
 * stored secrets, which are never in the data, count as there.
 */
export function shapeOf(node: FormNode, data: unknown, storedNames: readonly string[] = []): FormNode {
  const { conditions } = metaOf(node)
  if (conditions.length === 0) return node
  const present = withStored(isObject(data) ? data : {}, storedNames)
  const base = new Set(Object.keys(node.properties ?? {}))
  const optional = new Set(conditionalNames(conditions))
  let parts: ConditionPart[] = []
  for (let round = 0; round < MAX_CHAIN; round++) {
    const shown = new Set([...base, ...parts.flatMap((part) => Object.keys(part.properties))])
    const visible = Object.entries(present).filter(([name]) => shown.has(name) || !optional.has(name))
    const next = activeParts(conditions, Object.fromEntries(visible))
    const isSettled = next.length === parts.length && next.every((part, at) => part === parts[at])
    parts = next
    if (isSettled) break
  }
  if (parts.length === 0) return node
  const properties = Object.assign(
    {},
    node.properties,
    ...parts.map((part) => part.properties),
  ) as typeof node.properties
  const required = [...new Set([...(node.required ?? []), ...parts.flatMap((part) => part.required)])]
  return { ...node, ...(properties && { properties }), required }
}

/** The names that belong to conditions alone and are not shown for this data. */
export function hiddenNames(node: FormNode, shape: FormNode): string[] {
  const { conditions } = metaOf(node)
  return conditionalNames(conditions).filter((name) => !Object.hasOwn(shape.properties ?? {}, name))
}

const conditionalNames = (conditions: readonly Condition[]): string[] =>
  conditions
    .flatMap(({ then, otherwise }) => [then, otherwise])
    .flatMap((part) => (part ? [...Object.keys(part.properties), ...conditionalNames(part.conditions)] : []))

function activeParts(conditions: readonly Condition[], data: JsonObject): ConditionPart[] {
  return conditions.flatMap((condition) => {
    const part = holds(condition, data) ? condition.then : condition.otherwise
    return part ? [part, ...activeParts(part.conditions, data)] : []
  })
}

function holds({ name, when }: Condition, data: JsonObject): boolean {
  if (name !== null && own(data, name) === undefined) return false
  return when === null || validator.isValid(when, data)
}

function withStored(data: JsonObject, storedNames: readonly string[]): JsonObject {
  const present: JsonObject = Object.fromEntries(storedNames.map((name) => [name, '']))
  for (const [name, value] of Object.entries(data)) present[name] = isTypedSecret(value) ? value.value : value
  return present
}
