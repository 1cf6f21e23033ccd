import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type FocusEvent,
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { directionOfPage } from '../../text/language.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../class-names.ts'
import { MatchTerms } from '../marked.tsx'
import type { Cell } from './cell.ts'
import { GridHeading, HEADING_HEIGHT } from './grid-heading.tsx'
import { type GridGroup, type GridLayout, layOut } from './grid-layout.ts'

/** The least width of a card, and beside an open panel, in pixels. */
const MIN_CARD = 288
const MIN_CARD_BESIDE = 256

/** Pixels between cards and at the sides. */
const GAP = 12
const PADDING = 20

/** The least height of what stands above the cards. */
const ABOVE = 108

const columnsIn = (width: number, least: number) => Math.max(1, Math.floor((width - 2 * PADDING + GAP) / (least + GAP)))

interface CardGridProps<T> {
  label: string
  items: readonly T[]
  /** The groups that the items stand in, in their order; each gets a heading. */
  groups?: readonly GridGroup[]
  /** What `Marked` marks in the cards. */
  terms: readonly string[]
  keyOf: (item: T) => string
  /** A card: a memoised component, so it renders only when its item or place changes, with `cellProps` on its element. */
  renderCard: (item: T, cell: Cell) => ReactNode
  /** The height of a card in pixels: of each, where `isFixed` is set, else what it is before it has been measured. */
  estimatedHeight: number
  isFixed?: boolean
  /** One card below the other, without a gap. */
  isList?: boolean
  /** A panel takes a part of the width, so cards may be narrower. */
  isBeside?: boolean
  className?: string
  onEnter: (item: T) => void
  /** Runs for a click on a card that is not on one of its controls. */
  onItemClick?: (item: T, index: number, event: MouseEvent) => void
  /** Runs for every key on a card first; answers whether it has handled the key. */
  onItemKey?: (event: KeyboardEvent<HTMLElement>, item: T, index: number) => boolean
  /** Runs for a right click on a card, or its key; the anchor is where. */
  onMenu?: (item: T, anchor: { x: number; y: number }) => void
  /** Runs when the arrow keys have made another card the current one; `isExtending` while Shift is held. */
  onMove?: (item: T, index: number, isExtending: boolean) => void
  /** Runs for the Delete key; absent when cards cannot be deleted. */
  onDelete?: ((item: T) => void) | undefined
  /** A change of this scrolls the grid to the top. */
  resetKey: string
  /** The key of a card to scroll into view and focus; `onSpotlit` runs afterwards. */
  spotlight?: string | null
  onSpotlit?: () => void
  /** Runs when the last items come into sight; absent where there are no more to read. */
  onEnd?: (() => void) | undefined
  /** What a screen reader says of how many items there are; the number of cards when absent. */
  statusText?: string
}

/**
 * A grid of cards that renders only the visible rows. The arrow keys, Home, End and the page keys move between cards;
 * Enter runs a card's main action, Delete deletes it.
 */
export function CardGrid<T>(props: CardGridProps<T>) {
  const {
    label,
    items,
    terms,
    keyOf,
    renderCard,
    estimatedHeight,
    onEnter,
    onDelete,
    resetKey,
    spotlight = null,
    onSpotlit,
  } = props
  const {
    groups,
    isFixed = false,
    isList = false,
    isBeside = false,
    onItemClick,
    onItemKey,
    onMenu,
    onMove,
    onEnd,
  } = props
  const gap = isList ? 0 : GAP
  const scroller = useRef<HTMLDivElement>(null)
  const cardColumns = useColumns(scroller, isBeside ? MIN_CARD_BESIDE : MIN_CARD)
  const columns = isList ? 1 : cardColumns
  // Cells are keyed by place, not by item, so a search reuses the existing elements.
  const lanes = [...Array(columns).keys()]
  const id = useId()
  const [current, setCurrent] = useState<{ key: string; index: number } | null>(null)
  /** The key of the card that gets the focus once it is rendered as the current one. */
  const wantsFocus = useRef<string | null>(null)

  // An item may stand in several groups, so its own place is looked at first.
  const place =
    current === null || isAt(items, current, keyOf)
      ? (current?.index ?? 0)
      : items.findIndex((item) => keyOf(item) === current.key)
  // When the current card is gone, the card in its place becomes the current one.
  const currentIndex = place >= 0 ? place : Math.min(current?.index ?? 0, items.length - 1)
  const layout = useMemo(() => layOut(items.length, columns, groups), [items.length, columns, groups])
  const currentRow = items.length === 0 ? 0 : layout.rowOf(currentIndex)

  const rows = useVirtualizer({
    count: layout.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: (row) => ('group' in layout.rowAt(row) ? HEADING_HEIGHT : estimatedHeight),
    gap,
    paddingStart: 4,
    paddingEnd: PADDING,
    overscan: isList ? 8 : 1,
    // With it the first rendering already contains cards; they fill the window with the row beyond that is always there.
    initialRect: { width: window.innerWidth, height: window.innerHeight - ABOVE - (isList ? 0 : estimatedHeight) },
    useFlushSync: false,
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range)
      return visible.includes(currentRow) ? visible : [...visible, currentRow].toSorted((a, b) => a - b)
    },
  })

  const startAgain = () => {
    setCurrent(null)
    // Scrolling forces a layout, and a key press in the search should not wait for it.
    if (rows.scrollOffset) scroller.current?.scrollTo({ top: 0 })
  }
  useOnChange([resetKey], startAgain)
  // The heights that the virtualiser knows are those of the other density.
  useOnChange([estimatedHeight, gap, groups], () => rows.measure())

  const move = (index: number) => {
    const item = items[index]
    if (item === undefined) return
    wantsFocus.current = keyOf(item)
    setCurrent({ key: keyOf(item), index })
    rows.scrollToIndex(layout.rowOf(index))
  }

  useEffect(() => {
    if (spotlight === null) return
    const index = items.findIndex((item) => keyOf(item) === spotlight)
    if (index < 0) return
    move(index)
    onSpotlit?.()
  })

  const lastInSight = rows.getVirtualItems().at(-1)?.index ?? 0
  /** How many items there are once their end is in sight; null while it is not, or where it is the end of all. */
  const endInSight = onEnd !== undefined && (lastInSight + 1) * columns >= items.length ? items.length : null
  const readOn = useEffectEvent(() => onEnd?.())
  useEffect(() => {
    if (endInSight !== null) readOn()
  }, [endInSight])

  useEffect(() => {
    if (wantsFocus.current === null || wantsFocus.current !== current?.key) return
    wantsFocus.current = null
    scroller.current?.querySelector<HTMLElement>('[data-current]')?.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isOnCard = event.target instanceof HTMLElement && event.target.matches('[role=listitem]')
    const item = items[currentIndex]
    // Esc is for the whole list, so it is at a box or button of a card, too.
    if ((isOnCard || event.key === 'Escape') && item !== undefined && onItemKey?.(event, item, currentIndex))
      return event.preventDefault()
    if (event.key === 'Enter' && isOnCard && item !== undefined) {
      event.preventDefault()
      return onEnter(item)
    }
    if (event.key === 'Delete' && isOnCard && item !== undefined && onDelete) {
      event.preventDefault()
      return onDelete(item)
    }
    const rowsInView = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (estimatedHeight + gap)))
    const isExtending = event.shiftKey && onMove !== undefined
    const pressed = isExtending ? { ...keysOf(event), shiftKey: false } : event
    const next = stepFor(pressed, { index: currentIndex, count: items.length, layout, rowsInView })
    const target = next === null ? undefined : items[next]
    if (next === null || target === undefined) return
    event.preventDefault()
    move(next)
    onMove?.(target, next, isExtending)
  }
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const index = Number(target.closest<HTMLElement>('[data-card]')?.dataset['card'])
    const item = items[index]
    if (item !== undefined && index !== currentIndex) setCurrent({ key: keyOf(item), index })
  }

  const onContextMenu = (event: MouseEvent) => {
    const item = items[Number((event.target as Element).closest<HTMLElement>('[data-card]')?.dataset['card'])]
    if (item === undefined) return
    event.preventDefault()
    onMenu?.(item, { x: event.clientX, y: event.clientY })
  }
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('button, input, a')) return
    const index = Number(event.target.closest<HTMLElement>('[data-card]')?.dataset['card'])
    const item = items[index]
    if (item !== undefined) onItemClick?.(item, index, event)
  }

  return (
    <div
      ref={scroller}
      role="presentation"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={onItemClick && onClick}
      onContextMenu={onMenu && onContextMenu}
      className={classNames('min-h-0 flex-1 overflow-y-auto px-4 lg:px-5', props.className)}
    >
      <p role="status" className="sr-only">
        {props.statusText ?? text.search.shown(items.length)}
      </p>
      <div role="list" aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        <MatchTerms value={terms}>
          {rows.getVirtualItems().map((row) => {
            const inside = layout.rowAt(row.index)
            if ('group' in inside) return <GridHeading key={row.key} group={inside.group} start={row.start} />
            return (
              <div
                key={row.key}
                ref={isFixed ? null : rows.measureElement}
                data-index={row.index}
                role="presentation"
                className={classNames('absolute inset-x-0 top-0 grid', !isList && 'gap-3')}
                style={{
                  transform: `translateY(${row.start}px)`,
                  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                }}
              >
                {lanes.map((lane) => {
                  const index = inside.from + lane
                  const item = index < inside.to ? items[index] : undefined
                  if (item === undefined) return null
                  const isCurrent = index === currentIndex
                  const cell = { index, count: items.length, isCurrent, titleId: `${id}${index}` }
                  return <Fragment key={lane}>{renderCard(item, cell)}</Fragment>
                })}
              </div>
            )
          })}
        </MatchTerms>
      </div>
    </div>
  )
}

const isAt = <T,>(items: readonly T[], { key, index }: { key: string; index: number }, keyOf: (item: T) => string) => {
  const item = items[index]
  return item !== undefined && keyOf(item) === key
}

/** Runs after a change of these values; a page that is shown again runs its effects again without one. */
function useOnChange(values: readonly unknown[], run: () => void) {
  const before = useRef(values)
  useLayoutEffect(() => {
    const isChanged = values.some((value, at) => value !== before.current[at])
    before.current = values
    if (isChanged) run()
  })
}

/** The number of cards in a row. */
function useColumns(scroller: RefObject<HTMLDivElement | null>, least: number): number {
  const [columns, setColumns] = useState(() => columnsIn(window.innerWidth, least))
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setColumns(columnsIn(element.clientWidth, least))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, least])
  return columns
}

interface Key {
  key: string
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}

const keysOf = ({ key, altKey, ctrlKey, metaKey, shiftKey }: Key): Key => ({ key, altKey, ctrlKey, metaKey, shiftKey })

interface Place {
  index: number
  count: number
  layout: GridLayout
  rowsInView: number
}

/** The index of the card that a key moves to; null for other keys and at the edge of the grid. */
function stepFor(pressed: Key, { index, count, layout, rowsInView }: Place): number | null {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return null
  const last = count - 1
  const right = directionOfPage() === 'rtl' ? -1 : 1
  const targets: Record<string, number> = {
    ArrowRight: index + right,
    ArrowLeft: index - right,
    ArrowDown: layout.vertical(index, 1),
    ArrowUp: layout.vertical(index, -1),
    PageDown: layout.vertical(index, rowsInView),
    PageUp: layout.vertical(index, -rowsInView),
    Home: 0,
    End: last,
  }
  const target = targets[pressed.key]
  return target === undefined || target < 0 || target > last || target === index ? null : target
}
