import { branchOf } from './branch.ts'
import { metaOf, type FormNode } from './form-node.ts'
import { isEqual, isObject, own, type Json } from './json.ts'
import { typedSecret } from './typed-secret.ts'
import type { Path } from './path.ts'

interface Start {
  /** Whether defaults apply: for what is new, never for what is stored. */
  isNew: boolean
  /** Names of stored secrets below a path, to find the branch of a choice whose values are all secret. */
  storedNames?: (path: Path) => string[]
}

/**
 * The data that a form starts with: what is stored, in the shape of the schema, with fixed values set, required
 * groups present and, for what is new, defaults filled in. An optional group is filled only where that makes it whole.
 */
export function startData(node: FormNode, stored: unknown, start: Start, path: Path = [], isRequired = true): unknown {
  const { kind } = metaOf(node)
  if (kind === 'constant') return constantValue(node)
  if (kind === 'secret') return undefined
  if (kind === 'group') return startGroup(node, stored, start, path, isRequired)
  if (kind === 'choice') return startChoice(node, stored, start, path, isRequired)
  if (stored === undefined && start.isNew) return startNew(node, isRequired)
  if (kind === 'list') {
    if (!Array.isArray(stored) || !node.items) return undefined
    const { items } = node
    return stored.map((item, at) => startData(items, item, { ...start, isNew: false }, [...path, at]))
  }
  return kind === 'map' && !isObject(stored) ? undefined : stored
}

const constantValue = (node: FormNode) =>
  node['writeOnly'] === true ? typedSecret(node['const'], true) : node['const']

function startNew(node: FormNode, isRequired: boolean): unknown {
  const value = node['default']
  const { kind, widget } = metaOf(node)
  if (value !== undefined && value !== null) return fits(node, value) ? value : undefined
  return kind === 'leaf' && widget === 'checkbox' && isRequired ? false : undefined
}

const fits = (node: FormNode, value: unknown) =>
  node['type'] === 'array'
    ? Array.isArray(value)
    : node['type'] === 'object'
      ? isObject(value)
      : typeof value !== 'object'

function startGroup(node: FormNode, stored: unknown, start: Start, path: Path, isRequired: boolean): Json | undefined {
  const given = isObject(stored) ? stored : start.isNew && isObject(node['default']) ? node['default'] : undefined
  if (given === undefined && !isRequired && !(start.isNew && isWholeByDefault(node))) return undefined
  const data: Json = { ...given }
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const value = startData(property, own(given, name), start, [...path, name], isRequiredIn(node, name))
    if (value === undefined) delete data[name]
    else data[name] = value
  }
  return data
}

function startChoice(node: FormNode, stored: unknown, start: Start, path: Path, isRequired: boolean): unknown {
  const { branches } = metaOf(node)
  const given = stored ?? (start.isNew ? node['default'] : undefined)
  const found = branchOf(branches, given, start.storedNames?.(path))
  const branch = branches[found < 0 && isRequired ? 0 : found]
  if (!branch) return undefined
  const isNew = start.isNew || found < 0
  return startData(branch.node, given, { ...start, isNew }, path)
}

export const isRequiredIn = (node: FormNode, name: string): boolean => node.required?.includes(name) ?? false

/** Whether defaults and fixed values alone give a group all that it requires, and anything at all. */
function isWholeByDefault(node: FormNode): boolean {
  const properties = Object.entries(node.properties ?? {})
  const has = (property: FormNode): boolean => {
    const { kind } = metaOf(property)
    if (kind === 'constant') return true
    if (kind === 'group') return isWholeByDefault(property)
    return kind === 'leaf' && property['default'] !== undefined && property['default'] !== null
  }
  const hasDefault = properties.some(([, property]) => metaOf(property).kind !== 'constant' && has(property))
  return hasDefault && properties.every(([name, property]) => !isRequiredIn(node, name) || has(property))
}

/**
 * Data with one value changed and everything else shared with the data before. Groups on the way come into being with
 * their defaults and, when optional, go again with their last value.
 */
export function setAt(
  node: FormNode | undefined,
  data: unknown,
  path: Path,
  value: unknown,
  isRequired = true,
): unknown {
  const [head, ...tail] = path
  if (head === undefined) return value
  if (Array.isArray(data) && typeof head === 'number') {
    return data.map((item, at) => (at === head ? setAt(node?.items, item, tail, value) : item))
  }
  const group = node && groupIn(node, data)
  const fresh = () => (group ? startGroup(group, {}, { isNew: true }, [], true) : {})
  const base = isObject(data) ? data : (fresh() ?? {})
  const child = group?.properties?.[head] ?? node?.additionalProperties
  const changed = setAt(child, own(base, head), tail, value, !group || isRequiredIn(group, String(head)))
  const { [head]: _, ...others } = base
  if (changed !== undefined) return { ...base, [head]: changed }
  return group === node && !isRequired && isEqual(others, fresh()) ? undefined : others
}

/** The group behind a node: itself, or the branch of a choice that the data is in. */
export function groupIn(node: FormNode, data: unknown): FormNode | undefined {
  const { kind, branches } = metaOf(node)
  if (kind !== 'choice') return node
  const branch = branches[branchOf(branches, data)]
  return branch && groupIn(branch.node, data)
}
