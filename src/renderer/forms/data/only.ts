import { createCompilers } from '../schema/compile.ts'
import type { Condition } from '../../../shared/conditions.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { metaOf, type ConditionPart, type FormNode } from '../schema/form-node.ts'
import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import { parsePath, type Path } from '../../../shared/path.ts'

/**
 * The same form with only the fields at these paths and the groups around them. All other fields keep their
 * values. A choice, a list and a map are shown whole, because a part of them makes no sense alone.
 */
export function showOnly(node: FormNode, paths: readonly Path[]): FormNode {
  if (metaOf(node).kind !== 'group' || paths.some((path) => path.length === 0)) return node
  const { conditions } = metaOf(node)
  const properties = onlyProperties(node.properties ?? {}, paths)
  const { others } = metaOf(node)
  const isFurther = paths.some(([head]) => !Object.hasOwn(properties, String(head)))
  return {
    ...node,
    properties,
    'x-form': { ...metaOf(node), conditions: onlyConditions(conditions, paths), others: isFurther ? others : null },
  }
}

const onlyProperties = (properties: Record<string, FormNode>, paths: readonly Path[]) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, onlyProperty(property, below(paths, name))]),
  )

const onlyConditions = (
  conditions: readonly Condition<ConditionPart>[],
  paths: readonly Path[],
): Condition<ConditionPart>[] => {
  const onlyPart = (part: ConditionPart | null): ConditionPart | null =>
    part && {
      ...part,
      properties: onlyProperties(part.properties, paths),
      conditions: onlyConditions(part.conditions, paths),
    }
  return conditions.map((one) => ({ ...one, then: onlyPart(one.then), otherwise: onlyPart(one.otherwise) }))
}

function onlyProperty(node: FormNode, paths: readonly Path[]): FormNode {
  const isShown = paths.length > 0
  const meta = { ...metaOf(node), isHidden: !isShown, isAlwaysShown: isShown }
  return { ...(isShown ? showOnly(node, paths) : node), 'x-form': meta }
}

/** The rest of the paths that start with a name. */
const below = (paths: readonly Path[], name: string): Path[] =>
  paths.filter(([head]) => head === name).map((path) => path.slice(1))

/** The paths for which the schemas have no field, because the entry dropped it. */
export function pathsWithoutField(schemas: EntrySchemas, paths: readonly string[]): string[] {
  const { config, auth } = createCompilers(schemas)
  const sides: Record<string, FormNode> = { config: config.compile(), auth: auth.compile() }
  return paths.filter((path) => {
    const [side = '', ...segments] = parsePath(path)
    const root = own(sides, side)
    return root !== undefined && !hasField(root as FormNode, segments)
  })
}

function hasField(node: FormNode, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true
  const { kind, branches } = metaOf(node)
  if (kind === 'choice') return branches.some((branch) => hasField(branch.node, [name, ...rest]))
  if (kind === 'list') return node.items === undefined || hasField(node.items, rest)
  if (kind !== 'group' || metaOf(node).others !== null) return true
  return partsOf({ properties: node.properties ?? {}, conditions: metaOf(node).conditions }).some(({ properties }) => {
    const property = own(properties, name)
    return property !== undefined && hasField(property as FormNode, rest)
  })
}

type Part = Pick<ConditionPart, 'properties' | 'conditions'>

/** A group and the conditions that may add fields to it. */
const partsOf = (part: Part): Part[] => [
  part,
  ...part.conditions.flatMap(({ then, otherwise }) => [then, otherwise].filter((one) => one !== null).flatMap(partsOf)),
]

/** Config without the values at these dotted paths (`config.old`). */
export function withoutPaths(config: JsonObject, paths: readonly string[]): JsonObject {
  const rest = structuredClone(config)
  for (const path of paths) {
    const [, ...segments] = parsePath(path)
    const last = segments.pop()
    let holder: unknown = rest
    for (const segment of segments) holder = Array.isArray(holder) ? holder[Number(segment)] : own(holder, segment)
    if (last !== undefined && isObject(holder)) delete holder[last]
  }
  return rest
}
