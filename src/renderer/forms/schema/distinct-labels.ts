import { metaOf, type FormNode } from './form-node.ts'
import { labelFromName } from './label.ts'

/** Fields of one group that have the same label, each told apart by its property's name. */
export function withDistinctLabels(properties: Record<string, FormNode>): Record<string, FormNode> {
  const counts = new Map<string, number>()
  const shown = Object.values(properties).filter((node) => !metaOf(node).isHidden)
  for (const node of shown) counts.set(metaOf(node).label, (counts.get(metaOf(node).label) ?? 0) + 1)
  return Object.fromEntries(
    Object.entries(properties).map(([name, node]) => {
      const { label } = metaOf(node)
      const byName = labelFromName(name)
      if ((counts.get(label) ?? 0) < 2 || byName === label) return [name, node]
      const distinct = `${label} (${byName})`
      return [name, { ...node, title: distinct, 'x-form': { ...metaOf(node), label: distinct } }]
    }),
  )
}
