import { createLetters } from './letters.ts'
import { plain } from './plain.ts'
import { NONE, type Place, RANK, rankOf } from './ranks.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

export interface Matches<T> {
  /** The items that match, the best first; all items for an empty query. */
  items: readonly T[]
  /** What to mark in texts that are shown, see `matchRanges`: the words of the query, mistyped ones as they should be. */
  terms: readonly string[]
}

/** The texts of many items, ready to be searched. */
interface Index {
  /**
   * The plain fields of all items, one in a line; the name of an item is its first line. In one text they lie together in
   * memory, where a scan takes half as long.
   */
  text: string
  /** Where each item begins in the text, and where the last one has ended. */
  starts: Int32Array
  /** Where the name of each item ends. */
  nameEnds: Int32Array
  vocabulary: () => Vocabulary
  /** The ranks of all items for one letter alone; null for another word. */
  letters: (word: string) => Uint8Array | null
}

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
    const starts = new Int32Array(texts.length + 1)
    const nameEnds = new Int32Array(texts.length)
    for (const [item, one] of texts.entries()) {
      const start = starts[item] as number
      const end = one.indexOf('\n')
      nameEnds[item] = start + (end < 0 ? one.length : end)
      starts[item + 1] = start + one.length + 1
    }
    let vocabulary: Vocabulary | null = null
    const all = { text: [...texts, ''].join('\n'), starts, nameEnds }
    const index: Index = {
      ...all,
      vocabulary: () => (vocabulary ??= createVocabulary(texts)),
      letters: createLetters(all),
    }
    indexes.set(items, index)
    return index
  }

  const search = (items: readonly T[], query: string): Matches<T> => {
    const words = wordsOf(query)
    if (words.length === 0) return { items, terms: [] }
    const index = indexOf(items)
    const [only = ''] = words
    const ranks = words.length === 1 ? index.letters(only) : null
    if (ranks) return { items: inOrder(items, ranks), terms: words }
    const exact = collect(
      items,
      index,
      words.map((word) => [word]),
    )
    if (exact.length > 0) return { items: exact, terms: words }
    const choices = words.flatMap((word) => correct(word, index))
    // Signs alone that occur nowhere are no words.
    if (choices.length === 0) return { items, terms: [] }
    return {
      items: choices.some((choice) => choice.length === 0) ? [] : collect(items, index, choices),
      terms: choices.flat(),
    }
  }
  /** Reads the texts of items before the first search needs them. */
  const prepare = (items: readonly T[]): void => void indexOf(items)
  return Object.assign(search, { prepare })
}

const wordsOf = (query: string): string[] => [...new Set(plain(query).split(/\s+/).filter(Boolean))].slice(0, MAX_WORDS)

/** What each part of a word may stand for: itself where it occurs, else its corrections. */
function correct(word: string, { text, vocabulary }: Index): string[][] {
  if (text.includes(word)) return [[word]]
  const parts = word.match(/[\p{L}\p{N}]+/gu) ?? []
  return parts.map((part) => (part !== word && text.includes(part) ? [part] : vocabulary().corrections(part)))
}

/** Where the forms of one word stand next. */
interface Word {
  forms: readonly string[]
  next: number[]
}

/** The place of the first form at or after `start`; Infinity for none. */
function seek({ forms, next }: Word, text: string, start: number): number {
  let nearest = Infinity
  for (let form = 0; form < forms.length; form++) {
    let at = next[form] as number
    if (at < start) {
      at = text.indexOf(forms[form] as string, start)
      if (at < 0) at = Infinity
      next[form] = at
    }
    if (at < nearest) nearest = at
  }
  return nearest
}

/** The items that contain one form of each word, the best first; the first form that an item contains counts. */
const collect = <T>(items: readonly T[], index: Index, choices: readonly string[][]): readonly T[] => {
  const [[only, ...others] = [], ...more] = choices
  const isOne = only !== undefined && others.length === 0 && more.length === 0
  return inOrder(items, isOne ? ranksOfOne(index, only) : ranksOfAll(index, choices))
}

/** The ranks of all items for one word. */
function ranksOfOne({ text, starts, nameEnds }: Index, word: string): Uint8Array {
  const ranks = new Uint8Array(nameEnds.length).fill(NONE)
  let item = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[item])) {
    while ((starts[item + 1] as number) <= at) item++
    ranks[item] = rankOf(text, { start: starts[item] as number, nameEnd: nameEnds[item] as number }, word, at)
    item++
  }
  return ranks
}

/** The ranks of all items for several words, or forms of words. Each word leads past all items that lack it. */
function ranksOfAll({ text, starts, nameEnds }: Index, choices: readonly string[][]): Uint8Array {
  const words = choices.map((forms): Word => ({ forms, next: forms.map(() => -1) }))
  const count = nameEnds.length
  const ranks = new Uint8Array(count).fill(NONE)
  let item = 0
  let word = 0
  /** How many words in a row stand in the item. */
  let inARow = 0
  while (item < count) {
    const start = starts[item] as number
    const end = starts[item + 1] as number
    const at = seek(words[word] as Word, text, start)
    if (at === Infinity) break
    if (at >= end) {
      while ((starts[item + 1] as number) <= at) item++
      inARow = 0
      continue
    }
    word = word + 1 < words.length ? word + 1 : 0
    if (++inARow < words.length) continue
    ranks[item] = rankOfAll(text, { start, nameEnd: nameEnds[item] as number, end }, words)
    item++
    inARow = 0
  }
  return ranks
}

/** The items with a rank, the best first. */
function inOrder<T>(items: readonly T[], ranks: Uint8Array): T[] {
  const counts = new Uint32Array(NONE + 1)
  for (const rank of ranks) counts[rank]!++
  /** Where the next item of each rank goes. */
  const places = new Uint32Array(NONE + 1)
  for (let rank = 1; rank <= NONE; rank++) places[rank] = (places[rank - 1] as number) + (counts[rank - 1] as number)
  const sorted: T[] = []
  sorted.length = places[NONE] as number
  for (let item = 0; item < ranks.length; item++) {
    const rank = ranks[item] as number
    if (rank !== NONE) sorted[places[rank]!++] = items[item] as T
  }
  return sorted
}

function rankOfAll(text: string, place: Place, words: readonly Word[]): number {
  const { start, nameEnd, end } = place
  const inside = words.map(({ forms, next }) => {
    const form = next.findIndex((at) => at < end)
    return { word: forms[form] as string, at: next[form] as number }
  })
  const phrase = inside.map(({ word }) => word).join(' ')
  const at = text.slice(start, nameEnd).indexOf(phrase)
  if (at >= 0) return rankOf(text, place, phrase, start + at)
  return inside.reduce((sum, { word, at: here }) => sum + rankOf(text, place, word, here), APART)
}
