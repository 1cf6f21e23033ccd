import { editDistance } from '../../../shared/search/edit-distance.ts'

const MOST = 3
/** The part of a word that may be mistyped. */
const TOLERANCE = 0.5

/** Names that may have been meant by one that nothing has. */
export function namesLike(name: string, names: readonly string[]): string[] {
  const typed = name.trim().toLowerCase()
  const isLike = (name: string) => {
    const known = name.toLowerCase()
    return (typed !== '' && known.includes(typed)) || editDistance(typed, known) <= known.length * TOLERANCE
  }
  return names.filter(isLike).slice(0, MOST)
}
