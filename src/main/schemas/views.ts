import { isObject, own, type JsonObject } from '../../shared/json.ts'

/** The branches of a oneOf or anyOf that count at a place. */
export type Choose = (branches: JsonObject[]) => JsonObject[]

const everyBranch: Choose = (branches) => branches

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** What a local `$ref` points at within its root schema; undefined when there is nothing or it is not local. */
export function resolveRef(root: JsonObject, ref: string): unknown {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined
  let node: unknown = root
  for (const part of ref.split('/').slice(1)) {
    const key = decode(part).replaceAll('~1', '/').replaceAll('~0', '~')
    node = Array.isArray(node) ? node[Number(key)] : isObject(node) ? own(node, key) : undefined
  }
  return node
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * All schemas that bear on one place: the given ones and what they reach through `$ref`, allOf, anyOf, oneOf,
 * then, else and dependencies. Every schema occurs once, so cycles and repeated references cost nothing.
 */
export function spread(root: JsonObject, schemas: readonly JsonObject[], choose = everyBranch): JsonObject[] {
  const found = new Set<JsonObject>()
  const open: unknown[] = [...schemas].toReversed()
  while (open.length > 0) {
    const schema = open.pop()
    if (!isObject(schema) || found.has(schema)) continue
    found.add(schema)
    const next: unknown[] = objects(schema.allOf)
    if (typeof schema.$ref === 'string') next.push(resolveRef(root, schema.$ref))
    for (const union of [schema.oneOf, schema.anyOf]) next.push(...choose(objects(union)))
    next.push(schema.then, schema.else)
    for (const map of [schema.dependentSchemas, schema.dependencies]) {
      if (isObject(map)) next.push(...Object.values(map))
    }
    open.push(...next.toReversed())
  }
  return [...found]
}

/**
 * The schemas of one property of a place. Patterns are not tried: each of them may cover a name that is not declared,
 * so that no foreign regex runs here.
 */
export function ofProperty(views: readonly JsonObject[], key: string): JsonObject[] {
  return views.flatMap((view) => {
    const declared = isObject(view.properties) ? own(view.properties, key) : undefined
    if (isObject(declared)) return [declared]
    const patterns = isObject(view.patternProperties) ? Object.values(view.patternProperties) : []
    return [...patterns, view.additionalProperties].filter(isObject)
  })
}

/** The schemas that any item of an array may have. */
export const ofItems = (views: readonly JsonObject[]): JsonObject[] =>
  views.flatMap((view) => [
    ...(isObject(view.items) ? [view.items] : objects(view.items)),
    ...objects(view.prefixItems),
    ...objects([view.additionalItems]),
  ])

/** The names that the schemas of a place declare, in their order. */
export const propertyNames = (views: readonly JsonObject[]): string[] => [
  ...new Set(views.flatMap((view) => (isObject(view.properties) ? Object.keys(view.properties) : []))),
]

/** Whether a place holds an object with members of its own. */
export const hasMembers = (views: readonly JsonObject[]): boolean =>
  views.some((view) => propertyNames([view]).length > 0 || ofProperty([view], '').length > 0)
