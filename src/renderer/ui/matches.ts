const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Makes a search over things in memory: every typed word must occur in what `textOf` gives, whatever its case and
 * accents. What a thing is searched by is worked out once.
 */
export function createSearch<T extends object>(textOf: (item: T) => string) {
  const known = new WeakMap<T, string>()
  const textFor = (item: T) => {
    const before = known.get(item)
    if (before !== undefined) return before
    const now = plain(textOf(item))
    known.set(item, now)
    return now
  }
  return (items: readonly T[], query: string): readonly T[] => {
    const words = plain(query).split(/\s+/).filter(Boolean)
    return words.length === 0 ? items : items.filter((item) => words.every((word) => textFor(item).includes(word)))
  }
}

/** What was found, with names that begin with what was typed first, then those of which a word does; else as they were. */
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
