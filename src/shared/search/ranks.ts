import { isInWord } from './plain.ts'

/** The ways in which one word may stand in an item, the best first. */
export const RANK = {
  NAME: 0,
  FIRST_WORD: 1,
  START: 2,
  WORD: 3,
  WORD_START: 4,
  IN_NAME: 5,
  ELSEWHERE_START: 6,
  ELSEWHERE: 7,
}

/** The rank of an item that does not match, after those of as many words as there may be. */
export const NONE = 255

/** Where an item and its name stand in the text. */
export interface Place {
  start: number
  nameEnd: number
  end: number
}

/** The best rank of a word in an item; `at` is where it occurs first. */
export function rankOf(text: string, { start, nameEnd }: Omit<Place, 'end'>, word: string, at: number): number {
  if (at >= nameEnd) return isInWord(text, at - 1) ? RANK.ELSEWHERE : RANK.ELSEWHERE_START
  if (at === start) {
    if (start + word.length === nameEnd) return RANK.NAME
    return isInWord(text, start + word.length) ? RANK.START : RANK.FIRST_WORD
  }
  let best = RANK.IN_NAME
  const letter = word.charCodeAt(0)
  for (let here = at; here + word.length <= nameEnd; here++) {
    // Looking at letters first takes a third of the time.
    if (text.charCodeAt(here) !== letter || isInWord(text, here - 1)) continue
    if (word.length > 1 && !text.startsWith(word, here)) continue
    if (!isInWord(text, here + word.length)) return RANK.WORD
    best = RANK.WORD_START
  }
  return best
}
