import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeUnseen, hasUnseen, showUnseen } from '../../../src/shared/names.ts'

const unseen = [
  '\u001b[31m',
  'a\u0000',
  '\u202egpj.exe',
  'pay\u200bpal',
  'a\u2066b',
  '\ufeffa',
  'x\u00ady',
  'a\u200db',
  '\u2028',
  '\ud800',
  '\u3164',
  '\u{e0041}',
]
const seen = [
  'Zoë',
  '数据',
  'मानक हिन्दी',
  'क्\u200dष',
  'می\u200cخواهم',
  '👩\u200d💻',
  '🏳️\u200d🌈',
  '👍🏽',
  'עברית',
  'Ünïcode 新聞',
  '½ № ™',
  'a b',
]

test.each(unseen)('%j is made visible', (text) => {
  expect(hasUnseen(text)).toBe(true)
  expect(hasUnseen(showUnseen(text))).toBe(false)
  expect(showUnseen(text)).toContain('\\u{')
})

test.each(seen)('%j stays as it is', (text) => {
  expect(hasUnseen(text)).toBe(false)
  expect(showUnseen(text)).toBe(text)
})

test('no text keeps a control character or a mark of direction, and several lines stay lines', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(showUnseen(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      expect(hasUnseen(showUnseen(text))).toBe(false)
    }),
  )
  expect(showUnseen('a\n\tb\u001b', { keepLines: true })).toBe('a\n\tb\\u{1b}')
})

test('JSON with all of them escaped means the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = JSON.stringify(value, null, 2)
      expect(JSON.parse(escapeUnseen(json))).toEqual(JSON.parse(json))
      expect(hasUnseen(escapeUnseen(json).replaceAll('\n', ''))).toBe(false)
    }),
  )
})
