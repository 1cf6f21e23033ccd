import { expect, test } from 'vitest'
import { codeParts } from '../../../../src/shared/text/code-files.ts'

test('a large file is handed over in pieces that keep every character whole', () => {
  const text = '😀'.repeat(700_000)
  const parts = codeParts([
    { path: 'a.yaml', text: 'name: a' },
    { path: 'b.yaml', text },
  ])
  const pieces = parts.flat().filter(({ path }) => path === 'b.yaml')
  expect(pieces.map(({ text: piece }) => piece).join('')).toBe(text)
  expect(pieces.every(({ text: piece }) => piece.isWellFormed() && piece.length <= 700_000)).toBe(true)
  expect(pieces.map(({ isMore }) => isMore ?? false)).toEqual(pieces.map((_piece, at) => at > 0))
})
