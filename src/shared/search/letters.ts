import { isInWord } from './plain.ts'
import { NONE, RANK } from './ranks.ts'

const A = 'a'.charCodeAt(0)
const LETTERS = 26

/** The texts of all items in one, see `Index`. */
interface Texts {
  text: string
  starts: Int32Array
  nameEnds: Int32Array
}

/**
 * How well each item matches each letter from a to z alone, found in one walk through the texts. Nearly every item has such
 * a letter, so a search for it would look at all of them letter by letter.
 */
export function createLetters({ text, starts, nameEnds }: Texts): (word: string) => Uint8Array | null {
  const count = nameEnds.length
  const ranks = new Uint8Array(LETTERS * count).fill(NONE)
  for (let item = 0; item < count; item++) {
    const [start, nameEnd, end] = [starts[item] as number, nameEnds[item] as number, starts[item + 1] as number]
    for (let at = start; at < end; at++) {
      const letter = text.charCodeAt(at) - A
      if (letter < 0 || letter >= LETTERS) continue
      const place = letter * count + item
      const known = ranks[place] as number
      if (at < nameEnd) {
        const isWhole = !isInWord(text, at + 1)
        let rank: number = RANK.IN_NAME
        if (at === start) rank = at + 1 === nameEnd ? RANK.NAME : isWhole ? RANK.FIRST_WORD : RANK.START
        else if (!isInWord(text, at - 1)) rank = isWhole ? RANK.WORD : RANK.WORD_START
        if (rank < known) ranks[place] = rank
      } else if (known === NONE) ranks[place] = isInWord(text, at - 1) ? RANK.ELSEWHERE : RANK.ELSEWHERE_START
    }
  }
  return (word) => {
    const letter = word.length === 1 ? word.charCodeAt(0) - A : -1
    return letter >= 0 && letter < LETTERS ? ranks.subarray(letter * count, (letter + 1) * count) : null
  }
}
