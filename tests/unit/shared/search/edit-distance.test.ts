import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance } from '../../../../src/shared/search/edit-distance.ts'

test.each([
  ['', '', 0],
  ['type', 'type', 0],
  ['type', 'tpye', 1],
  ['type', 'tips', 2],
  ['title', 'titel', 1],
  ['format', 'formats', 1],
  ['', 'abc', 3],
])('from %j to %j it is %i', (left, right, distance) => {
  expect(editDistance(left, right)).toBe(distance)
})

test('it is the same in both directions, and stops above the most that is asked for', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, fc.nat({ max: 4 }), (left, right, most) => {
      const distance = editDistance(left, right)
      expect(editDistance(right, left)).toBe(distance)
      expect(Math.min(editDistance(left, right, most), most + 1)).toBe(Math.min(distance, most + 1))
    }),
  )
})
