/** Positions of a pattern with the characters that each reads, as bits, and the positions that may follow it. */
export interface Automaton {
  sets: bigint[]
  next: Set<number>[]
  /** Some position follows another in two ways. */
  hasTwofoldStep: boolean
}

const MAX_STEPS = 300_000

/**
 * Looks for a cycle of position pairs, both walking over the same text, through a pair of equals and a pair of
 * different positions: with Tarjan's strongly connected components, without recursion.
 */
export function hasAmbiguousCycle({ sets, next }: Automaton): boolean {
  const size = sets.length
  const successors = (pair: number): number[] => {
    const found: number[] = []
    for (const left of next[Math.floor(pair / size)] ?? []) {
      for (const right of next[pair % size] ?? []) {
        if (((sets[left] as bigint) & (sets[right] as bigint)) !== 0n) found.push(left * size + right)
      }
    }
    return found
  }
  const isEqual = (pair: number) => Math.floor(pair / size) === pair % size

  const order = new Map<number, number>()
  const low = new Map<number, number>()
  const open: number[] = []
  const isOpen = new Set<number>()
  let steps = 0

  for (let start = 0; start < size; start++) {
    const walk = [{ pair: start * size + start, targets: null as number[] | null }]
    if (order.has(start * size + start)) continue
    while (walk.length > 0) {
      const here = walk[walk.length - 1] as { pair: number; targets: number[] | null }
      if (here.targets === null) {
        order.set(here.pair, order.size)
        low.set(here.pair, order.get(here.pair) as number)
        open.push(here.pair)
        isOpen.add(here.pair)
        here.targets = successors(here.pair)
        steps += here.targets.length + 1
        if (steps > MAX_STEPS) return true
      }
      const target = here.targets.pop()
      if (target !== undefined) {
        if (!order.has(target)) walk.push({ pair: target, targets: null })
        else if (isOpen.has(target)) lower(low, here.pair, order.get(target) as number)
        continue
      }
      walk.pop()
      const parent = walk[walk.length - 1]
      if (parent) lower(low, parent.pair, low.get(here.pair) as number)
      if (low.get(here.pair) !== order.get(here.pair)) continue
      const component = open.splice(open.indexOf(here.pair))
      for (const pair of component) isOpen.delete(pair)
      if (component.some(isEqual) && !component.every(isEqual)) return true
    }
  }
  return false
}

function lower(low: Map<number, number>, pair: number, value: number): void {
  if (value < (low.get(pair) as number)) low.set(pair, value)
}
