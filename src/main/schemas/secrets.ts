import { discriminatorOf, namedBranch, requiredFits, typeFits } from './branches.ts'
import type { EntrySchemas } from './entry.ts'
import { isObject, own, setOwn, type JsonObject } from '../../shared/json.ts'
import { formatPath, parsePath } from '../../shared/path.ts'
import { hasMembers, ofItems, ofProperty, propertyNames, spread, type Choose } from './views.ts'

type Segments = readonly (string | number)[]

/** Which of the two documents a place belongs to: in auth every leaf is a secret, marked or not. */
export type Side = 'config' | 'auth'

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
  return items.length > 0 && depth < 8 && isSecret(root, items, 'config', depth + 1)
}

/** Lifts every secret value out of config and auth. Paths are dotted and start with "config." or "auth.". */
export function splitSecrets(
  { configSchema, authSchema }: EntrySchemas,
  input: { config: object; auth: object },
): { config: JsonObject; secrets: JsonObject } {
  const secrets: JsonObject = {}
  const config = liftSecrets(configSchema, [configSchema], 'config', input.config, ['config'], secrets)
  liftSecrets(authSchema, [authSchema], 'auth', input.auth, ['auth'], secrets)
  return { config: config as JsonObject, secrets }
}

/** Moves the secrets within a value, which stands where `schemas` apply, to `secrets` by path; what is left comes back. */
export function liftSecrets(
  root: JsonObject,
  schemas: readonly JsonObject[],
  side: Side,
  value: unknown,
  path: Segments,
  secrets: JsonObject,
): unknown {
  const views = spread(root, schemas)
  if (Array.isArray(value)) {
    const items = ofItems(views)
    return value.map((item, index) => liftSecrets(root, items, side, item, [...path, index], secrets))
  }
  if (!isObject(value)) return value
  const left: JsonObject = {}
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    const place = [...path, key]
    const schemasThere = ofProperty(views, key)
    const isWhole = isSecret(root, schemasThere, side) || (side === 'auth' && !isObject(member))
    if (isWhole) secrets[formatPath(place)] = member
    else setOwn(left, key, liftSecrets(root, schemasThere, side, member, place, secrets))
  }
  return left
}

/**
 * Puts secrets back where splitSecrets took them from; a value that is there already stays. Missing objects are made;
 * a path that leads through a missing array item or through a plain value is left out, as its place is gone.
 */
export function mergeSecrets(
  input: { config: object; auth: object },
  secrets: JsonObject,
): { config: JsonObject; auth: JsonObject } {
  const whole: JsonObject = structuredClone({ config: input.config, auth: input.auth })
  for (const [path, value] of Object.entries(secrets)) put(whole, parsePath(path), value)
  return whole as { config: JsonObject; auth: JsonObject }
}

function put(document: JsonObject, segments: string[], value: unknown): void {
  let place: unknown = document
  for (const [index, segment] of segments.entries()) {
    if (Array.isArray(place)) place = place[Number(segment)]
    else if (isObject(place)) {
      const isLast = index === segments.length - 1
      if (own(place, segment) === undefined) setOwn(place, segment, isLast ? value : {})
      place = own(place, segment)
    } else return
  }
}

/**
 * Secret paths that exist for this config (chosen oneOf branches, existing array items), set or not.
 * `stored` are the paths set now; they tell a branch, and the names under a map, that config alone does not show.
 */
export function secretPaths(schemas: EntrySchemas, config: object, stored: string[]): string[] {
  const found = new Set<string>()
  const storedSegments = stored.map(parsePath)

  const walk = (
    root: JsonObject,
    schemasHere: JsonObject[],
    value: unknown,
    path: Segments,
    side: Side,
    open: Set<JsonObject>,
  ) => {
    const views = spread(root, schemasHere, chooseFor(root, value, namesStoredUnder(storedSegments, path), side))
    // A schema that contains itself ends where the document ends.
    if (value === undefined && views.every((view) => open.has(view))) return
    const inner = value === undefined ? new Set([...open, ...views]) : new Set<JsonObject>()
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(root, ofItems(views), item, [...path, index], side, inner)
      return
    }
    const members = isObject(value) ? value : {}
    const names = [...propertyNames(views), ...Object.keys(members), ...namesStoredUnder(storedSegments, path)]
    for (const name of new Set(names)) {
      const place = [...path, name]
      const schemasThere = ofProperty(views, name)
      if (schemasThere.length > 0 && isSecret(root, schemasThere, side)) found.add(formatPath(place))
      else walk(root, schemasThere, own(members, name), place, side, inner)
    }
  }
  walk(schemas.configSchema, [schemas.configSchema], config, ['config'], 'config', new Set())
  walk(schemas.authSchema, [schemas.authSchema], undefined, ['auth'], 'auth', new Set())
  return [...found]
}

/** The names of the members under a path that lead to a stored secret. */
const namesStoredUnder = (stored: string[][], path: Segments): string[] =>
  stored
    .filter((segments) => segments.length > path.length && path.every((part, at) => String(part) === segments[at]))
    .map((segments) => segments[path.length] as string)

/** Chooses branches by the discriminator, then by type, then by what is required, counting stored secrets as there. */
function chooseFor(root: JsonObject, value: unknown, storedNames: string[], side: Side): Choose {
  return (branches) => {
    const discriminator = discriminatorOf(root, branches)
    const isNamed = discriminator && isObject(value) && Object.hasOwn(value, discriminator.property)
    if (isNamed) return [namedBranch(discriminator, branches, value)].filter((branch) => branch !== undefined)
    const typed = value === undefined ? branches : branches.filter((branch) => typeFits(root, branch, value))
    const isPresent = (name: string) => storedNames.includes(name) || (isObject(value) && Object.hasOwn(value, name))
    const complete = typed.filter((branch) => requiredFits(root, branch, isPresent))
    if (complete.length > 0 && storedNames.length + Object.keys(value ?? {}).length > 0) return complete
    return discriminator && side === 'config' ? [] : typed
  }
}
