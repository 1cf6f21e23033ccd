import { isInWord, plain } from './plain.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

export interface Matches<T> {
  /** The items that match, the best first; all items for an empty query. */
  items: readonly T[]
  /** What to mark in texts that are shown, see `matchRanges`: the words of the query, mistyped ones as they should be. */
  terms: readonly string[]
}

/** The texts of many items, ready to be searched. */
interface Index {
  /** The plain fields of each item, one in a line; the name is the first line. */
  texts: readonly string[]
  /** Where the name of each item ends in its text. */
  nameEnds: Int32Array
  vocabulary: () => Vocabulary
}

/** The ways in which one word may stand in an item, the best first. */
const RANK = { NAME: 0, FIRST_WORD: 1, START: 2, WORD: 3, WORD_START: 4, IN_NAME: 5, ELSEWHERE_START: 6, ELSEWHERE: 7 }

/** Items without the whole query in their name come after those with it. */
const APART = RANK.ELSEWHERE

/** More words than this narrow no search. */
const MAX_WORDS = 8

/**
 * Makes the search that is used everywhere. Every word of a query must occur in the fields of an item, in any order and
 * regardless of case and accents. `fieldsOf` answers an item's name first. Items are ranked by where the words stand: a
 * name that equals the query, then one with it as its first word, at its start, as a word, at the start of a word, inside;
 * then the other fields. Equally good items keep their order. A word that occurs in no item is mistyped, and stands for
 * the nearest words that do occur: one mistake from 4 letters, two from 8, none in words with digits.
 *
 * Made for a keystroke: the texts of an item are read once, and an array of items is prepared once.
 */
export function createSearch<T extends object>(fieldsOf: (item: T) => readonly string[]) {
  const textOf = new WeakMap<T, string>()
  const indexes = new WeakMap<readonly T[], Index>()

  const textFor = (item: T): string => {
    const known = textOf.get(item)
    if (known !== undefined) return known
    const text = plain(
      fieldsOf(item)
        .map((field) => field.replaceAll('\n', ' '))
        .join('\n'),
    )
    textOf.set(item, text)
    return text
  }
  const indexOf = (items: readonly T[]): Index => {
    const known = indexes.get(items)
    if (known) return known
    const texts = items.map(textFor)
    let vocabulary: Vocabulary | null = null
    const nameEnds = Int32Array.from(texts, (text) => `${text}\n`.indexOf('\n'))
    const index = { texts, nameEnds, vocabulary: () => (vocabulary ??= createVocabulary(texts)) }
    indexes.set(items, index)
    return index
  }

  const search = (items: readonly T[], query: string): Matches<T> => {
    const words = wordsOf(query)
    if (words.length === 0) return { items, terms: [] }
    const index = indexOf(items)
    const exact = collect(items, index, words)
    if (exact.length > 0) return { items: exact, terms: words }
    const choices = words.flatMap((word) => correct(word, index))
    return {
      items: choices.some((choice) => choice.length === 0) ? [] : collectChoices(items, index, choices),
      terms: choices.flat(),
    }
  }
  /** Reads the texts of items before the first search needs them. */
  const prepare = (items: readonly T[]): void => void indexOf(items)
  return Object.assign(search, { prepare })
}

const wordsOf = (query: string): string[] => [...new Set(plain(query).split(/\s+/).filter(Boolean))].slice(0, MAX_WORDS)

/** What each part of a word may stand for: itself where it occurs, else its corrections. */
function correct(word: string, { texts, vocabulary }: Index): string[][] {
  if (texts.some((text) => text.includes(word))) return [[word]]
  const parts = word.match(/[\p{L}\p{N}]+/gu) ?? []
  return parts.map((part) =>
    part !== word && texts.some((text) => text.includes(part)) ? [part] : vocabulary().corrections(part),
  )
}

/** The items whose texts contain all words, the best first. */
function collect<T>(items: readonly T[], { texts, nameEnds }: Index, words: readonly string[]): readonly T[] {
  const [first = '', ...others] = words
  const phrase = words.join(' ')
  const ranks = emptyRanks<T>(words)
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string
    const at = text.indexOf(first)
    if (at < 0 || (others.length > 0 && !others.every((word) => text.includes(word)))) continue
    const end = nameEnds[index] as number
    const rank = others.length === 0 ? rankOf(text, end, first, at) : rankOfAll(text, end, words, phrase)
    ranks[rank]?.push(items[index] as T)
  }
  return joined(ranks)
}

/** The same where each word has a choice of forms; for each item the first form that occurs counts. */
function collectChoices<T>(items: readonly T[], { texts, nameEnds }: Index, choices: string[][]): readonly T[] {
  const ranks = emptyRanks<T>(choices)
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string
    const words = choices.map((choice) => choice.find((word) => text.includes(word)))
    if (!words.every((word) => word !== undefined)) continue
    ranks[rankOfAll(text, nameEnds[index] as number, words, words.join(' '))]?.push(items[index] as T)
  }
  return joined(ranks)
}

/** A list for each rank that so many words can have. */
const emptyRanks = <T>(words: readonly unknown[]): T[][] =>
  Array.from({ length: APART + words.length * RANK.ELSEWHERE + 1 }, () => [])

/** All lists as one; `flat` takes several times as long. */
const joined = <T>(ranks: T[][]): T[] => ([] as T[]).concat(...ranks)

function rankOfAll(text: string, nameEnd: number, words: readonly string[], phrase: string): number {
  const at = text.indexOf(phrase)
  const whole = at < 0 ? RANK.ELSEWHERE : rankOf(text, nameEnd, phrase, at)
  if (whole <= RANK.IN_NAME) return whole
  return words.reduce((sum, word) => sum + rankOf(text, nameEnd, word, text.indexOf(word)), APART)
}

/** The best rank of a word in a text; `at` is where it occurs first. */
function rankOf(text: string, nameEnd: number, word: string, at: number): number {
  if (at >= nameEnd) return isInWord(text, at - 1) ? RANK.ELSEWHERE : RANK.ELSEWHERE_START
  if (at === 0) {
    if (word.length === nameEnd) return RANK.NAME
    return isInWord(text, word.length) ? RANK.START : RANK.FIRST_WORD
  }
  let best = RANK.IN_NAME
  for (let here = at; here >= 0 && here < nameEnd; here = text.indexOf(word, here + 1)) {
    if (isInWord(text, here - 1)) continue
    if (!isInWord(text, here + word.length)) return RANK.WORD
    best = RANK.WORD_START
  }
  return best
}
