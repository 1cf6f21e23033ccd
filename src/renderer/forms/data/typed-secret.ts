import type { FieldMessages } from '../../../shared/errors.ts'
import { isObject, type JsonObject, own } from '../../../shared/json.ts'
import { asTyped, isUnread } from './unread.ts'
import { formatPath, parsePath, type Path } from '../../../shared/path.ts'

const SECRET = Symbol('secret')

/** A typed secret, wrapped to move with its list item in the form's data without becoming config. */
export interface TypedSecret {
  readonly [SECRET]: true
  readonly value: unknown
  /** A value that the schema fixes, for example the word that names a branch. */
  readonly isConstant: boolean
  /** The value says where the secret is kept. */
  readonly isReference?: true
}

export const typedSecret = (value: unknown, isConstant = false): TypedSecret => ({ [SECRET]: true, value, isConstant })

/** Where a secret is kept, typed in place of the secret. */
export const typedReference = (reference: string): TypedSecret => ({ ...typedSecret(reference), isReference: true })

export const isTypedSecret = (value: unknown): value is TypedSecret => isObject(value) && SECRET in value

/** The members of data with the values of typed secrets; none when it is not an object. */
export const plainMembers = (data: unknown): JsonObject =>
  isObject(data)
    ? Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, asTyped(isTypedSecret(value) ? value.value : value)]),
      )
    : {}

/** Separates data from its typed secrets, which are returned by dotted path. */
export function splitTypedSecrets(data: unknown): { data: unknown; secrets: Record<string, TypedSecret> } {
  const secrets: Record<string, TypedSecret> = {}
  const strip = (value: unknown, at: Path): unknown => {
    if (isTypedSecret(value)) {
      secrets[formatPath(at)] = { ...value, value: asTyped(value.value) }
      return undefined
    }
    if (isUnread(value)) return value.text
    // JSON has no hole in a list; an item that was emptied counts as null.
    if (Array.isArray(value)) return value.map((item, index) => strip(item, [...at, index]) ?? null)
    if (!isObject(value)) return value
    const members = Object.entries(value).map(([name, item]) => [name, strip(item, [...at, name])] as const)
    return Object.fromEntries(members.filter(([, item]) => item !== undefined))
  }
  return { data: strip(data, []), secrets }
}

/** Data without the input of its secret fields, and the paths of those fields; values that the schema fixes stay. */
export function withoutTypedSecrets(data: unknown): { data: unknown; leftOut: string[] } {
  const { data: open, secrets } = splitTypedSecrets(data)
  const isTyped = ([, { isConstant }]: [string, TypedSecret]) => !isConstant
  const typedSecrets = Object.entries(secrets).filter(isTyped)
  const constants = Object.entries(secrets).filter((each) => !isTyped(each))
  return {
    data: constants.reduce((values, [path, { value }]) => withValueAt(values, parsePath(path), value), open),
    leftOut: typedSecrets.map(([path]) => path),
  }
}

/** Data with a value set at a path whose groups exist. */
function withValueAt(data: unknown, [head, ...tail]: Path, value: unknown): unknown {
  if (head === undefined) return value
  if (Array.isArray(data)) return data.map((item, at) => (at === Number(head) ? withValueAt(item, tail, value) : item))
  return isObject(data) ? { ...data, [head]: withValueAt(own(data, head), tail, value) } : data
}

/** What is wrong with the texts in a form's data that stand for no value, by dotted path. */
export function problemsOf(data: unknown): FieldMessages {
  const problems: FieldMessages = {}
  const look = (value: unknown, path: Path): void => {
    if (isUnread(value)) problems[formatPath(path)] = [value.problem]
    else if (isTypedSecret(value)) look(value.value, path)
    else if (Array.isArray(value)) for (const [at, item] of value.entries()) look(item, [...path, at])
    else if (isObject(value)) for (const name of Object.keys(value)) look(value[name], [...path, name])
  }
  look(data, [])
  return problems
}
