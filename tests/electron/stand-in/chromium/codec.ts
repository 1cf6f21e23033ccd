/**
 * Writes a structured clone as text and reads it again. Both run inside a page too, so that they use nothing from
 * outside; a page reaches the test's process only by text.
 */
export function encode(value: unknown): string {
  const items: unknown[] = []
  const seen = new Map<object, number>()
  const add = (item: unknown): number => {
    if (typeof item === 'function' || typeof item === 'symbol')
      throw new DOMException('An object could not be cloned.', 'DataCloneError')
    if (typeof item !== 'object' || item === null) return items.push(primitive(item)) - 1
    const known = seen.get(item)
    if (known !== undefined) return known
    const index = items.push(null) - 1
    seen.set(item, index)
    items[index] = composite(item)
    return index
  }
  const primitive = (item: unknown) => {
    if (typeof item === 'string' || typeof item === 'boolean' || item === null) return ['json', item]
    return [typeof item, Object.is(item, -0) ? '-0' : String(item)]
  }
  const composite = (item: object) => {
    if (Array.isArray(item)) return ['array', ...Array.from(item, add)]
    if (item instanceof Date) return ['date', item.getTime()]
    if (item instanceof Map) return ['map', ...[...item].flat().map(add)]
    if (item instanceof Set) return ['set', ...[...item].map(add)]
    if (item instanceof Uint8Array) return ['bytes', ...item]
    return ['object', ...Object.entries(item).flatMap(([name, each]) => [name, add(each)])]
  }
  add(value)
  return JSON.stringify(items)
}

export function decode(text: string): unknown {
  const items = JSON.parse(text) as [string, ...unknown[]][]
  const done = new Map<number, unknown>()
  const get = (index: number): unknown => {
    if (done.has(index)) return done.get(index)
    const [kind, ...rest] = items[index] ?? ['undefined']
    const keep = <T>(item: T): T => {
      done.set(index, item)
      return item
    }
    const [first] = rest
    if (kind === 'json') return first
    if (kind === 'number') return Number(first)
    if (kind === 'bigint') return BigInt(String(first))
    if (kind === 'date') return keep(new Date(Number(first)))
    if (kind === 'bytes') return keep(Uint8Array.from(rest as number[]))
    if (kind === 'array') {
      const array = keep<unknown[]>([])
      for (const each of rest) array.push(get(each as number))
      return array
    }
    if (kind === 'set') {
      const set = keep(new Set())
      for (const each of rest) set.add(get(each as number))
      return set
    }
    if (kind === 'map') {
      const map = keep(new Map())
      for (let at = 0; at < rest.length; at += 2) map.set(get(rest[at] as number), get(rest[at + 1] as number))
      return map
    }
    if (kind === 'object') {
      const object = keep<Record<string, unknown>>({})
      for (let at = 0; at < rest.length; at += 2) {
        const descriptor = { value: get(rest[at + 1] as number), enumerable: true, configurable: true, writable: true }
        Object.defineProperty(object, String(rest[at]), descriptor)
      }
      return object
    }
    return undefined
  }
  return get(0)
}
