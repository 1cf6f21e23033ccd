import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { createCompilers } from '../schema/compile.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'

/** Something that somebody needs at hand before they fill in a form. */
export interface Need {
  label: string
  /** The help of the field; Markdown as in the form, may be empty. */
  description: string
  /** The names of the ways of which one is needed; empty where there is only one. */
  ways: readonly string[]
  isSecret: boolean
  isRequired: boolean
}

/** The required fields of a form that nothing fills in, then its optional secrets, each in the order of the form. */
export function needsOf(schemas: EntrySchemas): Need[] {
  const { config, auth } = createCompilers(schemas)
  const all = [needsOfSide(config.compile(), false), needsOfSide(auth.compile(), true)].flat()
  return [...all.filter(({ isRequired }) => isRequired), ...all.filter(({ isRequired }) => !isRequired)]
}

/** A schema that names no fields asks for none. */
const needsOfSide = (root: FormNode, isAuth: boolean): Need[] =>
  metaOf(root).kind === 'leaf' ? [] : needsIn(root, true, isAuth)

function needsIn(node: FormNode, isRequired: boolean, isAuth: boolean): Need[] {
  const { kind, label, description, branches, isHidden } = metaOf(node)
  if (isHidden || kind === 'constant') return []
  if (kind === 'group') {
    const required = new Set(node.required)
    return Object.entries(node.properties ?? {})
      .toSorted(([, a], [, b]) => (metaOf(a).order === metaOf(b).order ? 0 : metaOf(a).order - metaOf(b).order))
      .flatMap(([name, property]) => needsIn(property, isRequired && required.has(name), isAuth))
  }
  const isSecret = kind === 'secret' || (kind === 'choice' && isAuth)
  const isFilledIn = node['default'] !== undefined || metaOf(node).widget === 'checkbox'
  if (!isSecret && (!isRequired || isFilledIn)) return []
  return [{ label, description, ways: branches.map((branch) => branch.label), isSecret, isRequired }]
}
