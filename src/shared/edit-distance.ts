/**
 * How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. The
 * count stops above `most`, where there are only more. Swaps are why this is not a library's Levenshtein distance, for
 * which "tpye" is as far from "type" as "tips" is.
 */
export function editDistance(left: string, right: string, most = Infinity): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const here = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      const change = (above[column - 1] as number) + (same ? 0 : 1)
      const gap = Math.min(above[column] as number, here[column - 1] as number) + 1
      const isSwap = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      here.push(Math.min(change, gap, isSwap ? (before[column - 2] as number) + 1 : Infinity))
    }
    before = above
    above = here
  }
  return above[right.length] as number
}
