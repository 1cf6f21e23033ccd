import { metaOf, type FormNode } from '../schema/form-node.ts'

/** The node of an entry of a map by its name: that of the first pattern that the name matches, or that of all others. */
export function entryNode(map: FormNode, name: string): FormNode | undefined {
  const pattern = Object.keys(map.patternProperties ?? {}).find((source) => matches(source, name))
  return pattern === undefined ? map.additionalProperties : map.patternProperties?.[pattern]
}

/** The node of an entry that stands beside the fields of a group. */
export function furtherNode(group: FormNode, name: string | number): FormNode | undefined {
  const { others } = metaOf(group)
  return others === null ? undefined : entryNode(others, String(name))
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name)
  } catch {
    return false
  }
}
