import { branchOf } from '../../../src/renderer/forms/data/branch.ts'
import { shapeOf } from '../../../src/renderer/forms/data/conditions.ts'
import { entryNode, furtherNode } from '../../../src/renderer/forms/data/entries.ts'
import { metaOf, type FormNode } from '../../../src/renderer/forms/schema/form-node.ts'
import { createFormStore } from '../../../src/renderer/forms/data/form-store.ts'
import { storedNamesBelow } from '../../../src/renderer/forms/data/secrets.ts'
import { isTypedSecret } from '../../../src/renderer/forms/data/typed-secret.ts'
import { isObject, own, type JsonObject } from '../../../src/shared/json.ts'
import { formatPath, type Path } from '../../../src/shared/path.ts'
import type { EntrySchemas } from '../../../src/shared/secret-places.ts'

/** What a form shows when it is opened on what is stored. */
export interface FormReading {
  store: ReturnType<typeof createFormStore>
  /** Its secret fields by dotted path, with those of fixed secret values. */
  secrets: Map<string, Path>
  /** Places that it shows as one field, or not at all; within them it decides nothing. */
  wholes: Path[]
  /** Every place that it shows. */
  places: Path[]
  /** The titles of the branches that its choices are in, by dotted path; null for none. */
  branches: Record<string, string | null>
  /** Choices whose branch the value does not name, so it may belong to several. */
  loose: Path[]
}

const MAX_DEPTH = 12

export function readForm(schemas: EntrySchemas, config: JsonObject, stored: readonly string[]): FormReading {
  const states = stored.map((path) => ({ path, isSet: true, updatedAt: null }))
  const store = createFormStore({ schemas, config, secrets: states, isNew: false })
  const { data, secrets: decisions } = store.snapshot()
  const reading: FormReading = { store, secrets: new Map(), wholes: [], places: [], branches: {}, loose: [] }

  const walk = (node: FormNode, value: unknown, path: Path, depth: number): void => {
    const { kind, branches, choice, ref } = metaOf(node)
    const names = storedNamesBelow(decisions, path)
    const members = isObject(value) ? Object.keys(value) : []
    reading.places.push(path)
    if (kind === 'secret' || (kind === 'constant' && node['writeOnly'] === true))
      reading.secrets.set(formatPath(path), path)
    else if (kind === 'choice') {
      const branch = branches[branchOf({ branches, choice }, value, names)]
      reading.branches[formatPath(path)] = branch?.label ?? null
      const tag = choice?.discriminator && own(value, choice.discriminator.property)
      if (tag === undefined || isTypedSecret(tag)) reading.loose.push(path)
      if (branch) walk(branch.node, value, path, depth)
      else reading.wholes.push(path)
    } else if (kind === 'group') {
      const properties = shapeOf(node, value, names).properties ?? {}
      for (const [name, child] of Object.entries(properties)) walk(child, own(value, name), [...path, name], depth)
      for (const name of new Set([...members, ...names])) {
        if (Object.hasOwn(properties, name)) continue
        const further = furtherNode(node, name)
        if (further) walk(further, own(value, name), [...path, name], depth)
        else if (members.includes(name)) reading.wholes.push([...path, name])
      }
    } else if (kind === 'list') {
      const items = Array.isArray(value) ? value : []
      for (const [at, item] of items.entries()) if (node.items) walk(node.items, item, [...path, at], depth)
    } else if (kind === 'map') {
      for (const name of new Set([...members, ...names])) {
        const entry = entryNode(node, name)
        if (entry) walk(entry, own(value, name), [...path, name], depth)
      }
    } else if (kind === 'recursive' && ref !== null && (value !== undefined || names.length > 0) && depth < MAX_DEPTH) {
      const compiler = path[0] === 'auth' ? store.compilers.auth : store.compilers.config
      walk(compiler.compileRef(ref, String(path.at(-1))), value, path, depth + 1)
    } else reading.wholes.push(path)
  }

  for (const side of ['config', 'auth']) {
    const node = store.root.properties?.[side]
    if (node) walk(node, own(data, side), [side], 0)
  }
  return reading
}
