/** Items that stand together under a heading. */
export interface GridGroup {
  key: string
  label: string
  /** The index of its first item. */
  from: number
  count: number
}

/** A row of a grid: the heading of a group, or the cards from one index up to another. */
type GridRow = { group: GridGroup } | { from: number; to: number }

interface Part {
  group: GridGroup | null
  from: number
  count: number
  firstRow: number
}

/** Which cards stand in which row. */
export interface GridLayout {
  rowCount: number
  rowAt(row: number): GridRow
  /** The row of an item. */
  rowOf(index: number): number
  /** The item that so many rows of cards down, or up, leads to; the same item at the edge. */
  vertical(index: number, rows: number): number
}

/** Lays items out in rows of so many columns; each group begins with a heading and in a row of its own. */
export function layOut(count: number, columns: number, groups: readonly GridGroup[] = []): GridLayout {
  const rowsOf = (items: number) => Math.ceil(items / columns)
  const parts: Part[] = []
  let rowCount = 0
  for (const group of groups.length === 0 ? [null] : groups) {
    const { from, count: size } = group ?? { from: 0, count }
    parts.push({ group, from, count: size, firstRow: rowCount })
    rowCount += rowsOf(size) + (group ? 1 : 0)
  }
  const partWhere = (isAfter: (part: Part) => boolean) => {
    const next = parts.findIndex(isAfter)
    return next < 0 ? parts.length - 1 : Math.max(0, next - 1)
  }
  const partOf = (index: number) => partWhere(({ from }) => from > index)

  const step = (index: number, isDown: boolean): number => {
    const at = partOf(index)
    const { from, count: size } = parts[at] as Part
    const within = index - from
    const lane = within % columns
    if (isDown) {
      if (rowsOf(within + 1) < rowsOf(size)) return from + Math.min(within + columns, size - 1)
      const next = parts[at + 1]
      return next ? next.from + Math.min(lane, next.count - 1) : index
    }
    if (within >= columns) return index - columns
    const before = parts[at - 1]
    return before ? before.from + Math.min((rowsOf(before.count) - 1) * columns + lane, before.count - 1) : index
  }

  return {
    rowCount,
    rowAt: (row) => {
      const part = parts[partWhere(({ firstRow }) => firstRow > row)] as Part
      const within = row - part.firstRow - (part.group ? 1 : 0)
      if (part.group && within < 0) return { group: part.group }
      const from = part.from + within * columns
      return { from, to: Math.min(from + columns, part.from + part.count) }
    },
    rowOf: (index) => {
      const { from, firstRow, group } = parts[partOf(index)] as Part
      return firstRow + (group ? 1 : 0) + Math.floor((index - from) / columns)
    },
    vertical: (index, rows) => {
      let at = index
      for (let count = 0; count < Math.abs(rows); count += 1) {
        const next = step(at, rows > 0)
        if (next === at) break
        at = next
      }
      return at
    },
  }
}
