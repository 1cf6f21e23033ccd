import { isDeepStrictEqual } from 'node:util'
import type { Connector } from '../../../src/contract/groups/connectors.ts'
import { isObject, own, type JsonObject } from '../../../src/shared/json.ts'
import { formatPath, parsePath } from '../../../src/shared/path.ts'
import { namesOn, schemasOf, type Filling } from './fill.ts'
import type { Control } from './survey.ts'

type Stored = Pick<Connector, 'config' | 'secrets'>

const valueAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, segment) =>
      Array.isArray(value) ? value[Number(segment)] : isObject(value) ? own(value, segment) : undefined,
    document,
  )

/** The problems of a stored connector, compared with the controls on screen when it was saved. */
export function compare(screen: readonly Control[], stored: Stored, filling: Filling): string[] {
  const set = new Set(stored.secrets.filter(({ isSet }) => isSet).map(({ path }) => path))
  const problems: string[] = []
  const entered: string[][] = []
  const namesAt = namesOn(screen)
  for (const control of screen) {
    const path = parsePath(control.path)
    if (['card', 'branches', 'add', 'map name'].includes(control.kind)) continue
    if (control.isSecret || control.kind === 'stored') {
      // An unticked checkbox is either a secret `false` or no secret.
      if (control.kind === 'checkbox' && control.value === 'false') continue
      const isFilled = control.value !== ''
      if (isFilled !== set.has(control.path)) problems.push(`${control.path}: secret ${isFilled ? 'not set' : 'set'}`)
      continue
    }
    entered.push(path)
    const value = valueAt(stored.config, path.slice(1))
    const { matching } = schemasOf(filling, control.path, namesAt)
    if (!shows(control, value, matching))
      problems.push(`${control.path}: entered ${control.value}, stored ${JSON.stringify(value)}`)
  }
  for (const { path, value } of leavesOf(stored.config, ['config'])) {
    if (entered.some((place) => place.every((segment, at) => segment === path[at]))) continue
    const places = path.map((_, at) => path.slice(0, at + 1))
    const isGiven = places.some((place) =>
      isFixed(schemasOf(filling, formatPath(place), namesAt).matching, valueAt(stored.config, place.slice(1))),
    )
    if (!isGiven) problems.push(`${formatPath(path)}: stored ${JSON.stringify(value)} and never entered`)
  }
  return problems
}

/** Whether the schemas of a place set this value, so a person need not enter it. */
const isFixed = (schemas: JsonObject[], value: unknown): boolean =>
  schemas.some(
    (schema) =>
      isDeepStrictEqual(schema.const, value) ||
      isDeepStrictEqual(schema.default, value) ||
      (Array.isArray(schema.enum) && schema.enum.length === 1 && isDeepStrictEqual(schema.enum[0], value)),
  )

function shows({ kind, value, name }: Control, stored: unknown, schemas: JsonObject[]): boolean {
  const isEmpty = stored === undefined || stored === null || stored === ''
  switch (kind) {
    case 'checkbox':
      return value === 'true' ? stored === true : stored !== true
    case 'check':
      return (
        (value === 'true') ===
        (Array.isArray(stored) &&
          stored.some((one) =>
            labelsOf(one, schemas).some((label) => typeof label === 'string' && name.endsWith(`› ${label}`)),
          ))
      )
    case 'number':
      return value === '' ? isEmpty : Number(value) === stored
    case 'datetime':
      return value === '' ? isEmpty : Date.parse(`${value}Z`) === Date.parse(String(stored))
    case 'json':
      return value === '' ? isEmpty : isDeepStrictEqual(JSON.parse(value), stored)
    case 'tags':
      return isDeepStrictEqual(JSON.parse(value), stored ?? [])
    case 'combobox':
    case 'select':
      return value === '' ? isEmpty : labelsOf(stored, schemas).includes(value)
    default:
      return value === '' ? isEmpty : value.replaceAll('\r\n', '\n') === stored
  }
}

const branchesOf = (schema: JsonObject): JsonObject[] =>
  [schema.oneOf, schema.anyOf].flatMap((union) => (Array.isArray(union) ? union.filter(isObject) : []))

/** The words that may stand for a value: itself, its name in a list of names, or the title of its constant. */
function labelsOf(value: unknown, schemas: JsonObject[]): unknown[] {
  return [
    value === '' ? '(empty)' : typeof value === 'string' ? value : JSON.stringify(value),
    // A value that reads like a word of the list itself, as "none", stands in quotes.
    JSON.stringify(value),
    ...schemas.flatMap((schema) => {
      const at = Array.isArray(schema.enum) ? schema.enum.findIndex((one) => isDeepStrictEqual(one, value)) : -1
      const items = isObject(schema.items) ? labelsOf(value, [schema.items, ...branchesOf(schema.items)]).slice(1) : []
      const names = Array.isArray(schema.enumNames) ? (schema.enumNames as unknown[]) : []
      return [names[at], schema.const === value && schema.title, ...items]
    }),
  ]
}

function leavesOf(value: unknown, path: string[]): { path: string[]; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => leavesOf(item, [...path, String(at)]))
  if (isObject(value)) return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, name]))
  return [{ path, value }]
}

/** The differences of the same form when it is opened again. */
export function compareScreens(before: readonly Control[], after: readonly Control[]): string[] {
  const key = ({ kind, path, within }: Control) => `${kind} ${path} ${within}`
  const later = new Map(after.map((control) => [key(control), control]))
  const stored = new Set(after.filter(({ kind }) => kind === 'stored').map(({ path }) => path))
  return before.flatMap((control) => {
    if (control.kind === 'add' || control.kind === 'map name') return []
    // Configure does not reveal the kind of a secret value either.
    if (control.kind === 'card' && stored.has(control.path)) return []
    if (control.isSecret) {
      const isFilled = control.value !== '' && control.value !== 'false'
      return isFilled && !stored.has(control.path) ? [`${control.path}: Configure does not show that it is set`] : []
    }
    const again = later.get(key(control))
    if (!again) return [`${control.path}: not in Configure`]
    return again.value === control.value ? [] : [`${control.path}: ${control.value}, in Configure ${again.value}`]
  })
}
