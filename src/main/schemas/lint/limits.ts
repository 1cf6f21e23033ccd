import { formatPath } from '../../../shared/path.ts'
import { problem, type Place, type Problem } from '../../../shared/problems.ts'

const MAX_BYTES = 1_000_000
const MAX_NODES = 50_000
const MAX_DEPTH = 100
const MAX_TEXT = 50_000
const MAX_VALUES = 5_000
const MAX_PROPERTIES = 2_000

const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

interface Node {
  value: unknown
  parent: Node | undefined
  key: string | number
  depth: number
}

/**
 * The first limit that an untrusted value breaks, found without recursion and in time that the limits bound, so that
 * everything after it may walk the value freely. A cycle shows as endless depth.
 */
export function brokenLimit(root: unknown, start: Place = []): Problem | undefined {
  const open: Node[] = [{ value: root, parent: undefined, key: '', depth: 0 }]
  let nodes = 0
  let size = 0
  let properties = 0
  for (let node = open.pop(); node; node = open.pop()) {
    const { value, depth } = node
    const found = (code: Parameters<typeof problem>[0], detail = '') =>
      problem(code, formatPath([...start, ...placeOf(node)]), detail)
    if (++nodes > MAX_NODES || size > MAX_BYTES) return problem('too_large', '')
    if (depth > MAX_DEPTH) return problem('too_deep', '', `${MAX_DEPTH} levels are allowed`)
    if (typeof value === 'string') {
      size += value.length
      if (value.length > MAX_TEXT) return found('long_text', `${MAX_TEXT} characters are allowed`)
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return found('not_json', 'a number without end')
    } else if (Array.isArray(value)) {
      if (value.length > MAX_VALUES) return found('too_many_values', `${MAX_VALUES} are allowed`)
      for (const [key, item] of value.entries()) open.push({ value: item, parent: node, key, depth: depth + 1 })
    } else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value)
      properties += node.key === 'properties' ? keys.length : 0
      if (keys.length > MAX_PROPERTIES || properties > MAX_PROPERTIES) {
        return found('too_many_properties', `${MAX_PROPERTIES} are allowed`)
      }
      for (const key of keys) {
        if (PROTOTYPE_KEYS.has(key)) return found('prototype_key', key)
        size += key.length
        open.push({ value: (value as Record<string, unknown>)[key], parent: node, key, depth: depth + 1 })
      }
    } else if (value !== null && typeof value !== 'boolean') return found('not_json', typeof value)
  }
  return undefined
}

function placeOf(node: Node): Place {
  const segments: (string | number)[] = []
  for (let here: Node | undefined = node; here?.parent; here = here.parent) segments.unshift(here.key)
  return segments
}
