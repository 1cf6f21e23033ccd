import { isObject, type JsonObject } from '../../../shared/json.ts'
import { problem, type Problem } from '../../../shared/problems.ts'
import { resolveRef } from '../../../shared/views.ts'

const MAX_UNFOLDED = 20_000
const MAX_CHAIN = 200

/** What a reference of an untrusted schema leads to. */
export type Target = { kind: 'local'; schema: unknown } | { kind: 'dangling' } | { kind: 'remote' }

/** Finds what references of a raw schema lead to: JSON pointers, anchors and the schema's own id; nothing remote. */
export function createReferences(root: JsonObject): (ref: string) => Target {
  const ids = [root.$id, root.id].filter((id) => typeof id === 'string').map((id) => id.replace(/#.*$/, ''))
  const anchors = anchorsIn(root)
  return (ref) => {
    const [base = '', fragment = ''] = splitAt(ref, ref.indexOf('#'))
    if (base !== '' && !ids.includes(base)) {
      return /^[a-z][a-z0-9+.-]*:|\/\/|\.(json|ya?ml)$/i.test(base) || !ref.includes('definitions/')
        ? { kind: 'remote' }
        : found(resolveRef(root, `#/${base.replace(/^\/+/, '')}`))
    }
    if (fragment === '#' || fragment === '') return { kind: 'local', schema: root }
    const anchor = anchors.get(fragment.slice(1))
    if (anchor) return { kind: 'local', schema: anchor }
    return found(resolveRef(root, fragment.startsWith('#/') ? fragment : `#/${fragment.slice(1)}`))
  }
}

const splitAt = (text: string, at: number) => (at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)])

const found = (schema: unknown): Target =>
  isObject(schema) || typeof schema === 'boolean' ? { kind: 'local', schema } : { kind: 'dangling' }

function anchorsIn(root: JsonObject): Map<string, JsonObject> {
  const anchors = new Map<string, JsonObject>()
  const open: unknown[] = [root]
  while (open.length > 0) {
    const node = open.pop()
    if (Array.isArray(node)) open.push(...node)
    if (!isObject(node)) continue
    for (const name of [node.$anchor, node.$dynamicAnchor, ownFragment(node.$id), ownFragment(node.id)]) {
      if (typeof name === 'string' && !anchors.has(name)) anchors.set(name, node)
    }
    open.push(...Object.values(node))
  }
  return anchors
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
