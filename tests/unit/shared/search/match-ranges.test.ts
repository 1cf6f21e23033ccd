import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchRanges } from '../../../../src/shared/search/match-ranges.ts'
import { plain } from '../../../../src/shared/search/plain.ts'

const marked = (shown: string, ...terms: string[]) =>
  matchRanges(shown, terms).map(({ start, end }) => shown.slice(start, end))

test('every term is marked where it stands, without regard to case and accents', () => {
  expect(marked('Saltmeadow Bergen', 'salt', 'ber')).toEqual(['Salt', 'Ber'])
  expect(marked('Zürich, ZU', 'zu')).toEqual(['Zü', 'ZU'])
})

test('a letter is marked at the starts of words, and inside only where no word starts with it', () => {
  expect(marked('X extra next', 'x')).toEqual(['X'])
  expect(marked('Box', 'x')).toEqual(['x'])
})

test('terms that touch are one mark', () => {
  expect(marked('Saltmeadow', 'salt', 'meadow')).toEqual(['Saltmeadow'])
  expect(marked('blog', 'bl', 'blog')).toEqual(['blog'])
})

test('a mark covers whole characters, with their accents', () => {
  expect(marked('e\u0301tude', 'e')).toEqual(['e\u0301'])
  expect(marked('oﬃce', 'of')).toEqual(['oﬃ'])
})

test('the plain text of a whole is that of its characters', () => {
  const text = fc.string({
    unit: fc.constantFrom('A', 'é', 'e', '\u0301', '\u0323', 'ﬃ', 'Σ', 'ς', 'İ', '한', '𝒳', ' '),
    maxLength: 12,
  })
  fc.assert(
    fc.property(text, (shown) => {
      expect(plain(shown)).toBe([...shown].map((character) => plain(character)).join(''))
    }),
  )
})

test('ranges are in order, apart and within the text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ﬃ', ' ', 'e\u0301', '𝒳'), maxLength: 12 })
  fc.assert(
    fc.property(text, fc.array(fc.constantFrom('a', 'ab', 'e', 'f', 'x'), { maxLength: 3 }), (shown, terms) => {
      let before = -1
      for (const { start, end } of matchRanges(shown, terms)) {
        expect(start).toBeGreaterThan(before)
        expect(end).toBeGreaterThan(start)
        before = end
      }
      expect(before).toBeLessThanOrEqual(shown.length)
    }),
  )
})
