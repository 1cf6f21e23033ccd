import { isObject, type JsonObject, own } from '../../../shared/json.ts'
import { formatPath, parsePath, type Path } from '../../../shared/path.ts'

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

/** The members of data with the values of typed secrets; none of what is no object. */
export const plainMembers = (data: unknown): JsonObject =>
  isObject(data)
    ? Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, isTypedSecret(value) ? value.value : value]),
      )
    : {}

/** Data without its typed secrets, which come back by their dotted path. */
export function splitTypedSecrets(data: unknown): { data: unknown; secrets: Record<string, TypedSecret> } {
  const secrets: Record<string, TypedSecret> = {}
  const strip = (value: unknown, at: Path): unknown => {
    if (isTypedSecret(value)) {
      secrets[formatPath(at)] = value
      return undefined
    }
    // JSON has no hole in a list; an item that was emptied counts as null.
    if (Array.isArray(value)) return value.map((item, index) => strip(item, [...at, index]) ?? null)
    if (!isObject(value)) return value
    const members = Object.entries(value).map(([name, item]) => [name, strip(item, [...at, name])] as const)
    return Object.fromEntries(members.filter(([, item]) => item !== undefined))
  }
  return { data: strip(data, []), secrets }
}

/** Data without what was typed into its secret fields, whose paths come back; what the schema fixes stays. */
export function withoutTypedSecrets(data: unknown): { data: unknown; leftOut: string[] } {
  const { data: open, secrets } = splitTypedSecrets(data)
  const isTyped = ([, { isConstant }]: [string, TypedSecret]) => !isConstant
  const typed = Object.entries(secrets).filter(isTyped)
  const constants = Object.entries(secrets).filter((each) => !isTyped(each))
  return {
    data: constants.reduce((values, [path, { value }]) => withValueAt(values, parsePath(path), value), open),
    leftOut: typed.map(([path]) => path),
  }
}

/** Data with a value at a path whose surroundings are there. */
function withValueAt(data: unknown, [head, ...tail]: Path, value: unknown): unknown {
  if (head === undefined) return value
  if (Array.isArray(data)) return data.map((item, at) => (at === Number(head) ? withValueAt(item, tail, value) : item))
  return isObject(data) ? { ...data, [head]: withValueAt(own(data, head), tail, value) } : data
}
