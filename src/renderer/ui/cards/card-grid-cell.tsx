import { type ComponentType, memo, useId } from 'react'

export interface CardProps<T> {
  item: T
  /** Only the buttons of the current card are in the tab order. */
  isCurrent: boolean
  /** The id for the element that names the card. */
  titleId: string
}

interface CellProps {
  item: unknown
  card: ComponentType<CardProps<unknown>>
  index: number
  count: number
  isCurrent: boolean
}

/** One card of the grid; memoised, so it renders only when its props change. */
export const CardGridCell = memo(function CardGridCell({ item, card: Card, index, count, isCurrent }: CellProps) {
  const titleId = useId()
  return (
    <div
      role="listitem"
      tabIndex={isCurrent ? 0 : -1}
      data-current={isCurrent || undefined}
      data-card={index}
      aria-labelledby={titleId}
      aria-posinset={index + 1}
      aria-setsize={count}
      className="flex min-w-0 rounded-card focus-visible:outline-2 focus-visible:outline-offset-1 has-[>.row]:focus-visible:-outline-offset-2"
    >
      <Card item={item} isCurrent={isCurrent} titleId={titleId} />
    </div>
  )
})
