import { isObject, type JsonObject } from '../../../shared/json.ts'
import { problem, type Problem } from '../../../shared/problems.ts'
import { resolveRef } from '../../../shared/views.ts'

const MAX_UNFOLDED = 20_000
const MAX_CHAIN = 200

/** What a reference of an untrusted schema leads to. */
export type Target = { kind: 'local'; schema: unknown } | { kind: 'dangling' } | { kind: 'remote' }

/** A schema with an id of its own, against which the references within it are read. */
interface Resource {
  root: JsonObject
  /** Its absolute address, without a fragment. */
  address: string
  anchors: Map<string, JsonObject>
}

/** What the address of a schema without one is; nothing is ever fetched from it. */
const NOWHERE = 'https://schema.invalid/'

/**
 * Finds what references of a raw schema lead to: JSON pointers, anchors, and ids of the schema and of those bundled in
 * it; nothing remote. `from` is the schema that a reference stands in.
 */
export function createReferences(root: JsonObject): (ref: string, from: JsonObject) => Target {
  const { whole, resources, resourceOf } = resourcesIn(root)
  return (ref, from) => {
    const here = resourceOf.get(from) ?? whole
    const [base = '', fragment = ''] = splitAt(ref, ref.indexOf('#'))
    const there = base === '' ? here : (resources.get(absolute(base, here.address)) ?? resources.get(base))
    if (!there)
      return /^[a-z][a-z0-9+.-]*:|\/\/|\.(json|ya?ml)$/i.test(base) || !ref.includes('definitions/')
        ? { kind: 'remote' }
        : toTarget(resolveRef(root, `#/${base.replace(/^\/+/, '')}`))
    const target = schemaAt(there, fragment)
    // An id that was only meant as a name takes the way to the definitions from the references below it.
    return target.kind === 'dangling' && base === '' ? schemaAt(whole, fragment) : target
  }
}

function schemaAt({ root, anchors }: Resource, fragment: string): Target {
  if (fragment === '#' || fragment === '') return { kind: 'local', schema: root }
  const anchor = anchors.get(fragment.slice(1))
  if (anchor) return { kind: 'local', schema: anchor }
  return toTarget(resolveRef(root, fragment.startsWith('#/') ? fragment : `#/${fragment.slice(1)}`))
}

const splitAt = (text: string, at: number) => (at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)])

const absolute = (address: string, base: string): string =>
  URL.canParse(address, base) ? new URL(address, base).href.replace(/#.*$/, '') : address

const toTarget = (schema: unknown): Target =>
  isObject(schema) || typeof schema === 'boolean' ? { kind: 'local', schema } : { kind: 'dangling' }

/** Every schema within one that has an address, with the anchors that it holds; of two with one address the first counts. */
function resourcesIn(root: JsonObject) {
  const id = [root.$id, root.id].find((one) => typeof one === 'string' && !one.startsWith('#')) as string | undefined
  const whole: Resource = { root, address: absolute(id ?? '', NOWHERE), anchors: new Map() }
  const resources = new Map([[whole.address, whole]])
  if (id !== undefined) resources.set(id.replace(/#.*$/, ''), whole)
  const resourceOf = new WeakMap<JsonObject, Resource>()
  const open: { node: unknown; around: Resource }[] = [{ node: root, around: whole }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, around } = next
    if (Array.isArray(node)) open.push(...node.map((item) => ({ node: item as unknown, around })))
    if (!isObject(node)) continue
    const own = node === root ? whole : resourceAt(node, around)
    if (!resources.has(own.address)) resources.set(own.address, own)
    resourceOf.set(node, own)
    for (const name of [node.$anchor, node.$dynamicAnchor, ownFragment(node.$id), ownFragment(node.id)]) {
      if (typeof name === 'string' && !own.anchors.has(name)) own.anchors.set(name, node)
    }
    open.push(...Object.values(node).map((value) => ({ node: value, around: own })))
  }
  return { whole, resources, resourceOf }
}

function resourceAt(node: JsonObject, around: Resource): Resource {
  const { $id } = node
  if (typeof $id !== 'string' || $id.startsWith('#')) return around
  return { root: node, address: absolute($id, around.address), anchors: new Map() }
}

const ownFragment = (id: unknown) => (typeof id === 'string' && id.startsWith('#') ? id.slice(1) : undefined)

/** The schemas within a normalised schema: those that bear on the same value, and those on a part of it. */
function within(root: JsonObject, schema: JsonObject): { here: unknown[]; below: unknown[] } {
  const list = (value: unknown) => (Array.isArray(value) ? value : [value])
  const values = (value: unknown) => (isObject(value) ? Object.values(value) : [])
  const here = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'].flatMap((name) => list(schema[name]))
  here.push(...values(schema.dependentSchemas), ...values(schema.dependencies))
  if (typeof schema.$ref === 'string') here.push(resolveRef(root, schema.$ref))
  const below = ['items', 'contains', 'additionalItems', 'additionalProperties', 'propertyNames'].flatMap((name) =>
    list(schema[name]),
  )
  below.push(schema.unevaluatedItems, schema.unevaluatedProperties)
  below.push(...values(schema.properties), ...values(schema.patternProperties))
  return { here, below }
}

/**
 * Problems with how a normalised schema's references hang together: a reference that comes back to the same value never
 * ends, a schema that contains itself at a deeper place is fine, and what unfolds to too much would stall whatever
 * reads it.
 */
export function checkReferences(root: JsonObject, path: string): Problem[] {
  /** The size of what a schema unfolds to; null while it is being found out. */
  const sizes = new Map<JsonObject, number | null>()
  const state = { isRecursive: false, isEndless: false, isTooLong: false }
  const onSameValue = new Set<JsonObject>()

  const sizeOf = (schema: unknown, chain: number): number => {
    if (!isObject(schema)) return 0
    const known = sizes.get(schema)
    if (known === null) {
      if (onSameValue.has(schema)) state.isEndless = true
      else state.isRecursive = true
      return 0
    }
    if (known !== undefined) return known
    if (chain > MAX_CHAIN) {
      state.isTooLong = true
      return 0
    }
    sizes.set(schema, null)
    const { here, below } = within(root, schema)
    onSameValue.add(schema)
    let size = 1
    for (const part of here) size += sizeOf(part, chain + 1)
    const above = [...onSameValue]
    onSameValue.clear()
    for (const part of below) size += sizeOf(part, chain + 1)
    for (const one of above) onSameValue.add(one)
    onSameValue.delete(schema)
    const bounded = Math.min(size, MAX_UNFOLDED + 1)
    sizes.set(schema, bounded)
    return bounded
  }

  const isTooLarge = sizeOf(root, 0) > MAX_UNFOLDED || state.isTooLong
  if (state.isEndless) return [problem('endless_ref', path)]
  if (isTooLarge) return [problem('too_many_refs', path)]
  return state.isRecursive ? [problem('recursive_ref', path)] : []
}
