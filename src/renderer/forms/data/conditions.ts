import { type Condition, partsFor } from '../../../shared/conditions.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { conditionalNames } from '../schema/compile-conditions.ts'
import { metaOf, type ConditionPart, type FormNode } from '../schema/form-node.ts'
import { plainMembers } from './typed-secret.ts'

type Conditional = Condition<ConditionPart>

const MAX_CHAIN = 5

/**
 * A group with the fields that its conditions add for this data. Conditions ignore the values of hidden fields, and
 * treat stored secrets as present although they are never in the data.
 */
export function shapeOf(node: FormNode, data: unknown, storedNames: readonly string[] = []): FormNode {
  const { conditions } = metaOf(node)
  if (conditions.length === 0) return node
  const present = plainMembers(data)
  const base = new Set(Object.keys(node.properties ?? {}))
  const optional = new Set(conditionalNames(conditions))
  let parts: ConditionPart[] = []
  for (let round = 0; round < MAX_CHAIN; round++) {
    const shown = new Set([...base, ...parts.flatMap((part) => Object.keys(part.properties))])
    const isVisible = (name: string) => shown.has(name) || !optional.has(name)
    const visible = Object.fromEntries(Object.entries(present).filter(([name]) => isVisible(name)))
    const next = activeParts(conditions, visible, storedNames.filter(isVisible))
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

/** The names of fields that only conditions add and that are hidden for this data. */
export function hiddenNames(node: FormNode, shape: FormNode): string[] {
  const { conditions } = metaOf(node)
  return conditionalNames(conditions).filter((name) => !Object.hasOwn(shape.properties ?? {}, name))
}

function activeParts(
  conditions: readonly Conditional[],
  value: JsonObject,
  storedNames: readonly string[],
): ConditionPart[] {
  return conditions.flatMap((condition) =>
    partsFor(condition, value, storedNames).flatMap((part) => [
      part,
      ...activeParts(part.conditions, value, storedNames),
    ]),
  )
}
