import { automatonOf } from './regex-safety.ts'
import { parsePattern } from './regex-tree.ts'

/** What can stand for letters outside of ASCII, of which the automaton knows samples only, or for text that was read before. */
const BEYOND = /[^ -~]|\\[upPxck1-9]/

/**
 * Whether a pattern reads any text in at most one way: it begins at the start, and after each character no two places of it
 * can read the same next one (one-unambiguous, Brüggemann-Klein and Wood 1998). A backtracking matcher then takes a fixed
 * number of steps for each character.
 */
export function isOneWay(source: string): boolean {
  if (!source.startsWith('^') || BEYOND.test(source)) return false
  const { tree, lookarounds } = parsePattern(source)
  // In `^a|b` only the first is held to the start.
  if (lookarounds.length > 0 || tree.kind === 'either') return false
  const automaton = automatonOf(tree)
  if (automaton.hasTwofoldStep) return false
  const isDisjoint = (positions: Iterable<number>) => {
    let union = 0n
    for (const position of positions) {
      const set = automaton.sets[position] as bigint
      if ((union & set) !== 0n) return false
      union |= set
    }
    return true
  }
  return isDisjoint(automaton.first) && automaton.next.every(isDisjoint)
}
