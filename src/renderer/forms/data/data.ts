import { branchOf, firstBranch } from './branch.ts'
import { shapeOf } from './conditions.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { entryNode, furtherNode } from './entries.ts'
import { isMisfit } from './misfit.ts'
import { isEqual, isObject, own, type JsonObject } from '../../../shared/json.ts'
import { typedSecret } from './typed-secret.ts'
import type { Path } from '../../../shared/path.ts'

/** The names of stored secrets directly below a path. */
export type StoredNames = (path: Path) => string[]

interface Start {
  /** Whether defaults apply: only to new data, never to stored data. */
  isNew: boolean
  /** Names of stored secrets below a path, to find the branch of a choice whose values are all secret. */
  storedNames?: StoredNames
}

/**
 * The data that a form starts with: the stored data in the shape of the schema, with fixed values set, required
 * groups present and, for new data, defaults filled in. An optional group is filled only if that makes it complete.
 */
export function startData(node: FormNode, stored: unknown, start: Start, path: Path = [], isRequired = true): unknown {
  const { kind } = metaOf(node)
  if (kind === 'constant') return constantValue(node)
  if (kind === 'secret') return undefined
  if (isMisfit(node, stored) && (start.storedNames?.(path) ?? []).length === 0) return stored
  if (kind === 'group') return startGroup(node, stored, start, path, isRequired)
  if (kind === 'choice') return startChoice(node, stored, start, path, isRequired)
  if (stored === undefined && start.isNew) return startNew(node, isRequired)
  if (kind === 'list') {
    if (!Array.isArray(stored) || !node.items) return undefined
    const { items } = node
    return stored.map((item, at) => startData(items, item, { ...start, isNew: false }, [...path, at]))
  }
  if (kind === 'map' && isObject(stored)) return startEntries(node, stored, start, path)
  if (kind === 'map') return undefined
  // A field for text shows a stored number or flag as text already, so the form starts with that text.
  const isWord = typeof stored === 'number' || typeof stored === 'boolean'
  return isWord && metaOf(node).isTextAlone ? String(stored) : stored
}

/** Named values in the shape of their schema. */
function startEntries(map: FormNode, stored: JsonObject, start: Start, path: Path): JsonObject {
  const entries = Object.entries(stored).map(([name, value]) => {
    const node = entryNode(map, name)
    return [name, node ? startData(node, value, { ...start, isNew: false }, [...path, name]) : value] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

const constantValue = (node: FormNode) =>
  node['writeOnly'] === true ? typedSecret(node['const'], true) : node['const']

function startNew(node: FormNode, isRequired: boolean): unknown {
  const value = node['default']
  const { kind, widget } = metaOf(node)
  if (value !== undefined && value !== null) return fits(node, value) ? value : undefined
  if (kind === 'recursive') return isRequired ? {} : undefined
  return kind === 'leaf' && widget === 'checkbox' && isRequired ? false : undefined
}

const fits = (node: FormNode, value: unknown) =>
  node['type'] === 'array'
    ? Array.isArray(value)
    : node['type'] === 'object'
      ? isObject(value)
      : typeof value !== 'object'

function startGroup(
  node: FormNode,
  stored: unknown,
  start: Start,
  path: Path,
  isRequired: boolean,
): JsonObject | undefined {
  const initial = isObject(stored) ? stored : start.isNew && isObject(node['default']) ? node['default'] : undefined
  if (initial === undefined && !isRequired && !(start.isNew && isWholeByDefault(node))) return undefined
  const data: JsonObject = { ...initial }
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    // A stored branch that is named by nothing, as its name is optional, stays so.
    const isNameless = metaOf(property).kind === 'constant' && initial !== undefined && !start.isNew
    if (isNameless && own(initial, name) === undefined && !isRequiredIn(node, name)) continue
    const value = startData(property, own(initial, name), start, [...path, name], isRequiredIn(node, name))
    if (value === undefined) delete data[name]
    else data[name] = value
  }
  return startConditional(node, data, initial, start, path)
}

/** Adds the start values of fields that conditions show; each value may show further fields. */
function startConditional(
  node: FormNode,
  data: JsonObject,
  initial: JsonObject | undefined,
  start: Start,
  path: Path,
): JsonObject {
  const { conditions } = metaOf(node)
  const started = new Set(Object.keys(node.properties ?? {}))
  for (let isOver = conditions.length === 0; !isOver;) {
    const shape = shapeOf(node, data, start.storedNames?.(path))
    const fresh = Object.entries(shape.properties ?? {}).filter(([name]) => !started.has(name))
    for (const [name, property] of fresh) {
      started.add(name)
      const value = startData(property, own(initial, name), start, [...path, name], isRequiredIn(shape, name))
      if (value !== undefined) data[name] = value
    }
    isOver = fresh.length === 0
  }
  return data
}

function startChoice(node: FormNode, stored: unknown, start: Start, path: Path, isRequired: boolean): unknown {
  const ways = metaOf(node)
  const initial = stored ?? (start.isNew ? (node['default'] ?? undefined) : undefined)
  const storedNames = start.storedNames?.(path) ?? []
  const branch = ways.branches[firstBranch(ways, initial, { storedNames, isRequired, isNew: start.isNew })]
  // Stored data that fits no branch is kept until the person chooses one; main reports its errors.
  if (!branch) return stored ?? undefined
  const isNew = start.isNew || initial === undefined
  return startData(branch.node, initial, { ...start, isNew }, path)
}

const isRequiredIn = (node: FormNode, name: string): boolean => node.required?.includes(name) ?? false

/** Whether defaults and fixed values alone fill all required fields of a group, and at least one field. */
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
 * The data with one value changed; everything else is shared with the old data. Missing groups on the path are created
 * with their defaults, and optional groups are removed with their last value.
 */
export function setAt(
  node: FormNode | undefined,
  data: unknown,
  path: Path,
  value: unknown,
  isRequired = true,
  storedNames: StoredNames = () => [],
): unknown {
  const [head, ...tail] = path
  if (head === undefined) return value
  if (Array.isArray(data) && typeof head === 'number') {
    const inside = below(storedNames, head)
    return data.map((item, at) => (at === head ? setAt(node?.items, item, tail, value, true, inside) : item))
  }
  const group = node && groupIn(node, data, storedNames)
  const fresh = () => (group ? startGroup(group, {}, { isNew: true }, [], true) : {})
  const base = isObject(data) ? data : (fresh() ?? {})
  const child =
    group?.properties?.[head] ?? (group && furtherNode(group, head)) ?? (node && entryNode(node, String(head)))
  const isChildRequired = !group || isRequiredIn(group, String(head))
  const changed = setAt(child, own(base, head), tail, value, isChildRequired, below(storedNames, head))
  const { [head]: _, ...others } = base
  const next = changed !== undefined ? { ...base, [head]: changed } : others
  const plain = node && branchIn(node, data, storedNames([]))
  if (changed === undefined && plain === node && !isRequired && isEqual(others, fresh())) return undefined
  return plain && group ? withAppeared(plain, group, next, storedNames) : next
}

const below =
  (storedNames: StoredNames, head: string | number): StoredNames =>
  (path) =>
    storedNames([head, ...path])

/** Adds the start values of fields that a change made visible. */
function withAppeared(node: FormNode, before: FormNode, data: JsonObject, storedNames: StoredNames): JsonObject {
  const shape = shapeOf(node, data, storedNames([]))
  const appeared = Object.entries(shape.properties ?? {}).filter(
    ([name]) => !Object.hasOwn(before.properties ?? {}, name) && own(data, name) === undefined,
  )
  const values = appeared.flatMap(([name, property]) => {
    const value = startData(property, undefined, { isNew: true }, [], isRequiredIn(shape, name))
    return value === undefined ? [] : [[name, value] as const]
  })
  return values.length > 0 ? withAppeared(node, shape, { ...data, ...Object.fromEntries(values) }, storedNames) : data
}

/** The group of a node (the node itself or the branch of the data), with the fields that are visible for the data. */
export function groupIn(node: FormNode, data: unknown, storedNames: StoredNames = () => []): FormNode | undefined {
  const group = branchIn(node, data, storedNames([]))
  return group && shapeOf(group, data, storedNames([]))
}

/** The group of a node: the node itself or, for a choice, the branch of the data. */
export function branchIn(node: FormNode, data: unknown, storedNames: readonly string[] = []): FormNode | undefined {
  const { kind, branches, choice } = metaOf(node)
  if (kind !== 'choice') return node
  const branch = branches[branchOf({ branches, choice }, data, storedNames)]
  return branch && branchIn(branch.node, data, storedNames)
}
