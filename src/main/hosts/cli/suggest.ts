const MOST = 3
/** The part of a word that may be mistyped. */
const TOLERANCE = 0.5

/** What follows "There is no X named Y": names that may have been meant, or nothing. */
export function namesLike(wanted: string, names: readonly string[]): string {
  const typed = wanted.trim().toLowerCase()
  const isLike = (name: string) => {
    const known = name.toLowerCase()
    return (typed !== '' && known.includes(typed)) || distance(typed, known) <= known.length * TOLERANCE
  }
  const like = names.filter(isLike).slice(0, MOST)
  return like.length === 0 ? '' : `. Names like it: ${like.join(', ')}`
}

/** How many letters must be changed, added or left out to make one word of the other. */
function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()]
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1]
    for (let to = 1; to <= b.length; to++)
      next.push(
        Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (letter === b[to - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? 0
}
