const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Makes a search over things in memory: every typed word must occur in what `textOf` gives, whatever its case and
 * accents. What a thing is searched by is worked out once.
 */
export function createSearch<T extends object>(textOf: (item: T) => string) {
  const known = new WeakMap<T, string>()
  const searched = (item: T) => {
    const before = known.get(item)
    if (before !== undefined) return before
    const now = plain(textOf(item))
    known.set(item, now)
    return now
  }
  return (items: readonly T[], query: string): readonly T[] => {
    const words = plain(query).split(/\s+/).filter(Boolean)
    return words.length === 0 ? items : items.filter((item) => words.every((word) => searched(item).includes(word)))
  }
}
