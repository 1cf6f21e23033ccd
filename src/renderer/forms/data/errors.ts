import type { ErrorSchema } from '../rjsf.ts'
import type { FieldMessages } from '../../../shared/errors.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { groupIn } from './data.ts'
import { entryNode, furtherNode } from './entries.ts'
import { own } from '../../../shared/json.ts'
import { labelFromName } from '../../../shared/label.ts'
import { formatPath, isWithin, parsePath, type Path } from '../../../shared/path.ts'
import { formsText } from '../../text/forms.ts'

/** Turns main's errors by dotted path into the tree that rjsf passes to the fields. */
export function errorTree(errors: FieldMessages): ErrorSchema {
  const root: Node = Object.create(null)
  for (const [path, messages] of Object.entries(errors)) {
    let node = root
    for (const name of parsePath(path)) node = (node[name] ??= Object.create(null)) as Node
    node['__errors'] = messages
  }
  return root as ErrorSchema
}

export const NO_ERRORS: ErrorSchema = {}

/** The part of the tree that belongs to one property or item. */
export const errorsAt = (tree: ErrorSchema | undefined, name: string | number): ErrorSchema =>
  (own(tree, name) as ErrorSchema | undefined) ?? NO_ERRORS

type Node = { [name: string]: Node | string[] }

/** The tree of a field with one control: errors within its value become errors of the field. */
export function errorsOfWhole(tree: ErrorSchema): ErrorSchema {
  const isWhole = Object.keys(tree).every((name) => name === '__errors')
  return isWhole ? tree : withMessages(undefined, messagesIn(tree, []))
}

/** A tree with messages at its root. */
export const withMessages = (tree: ErrorSchema | undefined, messages: string[] = []): ErrorSchema =>
  ({ ...tree, __errors: messages }) as ErrorSchema

const messagesIn = (tree: ErrorSchema, path: Path): string[] => [
  ...(tree.__errors ?? []).map((message) => (path.length === 0 ? message : `${placeName(path)}: ${message}`)),
  ...Object.entries(tree).flatMap(([name, inner]) =>
    name === '__errors' ? [] : messagesIn(inner as ErrorSchema, [...path, name]),
  ),
]

/** The place of an error within a field: "Item 2" for an item of its list, otherwise the path: "limits.daily". */
const placeName = (path: Path): string => {
  const [only] = path
  return path.length === 1 && /^\d+$/.test(String(only))
    ? formsText.list.itemNumber(Number(only) + 1)
    : formatPath(path)
}

/** The errors of visited fields; the others are shown after a submit. */
export const errorsWithin = (errors: FieldMessages, visited: readonly Path[]): FieldMessages =>
  Object.fromEntries(
    Object.entries(errors).filter(([key]) => {
      const path = parsePath(key)
      return visited.some((place) => isWithin(place, path))
    }),
  )

/** The name of a field with the labels of its groups, for example "Tunnel, Port". */
export function labelOf(root: FormNode, data: unknown, path: Path): string {
  const [head] = path
  // Fields outside the schemas have no node.
  if (path.length === 1 && head !== 'config' && head !== 'auth') return labelFromName(String(head))
  const labels: string[] = []
  let node: FormNode | undefined = root
  let value = data
  for (const [at, segment] of path.entries()) {
    const group: FormNode | undefined = node && (groupIn(node, value) ?? node)
    node =
      group?.properties?.[segment] ??
      group?.items ??
      (group && (furtherNode(group, segment) ?? entryNode(group, String(segment))))
    value = own(value, segment)
    const isItem = group?.items !== undefined
    if (at > 0) labels.push(isItem ? String(Number(segment) + 1) : (node && metaOf(node).label) || String(segment))
  }
  return labels.slice(-3).join(', ') || formsText.wholeForm
}
