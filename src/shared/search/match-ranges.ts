import { isAscii, isInWord, plain } from './plain.ts'

/** From the first character of a match to the one after its last, in UTF-16 units of the shown text. */
export interface MatchRange {
  start: number
  end: number
}

/**
 * Where a shown text contains the terms of a search, in order and without overlap. A term is marked at the starts of words
 * where there are any, so a single letter does not mark half of a sentence.
 */
export function matchRanges(shown: string, terms: readonly string[]): MatchRange[] {
  if (terms.length === 0) return []
  const text = plain(shown)
  // Most texts of a list have none.
  if (!terms.some((term) => text.includes(term))) return []
  const places = placesOf(shown)
  const ranges = terms.flatMap((term) => {
    const all = occurrences(text, term)
    const starts = all.filter((at) => !isInWord(text, at - 1))
    return (starts.length > 0 ? starts : all).map((at) => {
      let end = at + term.length
      // A character that became several letters is marked whole.
      while (places[end] === places[end - 1]) end++
      return { start: places[at] as number, end: places[end] as number }
    })
  })
  const merged: MatchRange[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}

function occurrences(text: string, term: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) places.push(at)
  return places
}

/** For each character of the plain text and for its end the place of the shown character that it comes from. */
function placesOf(shown: string): number[] {
  if (isAscii(shown)) return [...Array(shown.length + 1).keys()]
  const places: number[] = []
  let at = 0
  for (const character of shown) {
    // A mark of its own belongs to the character before, so it ends a match where that character ends.
    for (let unit = plain(character).length; unit > 0; unit--) places.push(at)
    at += character.length
  }
  places.push(at)
  return places
}
