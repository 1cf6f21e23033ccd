import { isObject, own, type JsonObject } from './json.ts'
import { typesIn } from './types.ts'

/** Which of the schemas count that bear on a place only at times. */
export interface Reading {
  /** The branches of a oneOf or anyOf that count. */
  branches: (branches: JsonObject[]) => JsonObject[]
  /** What counts of the parts that a schema adds under conditions. */
  parts: (schema: JsonObject) => JsonObject[]
}

/** Whatever may bear on a place at any time. */
export const EVERYTHING: Reading = { branches: (branches) => branches, parts: conditionalParts }

/** What bears on a place whatever its value is. */
export const ALWAYS: Reading = { branches: () => [], parts: () => [] }

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

const schemasIn = (map: unknown): JsonObject[] => (isObject(map) ? Object.values(map).filter(isObject) : [])

function conditionalParts(schema: JsonObject): JsonObject[] {
  const { then, else: otherwise, dependentSchemas, dependencies } = schema
  return [...objects([then, otherwise]), ...schemasIn(dependentSchemas), ...schemasIn(dependencies)]
}

/** What a local `$ref` points at within its root schema; undefined when there is nothing or it is not local. */
export function resolveRef(root: JsonObject, ref: string): unknown {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined
  return ref
    .split('/')
    .slice(1)
    .reduce<unknown>((node, part) => own(node, decode(part).replaceAll('~1', '/').replaceAll('~0', '~')), root)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The keywords by which a schema reaches others for the same place. */
const REACHING = ['allOf', '$ref', 'oneOf', 'anyOf', 'if', 'then', 'else', 'dependentSchemas', 'dependencies']

/**
 * All schemas that bear on one place: the given ones and what they reach through `$ref`, allOf, and what the reading
 * counts of choices and conditions. Every schema occurs once, so cycles and repeated references cost nothing.
 */
export function spread(root: JsonObject, schemas: readonly JsonObject[], reading = EVERYTHING): JsonObject[] {
  // Most places have one schema that reaches no other.
  const [first, second] = schemas
  if (isObject(first) && second === undefined && !REACHING.some((keyword) => first[keyword] !== undefined))
    return [first]
  const views = new Set<JsonObject>()
  const open: unknown[] = [...schemas].toReversed()
  while (open.length > 0) {
    const schema = open.pop()
    if (!isObject(schema) || views.has(schema)) continue
    views.add(schema)
    const next: unknown[] = objects(schema.allOf)
    if (typeof schema.$ref === 'string') next.push(resolveRef(root, schema.$ref))
    for (const union of [schema.oneOf, schema.anyOf]) {
      if (Array.isArray(union)) next.push(...reading.branches(objects(union)))
    }
    next.push(...reading.parts(schema))
    open.push(...next.toReversed())
  }
  return [...views]
}

/** Gives each set of schemas a key of its own, so what is found out about it once is known the next time. */
export function createSetKeys(): (schemas: readonly JsonObject[]) => string {
  const numbers = new Map<JsonObject, number>()
  return (schemas) =>
    schemas
      .map((schema) => {
        const number = numbers.get(schema) ?? numbers.size
        numbers.set(schema, number)
        return number
      })
      .join()
}

/**
 * The schemas of one property of a place. Patterns are not tried: each of them may cover a name that is not declared,
 * so no foreign regex runs here.
 */
export const ofProperty = (views: readonly JsonObject[], name: string): JsonObject[] =>
  views.flatMap((view) => {
    const declared = own(view.properties, name)
    return isObject(declared) ? [declared] : ofUndeclared([view])
  })

/** The schemas that a property may have which none of the schemas of its place declares. */
export const ofUndeclared = (views: readonly JsonObject[]): JsonObject[] =>
  views.flatMap((view) => [...schemasIn(view.patternProperties), ...objects([view.additionalProperties])])

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

/** The names that the schemas of a place require. */
export const requiredNames = (views: readonly JsonObject[]): string[] =>
  views.flatMap((view) =>
    Array.isArray(view.required) ? view.required.filter((name) => typeof name === 'string') : [],
  )

/** Whether a place holds an object with members of its own. */
export const hasMembers = (views: readonly JsonObject[]): boolean =>
  propertyNames(views).length > 0 || ofUndeclared(views).length > 0

/** `named`: the schema says that null is a value; `open`: it does not rule null out; `no`: it does. */
type Null = 'named' | 'open' | 'no'

/** Whether a schema names null among its values. Where anything is allowed, null is nothing of its own. */
export const takesNull = (root: JsonObject, schema: unknown): boolean => nullIn(root, schema, []) === 'named'

function nullIn(root: JsonObject, schema: unknown, open: readonly unknown[]): Null {
  if (schema === false) return 'no'
  // What comes back to itself says nothing more.
  if (!isObject(schema) || open.includes(schema)) return 'open'
  const within = [...open, schema]
  const read = (part: unknown) => nullIn(root, part, within)
  const rules: Null[] = []
  const types = typesIn(schema)
  if (types.length > 0) rules.push(types.includes('null') ? 'named' : 'no')
  if (Object.hasOwn(schema, 'const')) rules.push(schema.const === null ? 'named' : 'no')
  if (Array.isArray(schema.enum)) rules.push(schema.enum.includes(null) ? 'named' : 'no')
  if (typeof schema.$ref === 'string') rules.push(read(resolveRef(root, schema.$ref)))
  if (Array.isArray(schema.allOf)) rules.push(...schema.allOf.map(read))
  for (const union of [schema.oneOf, schema.anyOf]) {
    if (!Array.isArray(union) || union.length === 0) continue
    const ways = union.map(read)
    rules.push(ways.includes('named') ? 'named' : ways.includes('open') ? 'open' : 'no')
  }
  if (rules.includes('no')) return 'no'
  return rules.includes('named') ? 'named' : 'open'
}
