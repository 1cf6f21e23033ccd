interface Key {
  key: string
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}

interface Place {
  index: number
  count: number
  columns: number
  rowsInView: number
}

/** The index of the card that a key moves to; null for other keys and at the edge of the grid. */
export function stepFor(pressed: Key, { index, count, columns, rowsInView }: Place): number | null {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return null
  const last = count - 1
  const page = columns * rowsInView
  const targets: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    // Down moves to the last card when the last row is too short to have one below.
    ArrowDown: Math.floor(index / columns) < Math.floor(last / columns) ? Math.min(index + columns, last) : index,
    ArrowUp: index - columns,
    PageDown: Math.min(index + page, last),
    PageUp: Math.max(index - page, index % columns),
    Home: 0,
    End: last,
  }
  const target = targets[pressed.key]
  return target === undefined || target < 0 || target > last || target === index ? null : target
}
