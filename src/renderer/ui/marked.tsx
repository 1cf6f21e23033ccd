import { createContext, type ReactNode, useContext } from 'react'
import { matchRanges } from '../../shared/search/match-ranges.ts'

/** The terms of the search whose results are inside, as `createSearch` answers them. */
export const MatchTerms = createContext<readonly string[]>([])

/** A text with what the search around it matches marked. */
export const Marked = ({ children }: { children: string }) => marked(children, useContext(MatchTerms))

/** A text with these terms marked. */
export function marked(shown: string, terms: readonly string[]): ReactNode {
  const ranges = matchRanges(shown, terms)
  if (ranges.length === 0) return shown
  const parts: ReactNode[] = []
  let end = 0
  for (const range of ranges) {
    parts.push(shown.slice(end, range.start))
    // A key by place keeps the elements while somebody types.
    parts.push(<mark key={parts.length}>{shown.slice(range.start, range.end)}</mark>)
    end = range.end
  }
  return [...parts, shown.slice(end)]
}
