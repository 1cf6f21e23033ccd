import type { GridGroup } from './grid-layout.ts'
import { number } from '../../text/formats.ts'

/** Pixels of a heading. */
export const HEADING_HEIGHT = 36

/** The heading of a group of cards; an item of the list, as a list holds nothing else. */
export const GridHeading = ({ group: { label, count }, start }: { group: GridGroup; start: number }) => (
  <div
    role="listitem"
    className="absolute inset-x-0 top-0 flex h-9 items-end gap-2 pb-1.5"
    style={{ transform: `translateY(${start}px)` }}
  >
    <h2 className="truncate text-sm font-semibold">{label}</h2>
    <span className="text-xs/5 text-text-muted tabular-nums">{number(count)}</span>
  </div>
)
