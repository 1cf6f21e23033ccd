import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ComponentType,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { text } from '../../text/text.ts'
import { CardGridCell, type CardProps } from './card-grid-cell.tsx'
import { stepFor } from './card-grid-keys.ts'

const MIN_CARD = 296

/** Pixels between two cards and beside them. */
const GAP = 12
const PADDING = 20

const columnsIn = (width: number) => Math.max(1, Math.floor((width - 2 * PADDING + GAP) / (MIN_CARD + GAP)))

interface CardGridProps<T> {
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  /** A memoised component: it is rendered again only when its item or its being current changes. */
  card: ComponentType<CardProps<T>>
  estimatedHeight: number
  onEnter: (item: T) => void
  /** What the Delete key does to a card; absent where it does nothing. */
  onDelete?: ((item: T) => void) | undefined
  /** When this changes, the grid starts again at the top. */
  resetKey: string
  /** The key of a card to bring into view and focus; `onSpotlit` is told when that is done. */
  spotlight?: string | null
  onSpotlit?: () => void
}

/**
 * Cards of which only the visible rows are in the page. The arrow keys, Home, End and the page keys move across cards;
 * Enter does a card's main thing, Delete deletes it.
 */
export function CardGrid<T>(props: CardGridProps<T>) {
  const { label, items, keyOf, card, estimatedHeight, onEnter, onDelete, resetKey, spotlight = null, onSpotlit } = props
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroller)
  // A cell belongs to its place, not to its item: what is searched for repaints in the elements that are there.
  const lanes = [...Array(columns).keys()]
  const [current, setCurrent] = useState<{ key: string; index: number } | null>(null)
  const wantsFocus = useRef(false)

  const place = current === null ? 0 : items.findIndex((item) => keyOf(item) === current.key)
  // A card that went away leaves its place to its neighbour.
  const currentIndex = place >= 0 ? place : Math.min(current?.index ?? 0, items.length - 1)
  const currentRow = Math.floor(currentIndex / columns)

  const rows = useVirtualizer({
    count: Math.ceil(items.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedHeight,
    gap: GAP,
    paddingStart: 4,
    paddingEnd: PADDING,
    overscan: 2,
    // Nothing can be wider or higher; with this the first rendering already has the cards.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    useFlushSync: false,
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range)
      return visible.includes(currentRow) ? visible : [...visible, currentRow].toSorted((a, b) => a - b)
    },
  })

  const startAgain = useEffectEvent(() => {
    setCurrent(null)
    // Scrolling makes the browser lay out the page at once, which a key in the search should not wait for.
    if (rows.scrollOffset) scroller.current?.scrollTo({ top: 0 })
  })
  useLayoutEffect(() => startAgain(), [resetKey])

  const move = (index: number) => {
    const item = items[index]
    if (item === undefined) return
    wantsFocus.current = true
    setCurrent({ key: keyOf(item), index })
    rows.scrollToIndex(Math.floor(index / columns))
  }

  useEffect(() => {
    if (spotlight === null) return
    const index = items.findIndex((item) => keyOf(item) === spotlight)
    if (index < 0) return
    move(index)
    onSpotlit?.()
  })

  useEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    scroller.current?.querySelector<HTMLElement>('[data-current]')?.focus({ preventScroll: true })
  })

  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const isOnCard = event.target instanceof HTMLElement && event.target.matches('[role=listitem]')
    const item = items[currentIndex]
    if (event.key === 'Enter' && isOnCard && item !== undefined) {
      event.preventDefault()
      return onEnter(item)
    }
    if (event.key === 'Delete' && isOnCard && item !== undefined && onDelete) {
      event.preventDefault()
      return onDelete(item)
    }
    const rowsInView = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (estimatedHeight + GAP)))
    const next = stepFor(event, { index: currentIndex, count: items.length, columns, rowsInView })
    if (next === null) return
    event.preventDefault()
    move(next)
  }
  const focused = ({ target }: FocusEvent<HTMLElement>) => {
    const index = Number(target.closest<HTMLElement>('[data-card]')?.dataset['card'])
    const item = items[index]
    if (item !== undefined && index !== currentIndex) setCurrent({ key: keyOf(item), index })
  }

  return (
    <div
      ref={scroller}
      role="presentation"
      onKeyDown={pressed}
      onFocus={focused}
      className="min-h-0 flex-1 overflow-y-auto px-5"
    >
      <p role="status" className="sr-only">
        {text.search.shown(items.length)}
      </p>
      <div role="list" aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            role="presentation"
            className="absolute inset-x-0 top-0 grid gap-3"
            style={{
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {lanes.map((lane) => {
              const index = row.index * columns + lane
              const item = items[index]
              if (item === undefined) return null
              return (
                <CardGridCell
                  key={lane}
                  id={keyOf(item)}
                  item={item}
                  card={card as ComponentType<CardProps<unknown>>}
                  index={index}
                  count={items.length}
                  isCurrent={index === currentIndex}
                />
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}

/** How many cards fit next to each other. */
function useColumns(scroller: RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(() => columnsIn(window.innerWidth))
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setColumns(columnsIn(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return columns
}
