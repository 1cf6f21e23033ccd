import { type Branch, type FormNode, metaOf } from './form-node.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { fixedWord } from './node-meta.ts'
import { constantOf, text } from './schema-traits.ts'
import { labelFromName } from '../../../shared/label.ts'
import { formsText } from '../../text/forms.ts'

/** Numbers branches with equal labels. */
export function nameApart(branches: Branch[]): void {
  const labels = branches.map(({ label }) => label)
  for (const [at, branch] of branches.entries()) {
    const earlier = labels.slice(0, at).filter((label) => label === branch.label).length
    if (earlier > 0) branch.label = `${branch.label} (${earlier + 1})`
  }
}

/** The label and description of a branch. */
export const wordsOf = (branch: JsonObject, at: number) => ({
  label: text(branch['title']) || fixedWord(branch) || formsText.option(at + 1),
  description: text(branch['description']),
})

/** The outline of an object as JSON: its names, with fixed values. */
export function outline(schema: JsonObject): string {
  if (!isObject(schema['properties'])) return ''
  const entries = Object.entries(schema['properties']).filter(([, property]) => isObject(property))
  return JSON.stringify(
    Object.fromEntries(entries.map(([name, one]) => [name, constantOf(one as JsonObject, true)?.value ?? '…'])),
  )
}

/** Adds the property's name to the labels of fields of a group that have the same label. */
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
