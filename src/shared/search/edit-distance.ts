/**
 * How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. The
 * count stops above `most`, where there are only more. Swaps are why this is not a library's Levenshtein distance, for
 * which "tpye" is as far from "type" as "tips" is.
 */
export function editDistance(left: string, right: string, most = Infinity): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  return distances(left, right)[right.length] as number
}

/** The beginning of a text that is nearest to a word, and its distance; the shortest of equally near ones. */
export function nearestPrefix(word: string, text: string): { prefix: string; distance: number } {
  const row = distances(word, text)
  const distance = Math.min(...row)
  return { prefix: text.slice(0, row.indexOf(distance)), distance }
}

/** The distance of a word to each beginning of a text, the empty one first. */
function distances(word: string, text: string): number[] {
  let before: number[] = []
  let above = Array.from({ length: text.length + 1 }, (_, index) => index)
  for (let row = 1; row <= word.length; row++) {
    const here = [row]
    for (let column = 1; column <= text.length; column++) {
      const same = word[row - 1] === text[column - 1]
      const change = (above[column - 1] as number) + (same ? 0 : 1)
      const gap = Math.min(above[column] as number, here[column - 1] as number) + 1
      const isSwap = row > 1 && word[row - 1] === text[column - 2] && word[row - 2] === text[column - 1]
      here.push(Math.min(change, gap, isSwap ? (before[column - 2] as number) + 1 : Infinity))
    }
    before = above
    above = here
  }
  return above
}
