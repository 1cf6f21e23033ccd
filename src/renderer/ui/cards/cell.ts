/** Where a card stands in a list; plain values, so a memoised card renders only when one of them changes. */
export interface Cell {
  index: number
  count: number
  /** Only the buttons of the current card are in the tab order. */
  isCurrent: boolean
  /** The id for the element that names the card. */
  titleId: string
}

/** The attributes that make an element a card of the list. */
export const cellProps = ({ index, count, isCurrent, titleId }: Cell) => ({
  role: 'listitem',
  tabIndex: isCurrent ? 0 : -1,
  'data-current': isCurrent || undefined,
  'data-card': index,
  'aria-labelledby': titleId,
  'aria-posinset': index + 1,
  'aria-setsize': count,
})
