const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Makes a search over items in memory: every word of the query must occur in the text of an item, regardless of case and
 * accents. The text of each item is computed once.
 */
export function createSearch<T extends object>(textOf: (item: T) => string) {
  const texts = new WeakMap<T, string>()
  const textFor = (item: T) => {
    const before = texts.get(item)
    if (before !== undefined) return before
    const now = plain(textOf(item))
    texts.set(item, now)
    return now
  }
  return (items: readonly T[], query: string): readonly T[] => {
    const words = plain(query).split(/\s+/).filter(Boolean)
    return words.length === 0 ? items : items.filter((item) => words.every((word) => textFor(item).includes(word)))
  }
}

/** Sorts matches: names that equal the query, then names that begin with it, then names with a word that does. */
export function bestFirst<T>(items: readonly T[], query: string, nameOf: (item: T) => string): readonly T[] {
  const words = plain(query).trim()
  if (words === '') return items
  const rank = (item: T) => {
    const name = plain(nameOf(item))
    if (name === words) return 0
    if (name.startsWith(words)) return 1
    return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(words)) ? 2 : 3
  }
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
