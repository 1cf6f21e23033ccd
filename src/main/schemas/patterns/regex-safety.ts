import { compilePattern } from './compile-pattern.ts'
import { parsePattern, type Tree } from './regex-tree.ts'

const MAX_LENGTH = 2000

/** A repetition up to this often is not a loop, unless it stands in one. */
const FEW = 6

/** The characters that stand for all: ASCII and some from other scripts, blanks and planes. */
const SAMPLES = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é', 'Ж', '中', '\u00a0', '😀']

/**
 * Whether a pattern can take time exponential in the length of a text. A backtracking matcher does when a loop can read
 * the same text in two ways. The pattern becomes an automaton with one position per character set (Glushkov); a loop is
 * ambiguous when two different walks read the same text from a position back to it (exponential degree of ambiguity,
 * Weber and Seidl 1991). What is too large to decide counts as slow.
 */
export function isSlowPattern(source: string): boolean {
  if (source.length > MAX_LENGTH) return true
  const { tree, lookarounds } = parsePattern(source)
  return [tree, ...lookarounds].some((part) => isAmbiguousInLoop(part))
}

interface Fragment {
  first: number[]
  last: number[]
  isNullable: boolean
}

/** The automaton of a tree in which every repetition is a loop, with the positions that it begins at. */
export function automatonOf(tree: Tree): Automaton & { first: number[] } {
  const automaton: Automaton = { sets: [], next: [], hasTwofoldStep: false }
  const { first } = build(automaton, tree, true)
  return { ...automaton, first }
}

function isAmbiguousInLoop(tree: Tree): boolean {
  const automaton: Automaton = { sets: [], next: [], hasTwofoldStep: false }
  build(automaton, tree, false)
  return automaton.hasTwofoldStep || hasAmbiguousCycle(automaton)
}

function build(automaton: Automaton, tree: Tree, isInLoop: boolean): Fragment {
  switch (tree.kind) {
    case 'set': {
      const position = automaton.sets.push(samplesIn(tree.source)) - 1
      automaton.next.push(new Set())
      return { first: [position], last: [position], isNullable: false }
    }
    case 'either': {
      const options = tree.options.map((option) => build(automaton, option, isInLoop))
      return {
        first: options.flatMap(({ first }) => first),
        last: options.flatMap(({ last }) => last),
        isNullable: options.some(({ isNullable }) => isNullable),
      }
    }
    case 'all':
      return tree.parts
        .map((part) => build(automaton, part, isInLoop))
        .reduce(
          (left, right) => {
            link(automaton, left.last, right.first)
            return {
              first: left.isNullable ? [...left.first, ...right.first] : left.first,
              last: right.isNullable ? [...left.last, ...right.last] : right.last,
              isNullable: left.isNullable && right.isNullable,
            }
          },
          { first: [], last: [], isNullable: true },
        )
    case 'repeat': {
      // One character so many times leaves no choice, also inside a loop.
      if (tree.body.kind === 'set' && tree.min === tree.max && tree.max <= FEW)
        return build(automaton, { kind: 'all', parts: Array<Tree>(tree.max).fill(tree.body) }, isInLoop)
      const isLoop = tree.max === Infinity || (tree.max > 1 && (isInLoop || tree.max > FEW))
      const body = build(automaton, tree.body, isInLoop || isLoop)
      if (isLoop) link(automaton, body.last, body.first)
      // Rounds that must be made may read nothing, so the same text can be shared out among them in many ways.
      if (isLoop && body.isNullable && body.first.length > 0 && tree.min > (isInLoop ? 1 : FEW))
        automaton.hasTwofoldStep = true
      return { ...body, isNullable: body.isNullable || tree.min === 0 }
    }
  }
}

/** A step that exists already is there a second time for a loop around it, so the text can be cut in two ways. */
function link(automaton: Automaton, from: number[], to: number[]): void {
  for (const source of from) {
    const next = automaton.next[source] as Set<number>
    for (const target of to) {
      if (next.has(target)) automaton.hasTwofoldStep = true
      next.add(target)
    }
  }
}

const samplesIn = (source: string): bigint => {
  const regex = compilePattern(`^(?:${source})$`, 'u')
  return SAMPLES.reduce((bits, sample, index) => (regex.test(sample) ? bits | (1n << BigInt(index)) : bits), 0n)
}

/** Positions of a pattern with the characters that each reads, as bits, and the positions that may follow it. */
interface Automaton {
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
function hasAmbiguousCycle({ sets, next }: Automaton): boolean {
  const size = sets.length
  const successors = (pair: number): number[] => {
    const pairs: number[] = []
    for (const left of next[Math.floor(pair / size)] ?? []) {
      for (const right of next[pair % size] ?? []) {
        if (((sets[left] as bigint) & (sets[right] as bigint)) !== 0n) pairs.push(left * size + right)
      }
    }
    return pairs
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
