import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRemembered } from '../../../../../src/main/hosts/electron/remembered.ts'
import { temporaryDirectory } from '../../../../helpers/test-app.ts'

const nothing = () => undefined

/** What is remembered of a file with this content. */
function readBack(content: string) {
  using directory = temporaryDirectory()
  writeFileSync(join(directory.path, 'remembered.json'), content)
  const remembered = createRemembered(directory.path, nothing)
  return { exports: remembered.recentExports(), windows: remembered.windows(), isNotified: remembered.hasNotified('a') }
}

test('what was remembered is there at the next start', async () => {
  using directory = temporaryDirectory()
  const before = createRemembered(directory.path, nothing)
  before.addExport('/a.json')
  before.setWindows([{ slot: 2, path: '/w/1/installed' }])
  before.addNotified(['a'])
  await before.written()
  const after = createRemembered(directory.path, nothing)
  expect(after.recentExports()).toEqual(['/a.json'])
  expect(after.windows()).toEqual([{ slot: 2, path: '/w/1/installed' }])
  expect(after.hasNotified('a')).toBe(true)
})

test('a list with anything wrong in it is forgotten, and the others are not', () => {
  const whole = { recentExports: ['/a.json'], notifiedExpiries: ['a'], windows: [{ slot: 1, path: '/' }] }
  const read = (change: object) => readBack(JSON.stringify({ ...whole, ...change }))
  const expected = { exports: ['/a.json'], windows: [{ slot: 1, path: '/' }], isNotified: true }
  expect(read({})).toEqual(expected)
  expect(read({ recentExports: ['/a.json', 7] })).toEqual({ ...expected, exports: [] })
  expect(read({ notifiedExpiries: 'a' })).toEqual({ ...expected, isNotified: false })
  for (const window of [null, 'x', {}, { slot: 0, path: '/' }, { slot: 1.5, path: '/' }, { slot: 1, path: 'a' }])
    expect(read({ windows: [window] })).toEqual({ ...expected, windows: [] })
  expect(read({ windows: [{ slot: 1, path: `/${'x'.repeat(2000)}` }] })).toEqual({ ...expected, windows: [] })
  const many = Array.from({ length: 21 }, (_, index) => ({ slot: index + 1, path: '/' }))
  expect(read({ windows: many })).toEqual({ ...expected, windows: [] })
})

test('a file that is damaged is an empty memory', () => {
  for (const content of ['', '{', 'null', '7', '[]'])
    expect(readBack(content)).toEqual({ exports: [], windows: [], isNotified: false })
})
