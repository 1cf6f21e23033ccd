import { isObject, own, setOwn, type JsonObject } from './json.ts'
import { formatPath, parsePath, type Path } from './path.ts'
import { type EntrySchemas, isSecret, type Side } from './secret-places.ts'
import { ofItems, ofProperty, spread } from './views.ts'

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
  path: Path,
  secrets: JsonObject,
): unknown {
  const views = spread(root, schemas)
  if (Array.isArray(value)) {
    const items = ofItems(views)
    return value.map((item, index) => liftSecrets(root, items, side, item, [...path, index], secrets))
  }
  if (!isObject(value)) return value
  const rest: JsonObject = {}
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    const place = [...path, key]
    const schemasThere = ofProperty(views, key)
    const isWhole = isSecret(root, schemasThere, side) || (side === 'auth' && !isObject(member))
    if (isWhole) secrets[formatPath(place)] = member
    else setOwn(rest, key, liftSecrets(root, schemasThere, side, member, place, secrets))
  }
  return rest
}

/**
 * Puts secrets back where splitSecrets took them from; a value that is there already stays. Missing objects are made;
 * a path that leads through a missing array item or through a plain value is left out, as its place is gone.
 */
export function mergeSecrets(
  { config, auth }: { config: object; auth: object },
  secrets: JsonObject,
): { config: JsonObject; auth: JsonObject } {
  const whole = copy({ config, auth })
  for (const [path, value] of Object.entries(secrets)) put(whole, parsePath(path), value)
  return whole as { config: JsonObject; auth: JsonObject }
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy)
  if (!isObject(value)) return value
  const copied: JsonObject = {}
  for (const [name, member] of Object.entries(value)) setOwn(copied, name, copy(member))
  return copied
}

function put(document: unknown, segments: string[], value: unknown): void {
  let place = document
  for (const [index, segment] of segments.entries()) {
    if (Array.isArray(place)) place = place[Number(segment)]
    else if (isObject(place)) {
      const isLast = index === segments.length - 1
      if (own(place, segment) === undefined) setOwn(place, segment, isLast ? value : {})
      place = own(place, segment)
    } else return
  }
}
