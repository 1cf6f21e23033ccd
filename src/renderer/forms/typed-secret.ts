import { isObject, type JsonObject } from '../../shared/json.ts'
import { formatPath, type Path } from '../../shared/path.ts'

const SECRET = Symbol('secret')

/** A secret that was typed, wrapped in the form's data so that it moves with its list item and never passes for config. */
export interface TypedSecret {
  readonly [SECRET]: true
  readonly value: unknown
  /** A value that the schema fixes, for example the word that names a branch. */
  readonly isConstant: boolean
}

export const typedSecret = (value: unknown, isConstant = false): TypedSecret => ({ [SECRET]: true, value, isConstant })

export const isTypedSecret = (value: unknown): value is TypedSecret => isObject(value) && SECRET in value

/** Data as main takes it for an install: every typed secret in its place. */
export function withSecrets(data: unknown): unknown {
  if (isTypedSecret(data)) return data.value
  // JSON has no hole in a list; an item that was emptied counts as null.
  if (Array.isArray(data)) return data.map((item) => withSecrets(item) ?? null)
  if (!isObject(data)) return data
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, withSecrets(value)]),
  )
}

/** Data without its typed secrets, which come back by their dotted path. */
export function splitTypedSecrets(
  data: unknown,
  path: Path = [],
): { data: unknown; secrets: Record<string, TypedSecret> } {
  const secrets: Record<string, TypedSecret> = {}
  const strip = (value: unknown, at: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => strip(item, [...at, index]) ?? null)
    if (!isObject(value)) return value
    const kept: JsonObject = {}
    for (const [name, item] of Object.entries(value)) {
      if (isTypedSecret(item)) secrets[formatPath([...at, name])] = item
      else if (item !== undefined) kept[name] = strip(item, [...at, name])
    }
    return kept
  }
  return { data: strip(data, path), secrets }
}
