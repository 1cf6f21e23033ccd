import { appError } from '../../../../contract/errors.ts'
import { isObject, jsonOf, type JsonObject, setOwn } from '../../../../shared/json.ts'
import { parsePath } from '../../../../shared/path.ts'
import { type EntrySchemas, type Place, placesIn, type Side } from '../../../../shared/secret-places.ts'
import { likelyTypes } from '../../../../shared/types.ts'
import { spread } from '../../../../shared/views.ts'
import { assertNumbersAreKept } from '../../../core/plain-json.ts'

/**
 * A config with the values of `--set NAME=VALUE`, where NAME may be a path as `options.timeout` or `hosts.0`. A value is the
 * text itself where the entry takes text, else JSON. Throws `invalid`, for a secret too: other programs can read the words
 * of a command.
 */
export function withAssignments(config: JsonObject, assignments: readonly string[], schemas: EntrySchemas): JsonObject {
  const result = structuredClone(config)
  for (const assignment of assignments) {
    const end = assignment.indexOf('=')
    if (end < 1) throw appError('bad_assignment')
    const written = assignment.slice(0, end)
    const path = parsePath(written)
    if (path[0] === 'config' && path.length > 1) path.shift()
    const [root = '', ...inside] = path
    const place = placeAt(schemas.configSchema, 'config', path)
    const inAuth = root === 'auth' && inside.length > 0 ? inside : path
    if (place?.isSecret || (!place && (root === 'auth' || placeAt(schemas.authSchema, 'auth', inAuth))))
      throw appError('secret_in_words', { path: written })
    put(result, path, valueOf(assignment.slice(end + 1), place, schemas.configSchema))
  }
  return result
}

/** The place of a path, or the secret around it; undefined where the schema names none. */
const placeAt = (schema: JsonObject, side: Side, names: readonly string[]): Place | undefined => {
  const path: readonly string[] = [side, ...names]
  for (const place of placesIn(schema, side)) {
    const isAround = place.path.every((name, index) => name === '*' || String(name) === path[index])
    if (isAround && (place.path.length === path.length || (place.isSecret && place.path.length < path.length)))
      return place
  }
  return undefined
}

function valueOf(text: string, place: Place | undefined, root: JsonObject): unknown {
  const types = place ? spread(root, place.schemas).flatMap((view) => likelyTypes(view)) : []
  if (types.length === 0 || types.includes('string')) return text
  assertNumbersAreKept(text)
  const value = jsonOf(text)
  // What is no JSON is left for the entry to refuse.
  return value === null && text.trim() !== 'null' ? text : value
}

function put(container: JsonObject | unknown[], [name = '', ...rest]: readonly string[], value: unknown): void {
  const present: unknown = Array.isArray(container)
    ? container[Number(name)]
    : Object.hasOwn(container, name)
      ? container[name]
      : undefined
  const next: unknown = rest.length === 0 ? value : isObject(present) || Array.isArray(present) ? present : {}
  if (rest.length > 0) put(next as JsonObject, rest, value)
  if (!Array.isArray(container)) return setOwn(container, name, next)
  if (!/^\d+$/.test(name) || Number(name) > container.length) throw appError('bad_assignment')
  container[Number(name)] = next
}
