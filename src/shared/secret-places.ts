import { isBlank, readChoice } from './branches.ts'
import { conditionsOf, isPlain, partsFor } from './conditions.ts'
import { isObject, own, type JsonObject } from './json.ts'
import { formatPath, parsePath, type Path } from './path.ts'
import { likelyTypes } from './types.ts'
import {
  ALWAYS,
  createSetKeys,
  hasMembers,
  ofItems,
  ofProperty,
  ofUndeclared,
  propertyNames,
  type Reading,
  requiredNames,
  spread,
} from './views.ts'

/** The two JSON Schemas that the form of a connector comes from. */
export interface EntrySchemas {
  configSchema: JsonObject
  authSchema: JsonObject
}

/** Which of the two documents a place belongs to: in auth every leaf is a secret, marked or not. */
export type Side = 'config' | 'auth'

const isMarked = (schema: JsonObject): boolean =>
  schema.writeOnly === true || schema.format === 'password' || schema.airbyte_secret === true

/**
 * Whether the value at a place is one secret as a whole. An array whose items are secrets is one, too: its items have
 * no names, so a path to one of them would point at another after a removal. All branches count, so a secret is
 * never stored in the open because another branch was meant.
 */
export function isSecret(root: JsonObject, schemas: readonly JsonObject[], side: Side): boolean {
  const views = spread(root, schemas)
  if (views.some(isMarked)) return true
  if (side === 'auth' && !hasMembers(views)) return true
  // Lists of lists may lead back to themselves, so each schema is looked at once.
  const seen = new Set(views)
  let items = ofItems(views)
  while (items.length > 0) {
    const inner = spread(root, items).filter((view) => !seen.has(view))
    if (inner.some(isMarked)) return true
    for (const view of inner) seen.add(view)
    items = ofItems(inner)
  }
  return false
}

/** Whether a place of auth may hold a plain value, in one of its branches: that is a secret then. */
function mayBePlain(root: JsonObject, schemas: readonly JsonObject[]): boolean {
  const views = spread(root, schemas)
  const isPlain = (type: string) => type !== 'object' && type !== 'null'
  return schemas.length > 0 && (!hasMembers(views) || views.some((view) => likelyTypes(view).some(isPlain)))
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

/**
 * Every place that documents of a schema can have, in every branch, before those within it; a schema that contains itself
 * comes twice, so its members are there once within themselves.
 */
export function* placesIn(root: JsonObject, side: Side): Generator<Place> {
  let count = 0
  const memo = createMemo()
  function* walk(schemas: JsonObject[], path: Path, { around, isRepeated }: Around, isMember = true): Generator<Place> {
    const views = spread(root, schemas)
    const isAgain = isWithinItself(views, around)
    if (++count > MAX_PLACES || (isAgain && isRepeated)) return
    yield { path, schemas, isSecret: false, isLeaf: isMember && path.length > 1 && !hasMembers(views) }
    const inner = { around: new Set([...around, ...views]), isRepeated: isRepeated || isAgain }
    const members = propertyNames(views).map((name) => [name, ofProperty(views, name)] as const)
    const others = [...new Set(ofUndeclared(views))]
    for (const [name, inside] of others.length > 0 ? [...members, [ANY, others] as const] : members) {
      const place = [...path, name]
      if (memo('secret', inside, () => isSecret(root, inside, side)))
        yield { path: place, schemas: inside, isSecret: true, isLeaf: true }
      else yield* walk(inside, place, inner)
    }
    const items = ofItems(views)
    if (items.length > 0) yield* walk(items, [...path, ANY], inner, false)
  }
  yield* walk([root], [side], NOWHERE)
}

const STRUCTURE = ['properties', 'patternProperties', 'additionalProperties', 'items', 'allOf', 'oneOf', 'anyOf', 'if']

/**
 * Whether all that gives the values of a place their shape was met on the way to it. What only refers to that, of which
 * there is one for each mention, does not count.
 */
function isWithinItself(views: readonly JsonObject[], around: ReadonlySet<JsonObject>): boolean {
  const shaped = views.filter((view) => STRUCTURE.some((keyword) => isShape(view[keyword])))
  return shaped.length > 0 && shaped.every((view) => around.has(view))
}

const isShape = (value: unknown) => typeof value === 'object' && value !== null

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
export function secretPaths({ configSchema, authSchema }: EntrySchemas, config: object, stored: string[]): string[] {
  let reader = readers.get(configSchema)
  if (reader?.authSchema !== authSchema) {
    reader = { authSchema, read: createSecretPaths({ configSchema, authSchema }) }
    readers.set(configSchema, reader)
  }
  return reader.read(config, stored)
}

/** Schemas of entries never change, so what they say is kept as long as they are. */
const readers = new WeakMap<JsonObject, { authSchema: JsonObject; read: ReturnType<typeof createSecretPaths> }>()

/** The same for many configs of one entry: what does not depend on them is found out once. */
export function createSecretPaths({ configSchema, authSchema }: EntrySchemas) {
  const memo = createMemo()
  let paths = new Set<string>()
  let storedSegments: string[][] = []

  /** `all` are the schemas of every branch, which say what is secret; `here` those of the branches that are meant. */
  const walk = (
    root: JsonObject,
    { here, all }: { here: JsonObject[]; all: JsonObject[] },
    value: unknown,
    path: Path,
    side: Side,
    { around, isRepeated }: Around,
  ) => {
    const storedNames = namesStoredUnder(storedSegments, path)
    const allViews = memo('all', all, () => spread(root, all))
    const isPlainValue = typeof value !== 'object' && value !== undefined
    if (isPlainValue && storedNames.length === 0 && memo('leaf', all, () => propertyNames(allViews).length === 0))
      return
    const read = () => spread(root, here, readingFor(root, value, storedNames, side))
    const views = value === undefined && storedNames.length === 0 ? memo(`blank ${side}`, here, read) : read()
    // A schema that contains itself ends where the document ends, and its members are there once more.
    const isAgain = value === undefined && isWithinItself(views, around)
    if (isAgain && isRepeated) return
    const inner =
      value === undefined ? { around: new Set([...around, ...views]), isRepeated: isRepeated || isAgain } : NOWHERE
    if (Array.isArray(value)) {
      const items = { here: ofItems(views), all: ofItems(allViews) }
      for (const [index, item] of value.entries()) walk(root, items, item, [...path, index], side, inner)
      return
    }
    const members = isObject(value) ? value : {}
    for (const name of new Set([...propertyNames(views), ...Object.keys(members), ...storedNames])) {
      const place = [...path, name]
      const there = { here: ofProperty(views, name), all: ofProperty(allViews, name) }
      const isWhole = there.here.length > 0 && memo(side, there.all, () => isSecret(root, there.all, side))
      if (isWhole || (side === 'auth' && mayBePlain(root, there.here))) paths.add(formatPath(place))
      if (!isWhole) walk(root, there, own(members, name), place, side, inner)
    }
  }
  /** Most entries have no secret in their config, whatever its values are. */
  const hasConfigSecrets = [...placesIn(configSchema, 'config')].some((place) => place.isSecret)
  /** Those of auth, which depend on the stored paths alone, with the stored paths that they were found for. */
  let last = { stored: '', auth: [] as string[] }

  return (config: object, stored: string[]): string[] => {
    storedSegments = stored.map(parsePath)
    paths = new Set()
    if (hasConfigSecrets)
      walk(configSchema, { here: [configSchema], all: [configSchema] }, config, ['config'], 'config', NOWHERE)
    const inConfig = [...paths]
    const key = JSON.stringify(stored)
    if (last.stored !== key) {
      paths = new Set()
      walk(authSchema, { here: [authSchema], all: [authSchema] }, undefined, ['auth'], 'auth', NOWHERE)
      last = { stored: key, auth: [...paths] }
    }
    return [...inConfig, ...last.auth]
  }
}

/** The secrets at the top of both documents that are required whatever else is there. */
export function requiredSecrets({ configSchema, authSchema }: EntrySchemas): string[] {
  const within = (root: JsonObject, side: Side) => {
    const views = spread(root, [root], ALWAYS)
    return [...new Set(requiredNames(views))]
      .filter((name) => isSecret(root, ofProperty(views, name), side))
      .map((name) => formatPath([side, name]))
  }
  return [...within(configSchema, 'config'), ...within(authSchema, 'auth')]
}

/** What was met on the way to a place, and whether a schema was met there for the second time. */
interface Around {
  around: ReadonlySet<JsonObject>
  isRepeated: boolean
}

const NOWHERE: Around = { around: new Set(), isRepeated: false }

/** Keeps what was found out about a set of schemas: one that contains itself has the same ones at many places. */
function createMemo() {
  const keyOf = createSetKeys()
  const known = new Map<string, unknown>()
  return <T>(question: string, schemas: readonly JsonObject[], find: () => T): T => {
    const key = `${question} ${keyOf(schemas)}`
    if (!known.has(key)) known.set(key, find())
    return known.get(key) as T
  }
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
