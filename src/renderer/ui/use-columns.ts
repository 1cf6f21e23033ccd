import { type RefObject, useLayoutEffect, useState } from 'react'

const MIN_CARD = 296

/** Pixels between two cards and beside them. */
export const GAP = 12
export const PADDING = 20

const columnsIn = (width: number) => Math.max(1, Math.floor((width - 2 * PADDING + GAP) / (MIN_CARD + GAP)))

/** How many cards fit next to each other. */
export function useColumns(scroller: RefObject<HTMLDivElement | null>): number {
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
