import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GridGroup, layOut } from '../../../../../src/renderer/ui/cards/grid-layout.ts'

const groupsOf = (sizes: readonly number[]): GridGroup[] => {
  let from = 0
  return sizes.map((count, at) => {
    const group = { key: String(at), label: `Group ${at}`, from, count }
    from += count
    return group
  })
}

test('every card stands in one row, in order, and each group begins with its heading', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      (sizes, columns) => {
        const groups = groupsOf(sizes)
        const count = groups.length === 0 ? 17 : sizes.reduce((sum, size) => sum + size, 0)
        const layout = layOut(count, columns, groups)
        const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.rowAt(row))
        const cards = rows.flatMap((row, at) => {
          if ('group' in row) return []
          expect(row.to - row.from).toBeGreaterThan(0)
          expect(row.to - row.from).toBeLessThanOrEqual(columns)
          return Array.from({ length: row.to - row.from }, (_, lane) => [row.from + lane, at] as const)
        })
        expect(cards.map(([index]) => index)).toEqual([...Array(count).keys()])
        for (const [index, row] of cards) expect(layout.rowOf(index)).toBe(row)
        for (const { from, label } of groups) expect(rows[layout.rowOf(from) - 1]).toMatchObject({ group: { label } })
      },
    ),
  )
})

test('down and up keep the column, take the last card of a short row and pass from group to group', () => {
  const plain = layOut(7, 3)
  expect([plain.vertical(0, 1), plain.vertical(4, 1), plain.vertical(6, 1), plain.vertical(1, -1)]).toEqual([
    3, 6, 6, 1,
  ])
  const grouped = layOut(6, 3, groupsOf([4, 2]))
  expect(grouped.vertical(1, 1)).toBe(3)
  expect(grouped.vertical(3, 1)).toBe(4)
  expect(grouped.vertical(5, -1)).toBe(3)
  expect(grouped.vertical(0, 9)).toBe(4)
  expect(grouped.vertical(5, -9)).toBe(0)
})
