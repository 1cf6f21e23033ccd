import { createContext, type ReactNode, useContext } from 'react'
import { matchRanges } from '../../shared/search/match-ranges.ts'

/** The terms of the search whose results are inside, as `createSearch` answers them. */
export const MatchTerms = createContext<readonly string[]>([])

/** A text with what the search around it matches marked. */
export function Marked({ children }: { children: string }) {
  const terms = useContext(MatchTerms)
  const ranges = matchRanges(children, terms)
  if (ranges.length === 0) return children
  const parts: ReactNode[] = []
  let end = 0
  for (const range of ranges) {
    parts.push(children.slice(end, range.start))
    parts.push(<mark key={range.start}>{children.slice(range.start, range.end)}</mark>)
    end = range.end
  }
  return [...parts, children.slice(end)]
}
