import { isEqual, isObject, type JsonObject, own } from '../../../shared/json.ts'
import { formatPath, parsePath, type Path } from '../../../shared/path.ts'
import { type EntrySchemas, secretPaths } from '../../../shared/secret-places.ts'
import { type FormNode, metaOf } from '../schema/form-node.ts'
import { firstBranch } from './branch.ts'
import { groupIn, setAt, startData } from './data.ts'
import { entryNode, furtherNode } from './entries.ts'
import type { FormSnapshot } from './form-store.ts'
import { leaveBranch, type SecretDecisions, storedNamesBelow } from './secrets.ts'
import { splitTypedSecrets } from './typed-secret.ts'

interface Parts {
  schemas: EntrySchemas
  root: FormNode
  /** The branches of choices that stored secrets belong to, by dotted path. */
  storedBranches: ReadonlyMap<string, number>
}

/**
 * A form with another config, as somebody wrote it without its secrets. Typed and stored secrets stay where their place
 * is still the same one: a secret must never reach another item of a list, another name or another branch.
 */
export function withConfig(
  before: FormSnapshot,
  config: JsonObject,
  parts: Parts,
): Pick<FormSnapshot, 'data' | 'secrets'> {
  const { schemas, root, storedBranches } = parts
  const { data: open, secrets: typed } = splitTypedSecrets(before.data)
  const places = new Set(secretPaths(schemas, config, [...before.secrets.stored.keys(), ...Object.keys(typed)]))
  const hasPlace = (path: Path) => places.has(formatPath(path)) && isSamePlace(open, { config }, path)

  const storedNames = (path: Path) => storedNamesBelow(before.secrets, path)
  const node = root.properties?.['config']
  const started = node ? startData(node, config, { isNew: false, storedNames }, ['config']) : config
  const data = Object.entries(typed).reduce<unknown>(
    (all, [key, secret]) => {
      const path = parsePath(key)
      if (path[0] !== 'config' || secret.isConstant || !hasPlace(path)) return all
      return setAt(root, all, indexed(all, path), secret, true, storedNames)
    },
    { ...(isObject(before.data) ? before.data : {}), config: started },
  )
  return { data, secrets: withoutLostPlaces(before.secrets, { data, root, storedBranches, hasPlace }) }
}

interface Places extends Pick<Parts, 'root' | 'storedBranches'> {
  data: unknown
  hasPlace(path: Path): boolean
}

/** The decisions about stored secrets of config, with those that lost their place and the choices that left their branch. */
function withoutLostPlaces(before: SecretDecisions, { data, root, storedBranches, hasPlace }: Places): SecretDecisions {
  const fates = new Map(before.fates)
  for (const [key, { path }] of before.stored) if (path[0] === 'config' && !hasPlace(path)) fates.set(key, 'moved')
  return [...storedBranches].reduce<SecretDecisions>(
    (decisions, [key, stored]) => {
      const path = parsePath(key)
      const choice = nodeAt(root, data, path)
      if (path[0] !== 'config' || !choice || metaOf(choice).kind !== 'choice') return decisions
      const storedNames = storedNamesBelow(before, path)
      const branch = firstBranch(metaOf(choice), valueAt(data, path), { storedNames, isRequired: false, isNew: false })
      return leaveBranch(decisions, path, branch !== stored, metaOf(choice).shared)
    },
    { ...before, fates },
  )
}

const valueAt = (data: unknown, path: Path): unknown => path.reduce<unknown>((value, name) => own(value, name), data)

/** The path with the indexes of lists as numbers. */
const indexed = (data: unknown, path: Path): Path =>
  path.map((name, at) => (Array.isArray(valueAt(data, path.slice(0, at))) ? Number(name) : name))

/** The node of a place in data; undefined where the schemas have none. */
function nodeAt(node: FormNode | undefined, data: unknown, [name, ...rest]: Path): FormNode | undefined {
  if (!node || name === undefined) return node
  const group = groupIn(node, data)
  const inner =
    group?.properties?.[name] ??
    (Array.isArray(data) ? group?.items : undefined) ??
    (group && (furtherNode(group, name) ?? entryNode(group, String(name))))
  return nodeAt(inner, own(data, name), rest)
}

/** Whether a path leads to the same place in two documents, through the same items of lists and names of maps. */
function isSamePlace(before: unknown, after: unknown, [name, ...rest]: Path): boolean {
  if (name === undefined || rest.length === 0) return true
  if (Array.isArray(before) && !(Array.isArray(after) && isSameItem(before, after, Number(name)))) return false
  if (own(before, name) !== undefined && own(after, name) === undefined) return false
  return isSamePlace(own(before, name), own(after, name), rest)
}

/** Whether the item at a place of a list is what it was, or the only one of the list that was edited. */
function isSameItem(before: readonly unknown[], after: readonly unknown[], at: number): boolean {
  if (before.length === after.length)
    return isEqual(before[at], after[at]) || before.every((item, index) => index === at || isEqual(item, after[index]))
  // Of items that look alike nobody can say which one was removed.
  const isAlone = (list: readonly unknown[]) => list.filter((item) => isEqual(item, before[at])).length === 1
  return isEqual(before[at], after[at]) && isAlone(before) && isAlone(after)
}

/** The first secret that a config holds in the open, where only the form may take it; null for none. */
export function secretInConfig(schemas: EntrySchemas, config: JsonObject): string[] | null {
  const path = secretPaths(schemas, config, [])
    .map(parsePath)
    .find((one) => one[0] === 'config' && valueAt({ config }, one) !== undefined)
  return path ?? null
}
