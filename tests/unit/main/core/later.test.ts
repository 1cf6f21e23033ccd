import { expect, test } from 'vitest'
import { isMade, later, makeNow } from '../../../../src/main/core/later.ts'

test('an object is made once, when something of it is first used', () => {
  let count = 0
  const part = later(() => {
    count += 1
    return { add: (a: number, b: number) => a + b }
  })
  expect(count).toBe(0)
  const { add } = part
  expect([add(1, 2), part.add(3, 4), count]).toEqual([3, 7, 1])
})

test('what an object has can be listed and copied', () => {
  const part = later(() => ({
    list: () => [1],
    get size() {
      return 1
    },
  }))
  expect('list' in part).toBe(true)
  expect(Object.keys(part)).toEqual(['list', 'size'])
  expect({ ...part }.size).toBe(1)
})

test('only what was used has something to close', () => {
  const [first, second, third] = [1, 2, 3].map((close) => later(() => ({ close })))
  expect(first?.close).toBe(1)
  makeNow(third ?? {})
  expect([first, second, third].map((part) => isMade(part ?? {}))).toEqual([true, false, true])
  expect(isMade({})).toBe(true)
})
