import { editDistance } from '../../../shared/edit-distance.ts'

const MOST = 3
/** The part of a word that may be mistyped. */
const TOLERANCE = 0.5

/** What follows "There is no X named Y": names that may have been meant, or nothing. */
export function namesLike(name: string, names: readonly string[]): string {
  const typed = name.trim().toLowerCase()
  const isLike = (name: string) => {
    const known = name.toLowerCase()
    return (typed !== '' && known.includes(typed)) || editDistance(typed, known) <= known.length * TOLERANCE
  }
  const like = names.filter(isLike).slice(0, MOST)
  return like.length === 0 ? '' : `. Names like it: ${like.join(', ')}`
}
