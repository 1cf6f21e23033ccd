import { readChoice, isBlank } from './branches.ts'
import { conditionsOf, isPlain, partsFor } from './conditions.ts'
import { isObject, own, type JsonObject } from './json.ts'
import { formatPath, parsePath, type Path } from './path.ts'
import { typesIn } from './types.ts'
import { hasMembers, ofItems, ofProperty, ofUndeclared, propertyNames, type Reading, spread } from './views.ts'

/** The two JSON Schemas that the form of a connector comes from. */
export interface EntrySchemas {
  configSchema: JsonObject
  authSchema: JsonObject
}

/** Which of the two documents a place belongs to: in auth every leaf is a secret, marked or not. */
export type Side = 'config' | 'auth'

const MAX_ITEM_DEPTH = 8

const isMarked = (schema: JsonObject): boolean =>
  schema.writeOnly === true || schema.format === 'password' || schema.airbyte_secret === true

/**
 * Whether the value at a place is one secret as a whole. An array whose items are secrets is one, too: its items have
 * no names, so a path to one of them would point at another after a removal. All branches count, so that a secret is
 * never stored in the open because another branch was meant.
 */
export function isSecret(root: JsonObject, schemas: readonly JsonObject[], side: Side, depth = 0): boolean {
  const views = spread(root, schemas)
  if (views.some(isMarked)) return true
  const items = ofItems(views)
  if (side === 'auth' && !hasMembers(views)) return true
  return items.length > 0 && depth < MAX_ITEM_DEPTH && isSecret(root, items, 'config', depth + 1)
}

/** Whether a place of auth may hold a plain value, in one of its branches: that is a secret then. */
function mayBePlain(root: JsonObject, schemas: readonly JsonObject[]): boolean {
  const views = spread(root, schemas)
  const isPlain = (type: string) => type !== 'object' && type !== 'null'
  return schemas.length > 0 && (!hasMembers(views) || views.some((view) => typesIn(view).some(isPlain)))
}

/** A place that documents of a schema can have, with all the schemas that bear on it there. */
export interface Place {
  /** "*" stands for any item, and for any name that is not declared. */
  path: Path
  schemas: JsonObject[]
  isSecret: boolean
  /** Whether it is a member that holds no members of its own. */
  isLeaf: boolean
}

const MAX_PLACES = 10_000
const ANY = '*'

/** Every place that documents of a schema can have, in every branch, before those within it; a cycle comes once. */
export function* placesIn(root: JsonObject, side: Side): Generator<Place> {
  let count = 0
  function* walk(schemas: JsonObject[], path: Path, around: ReadonlySet<JsonObject>, isLeaf = false): Generator<Place> {
    const isCycle = schemas.length > 0 && schemas.every((schema) => around.has(schema))
    if (++count > MAX_PLACES || isCycle) return
    yield { path, schemas, isSecret: false, isLeaf }
    const views = spread(root, schemas)
    const inner = new Set([...around, ...schemas])
    const members = propertyNames(views).map((name) => [name, ofProperty(views, name)] as const)
    const others = ofUndeclared(views)
    for (const [name, inside] of others.length > 0 ? [...members, [ANY, others] as const] : members) {
      const place = [...path, name]
      if (isSecret(root, inside, side)) yield { path: place, schemas: inside, isSecret: true, isLeaf: true }
      else yield* walk(inside, place, inner, !hasMembers(spread(root, inside)))
    }
    const items = ofItems(views)
    if (items.length > 0) yield* walk(items, [...path, ANY], inner)
  }
  yield* walk([root], [side], new Set())
}

/** Whether there is any place for a secret in the schemas of an entry. */
export function hasSecretPlaces({ configSchema, authSchema }: EntrySchemas): boolean {
  for (const place of placesIn(configSchema, 'config')) if (place.isSecret) return true
  for (const place of placesIn(authSchema, 'auth')) if (place.isSecret) return true
  return false
}

/**
 * Secret paths that exist for this config, set or not: those in the branches and conditions that it is in, of its array
 * items and under its names. `stored` are the paths set now; they tell a branch, and the names under a map, that config
 * alone does not show. What could be in several branches is in each of them.
 */
export function secretPaths(schemas: EntrySchemas, config: object, stored: string[]): string[] {
  const paths = new Set<string>()
  const storedSegments = stored.map(parsePath)

  /** `all` are the schemas of every branch, which say what is secret; `here` those of the branches that are meant. */
  const walk = (
    root: JsonObject,
    { here, all }: { here: JsonObject[]; all: JsonObject[] },
    value: unknown,
    path: Path,
    side: Side,
    open: Set<JsonObject>,
  ) => {
    const storedNames = namesStoredUnder(storedSegments, path)
    const views = spread(root, here, readingFor(root, value, storedNames, side))
    // A schema that contains itself ends where the document ends.
    if (value === undefined && views.every((view) => open.has(view))) return
    const allViews = spread(root, all)
    const inner = value === undefined ? new Set([...open, ...views]) : new Set<JsonObject>()
    if (Array.isArray(value)) {
      const items = { here: ofItems(views), all: ofItems(allViews) }
      for (const [index, item] of value.entries()) walk(root, items, item, [...path, index], side, inner)
      return
    }
    const members = isObject(value) ? value : {}
    for (const name of new Set([...propertyNames(views), ...Object.keys(members), ...storedNames])) {
      const place = [...path, name]
      const there = { here: ofProperty(views, name), all: ofProperty(allViews, name) }
      const isWhole = there.here.length > 0 && isSecret(root, there.all, side)
      if (isWhole || (side === 'auth' && mayBePlain(root, there.here))) paths.add(formatPath(place))
      if (!isWhole) walk(root, there, own(members, name), place, side, inner)
    }
  }
  const { configSchema, authSchema } = schemas
  walk(configSchema, { here: [configSchema], all: [configSchema] }, config, ['config'], 'config', new Set())
  walk(authSchema, { here: [authSchema], all: [authSchema] }, undefined, ['auth'], 'auth', new Set())
  return [...paths]
}

/** The names of the members under a path that lead to a stored secret. */
const namesStoredUnder = (stored: string[][], path: Path): string[] => [
  ...new Set(
    stored
      .filter((segments) => segments.length > path.length && path.every((part, at) => String(part) === segments[at]))
      .map((segments) => segments[path.length] as string),
  ),
]

/** The branches and conditions that a value is in. */
const readingFor = (root: JsonObject, value: unknown, storedNames: string[], side: Side): Reading => ({
  branches: (branches) => {
    const { discriminator, branchesFor } = readChoice(root, branches)
    // Where a name is to choose the branch and config has none, nothing was chosen yet.
    if (discriminator && side === 'config' && isBlank(value, storedNames)) return []
    return branchesFor(value, storedNames).map((at) => branches[at] as JsonObject)
  },
  parts: (schema) =>
    conditionsOf(root, schema).flatMap((condition) =>
      partsFor(condition, isObject(value) ? value : {}, storedNames, isPlain),
    ),
})
