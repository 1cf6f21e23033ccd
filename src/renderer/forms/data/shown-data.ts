import { hiddenNames, shapeOf } from './conditions.ts'
import { branchIn, type StoredNames } from './data.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { isObject } from '../../../shared/json.ts'
import type { Path } from '../../../shared/path.ts'

/** What the form sends of its data: without the values of fields that are not shown for it now, whose places come back. */
export function shownData(
  node: FormNode,
  data: unknown,
  storedNames: StoredNames,
  path: Path = [],
): { data: unknown; hidden: Path[] } {
  const group = branchIn(node, data, storedNames(path))
  const { kind } = metaOf(group ?? node)
  const hidden: Path[] = []
  const inside = (inner: FormNode | undefined, value: unknown, at: Path): unknown => {
    if (!inner || value === undefined) return value
    const found = shownData(inner, value, storedNames, at)
    hidden.push(...found.hidden)
    return found.data
  }
  if (kind === 'list' && Array.isArray(data))
    return { data: data.map((item, at) => inside(node.items, item, [...path, at])), hidden }
  if (!group || kind !== 'group' || (data !== undefined && !isObject(data))) return { data, hidden }
  const shape = shapeOf(group, data, storedNames(path))
  const gone = new Set(hiddenNames(group, shape))
  hidden.push(...[...gone].map((name) => [...path, name]))
  if (data === undefined) return { data, hidden }
  const entries = Object.entries(data).filter(([name]) => !gone.has(name))
  return {
    data: Object.fromEntries(
      entries.map(([name, value]) => [name, inside(shape.properties?.[name], value, [...path, name])]),
    ),
    hidden,
  }
}
