import type { ErrorSchema } from '@rjsf/utils'
import type { FieldErrors } from '../../contract/errors.ts'
import { metaOf, type FormNode } from './form-node.ts'
import { groupIn } from './data.ts'
import { own } from './json.ts'
import { labelFromName } from './label.ts'
import { isWithin, parsePath, type Path } from './path.ts'

/** Main's errors by dotted path as the tree that rjsf hands down to the fields. */
export function errorTree(errors: FieldErrors): ErrorSchema {
  const root: Node = Object.create(null)
  for (const [path, messages] of Object.entries(errors)) {
    let node = root
    for (const name of parsePath(path)) node = (node[name] ??= Object.create(null)) as Node
    node['__errors'] = messages
  }
  return root as ErrorSchema
}

const NO_ERRORS: ErrorSchema = {}

/** The part of the tree that belongs to one property or item. */
export const errorsAt = (tree: ErrorSchema | undefined, name: string | number): ErrorSchema =>
  (own(tree, name) as ErrorSchema | undefined) ?? NO_ERRORS

type Node = { [name: string]: Node | string[] }

/** The errors that concern what has been visited; the others wait until the form is submitted. */
export const errorsWithin = (errors: FieldErrors, visited: readonly Path[]): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).filter(([key]) => {
      const path = parsePath(key)
      return visited.some((place) => isWithin(place, path))
    }),
  )

/** The words that lead to a field: the labels of its groups and its own, for example "Tunnel, Port". */
export function labelOf(root: FormNode, data: unknown, path: Path): string {
  const [head] = path
  // A field of `extra` has no schema.
  if (path.length === 1 && head !== 'config' && head !== 'auth') return labelFromName(String(head))
  const labels: string[] = []
  let node: FormNode | undefined = root
  let value = data
  for (const [at, segment] of path.entries()) {
    const group: FormNode | undefined = node && (groupIn(node, value) ?? node)
    node = group?.properties?.[segment] ?? group?.items ?? group?.additionalProperties
    value = own(value, segment)
    const isItem = group?.items !== undefined
    if (at > 0) labels.push(isItem ? String(Number(segment) + 1) : (node && metaOf(node).label) || String(segment))
  }
  return labels.slice(-3).join(', ') || 'This form'
}
