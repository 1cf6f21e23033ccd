import { nearestPrefix } from './edit-distance.ts'

/** Words with fewer letters than the key have fewer mistakes than its value. */
const MISTAKES = { FEW_FROM: 4, MORE_FROM: 8 }

/** More corrections than this of one word would say that it was none of them. */
const MAX_CORRECTIONS = 8

/** How many mistakes a word of a query may have. */
const mistakesIn = (word: string): number =>
  word.length < MISTAKES.FEW_FROM || /\p{N}/u.test(word) ? 0 : word.length < MISTAKES.MORE_FROM ? 1 : 2

/** One bit for each letter that a word has; letters beyond a to z share a bit. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at) - 97
    letters |= 1 << (code >= 0 && code < 26 ? code : 26)
  }
  return letters
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

/** The words that occur in many plain texts. */
export interface Vocabulary {
  /** The beginnings of words that a mistyped word may stand for: those with the fewest mistakes. */
  corrections(word: string): string[]
}

export function createVocabulary(texts: readonly string[]): Vocabulary {
  const words = new Set<string>()
  for (const text of texts) for (const word of text.match(/\p{L}{3,}/gu) ?? []) words.add(word)
  const known = [...words]
  const letters = Int32Array.from(known, lettersOf)

  return {
    corrections: (word) => {
      const most = mistakesIn(word)
      if (most === 0) return []
      const wanted = lettersOf(word)
      let fewest = most
      let nearest = new Set<string>()
      for (const [index, one] of known.entries()) {
        // Each letter that is nowhere in the other word is a mistake, and so are letters that it lacks at its end.
        if (one.length < word.length - fewest) continue
        if (countBits(wanted & ~(letters[index] as number)) > fewest) continue
        const { prefix, distance } = nearestPrefix(word, one.slice(0, word.length + fewest))
        if (distance > fewest) continue
        if (distance < fewest) nearest = new Set()
        fewest = distance
        nearest.add(prefix)
      }
      return [...nearest].slice(0, MAX_CORRECTIONS)
    },
  }
}
