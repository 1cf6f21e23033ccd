import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEntries } from '../../../src/main/schemas/lint/file-shapes.ts'
import { sameName } from '../../../src/main/hosts/cli/session.ts'
import { draftOf, withName } from '../../../src/renderer/features/entry-editor/draft.ts'
import { freeName, isEntryKey, keyFromName, letterOf, nameKey } from '../../../src/shared/names.ts'
import { computing } from '../../helpers/computing.ts'

test('names that differ in case, form or outer spaces alone are one name', () => {
  expect(['Straße', ' straße ', 'STRASSE', 'strasse'].map(nameKey)).toEqual(Array(4).fill('strasse'))
  expect(nameKey('Zu\u0308rich')).toBe(nameKey('ZÜRICH'))
  expect(nameKey('Acme')).not.toBe(nameKey('Acme 2'))
})

/** The key of a name as it was before it had the order of names in it, by which names were the same. */
const foldedName = (name: string) => name.normalize('NFC').trim().toUpperCase().toLowerCase().normalize('NFC')

const WORDS = [
  'a',
  'b',
  'z',
  'A',
  'Z',
  'ä',
  'Ö',
  'é',
  'ñ',
  'ø',
  'ł',
  'ß',
  'æ',
  'я',
  'й',
  'ع',
  '語',
  'e\u0301',
  '²',
  'ﬁ',
]
const NUMBERS = ['0', '1', '2', '007', '10', '99', '123456789', '1234567890', '12345678901234567890']
const text = fc.array(fc.constantFrom(...WORDS, ...NUMBERS, ' ', '-', '_', '.'), { maxLength: 6 })
const name = text.map((parts) => parts.join(''))

test('two names have one key exactly where they differ in case, form or outer spaces alone', () => {
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(nameKey(one) === nameKey(other)).toBe(foldedName(one) === foldedName(other))
      expect(nameKey(one)).toBe(nameKey(` ${one.toUpperCase()} `))
    }),
    { numRuns: 2000 },
  )
})

test('keys are in the order that English and German have for names, with numbers as numbers', () => {
  const letters = ['a', 'b', 'z', 'A', 'Z', 'ä', 'Ö', 'ü', 'ß', 'é', 'ñ', 'ç', 'ø', 'ł', 'æ', 'œ', ' ', ...NUMBERS]
  const latin = fc
    .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('').trim())
  for (const language of ['en', 'de']) {
    const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true })
    fc.assert(
      fc.property(latin, latin, (one, other) => {
        const [a, b] = [nameKey(one), nameKey(other)]
        // Names that are equal to a dictionary are in any order, which is always the same.
        const order = compare(one, other)
        expect(order === 0 || Math.sign(order) === (a < b ? -1 : 1)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  }
})

test('the letter of a workspace is the first one of its name, as people see it', () => {
  const names = ['acme', 'A', '', 'e\u0301clair', 'éclair', 'ßig', '1st', '👩‍🚀 crew', '#\ufe0f\u20e3 keys']
  expect(names.map((name) => letterOf({ name, letter: null }))).toEqual([
    ...['A', 'A', '', 'E\u0301', 'É', 'SS', '1', '👩‍🚀', '#\ufe0f\u20e3'],
  ])
  expect(letterOf({ name: 'acme', letter: 'Z' })).toBe('Z')
})

test('the command line finds a name by the rule that keeps names apart, and the form offers none that is taken', () => {
  expect(sameName('Straße', 'STRASSE')).toBe(true)
  expect(freeName('STRASSE', ['Straße'])).toBe('STRASSE 2')
})

test('a file and the editor make the same key of a name', () => {
  for (const [name, key] of [
    ['Zürich CRM (v2)', 'zurich-crm-v2'],
    ['  Google Ads ', 'google-ads'],
    ['Acme Inc.', 'acme-inc'],
  ] as const) {
    expect(withName(draftOf(null), name, true).key).toBe(key)
    expect(readEntries([{ name, connectionSpecification: {} }])[0]?.key).toBe(key)
  }
  expect(readEntries([{ key: 'as_it_is_', name: 'Acme', connectionSpecification: {} }])[0]?.key).toBe('as_it_is_')
})

test('the key of any name is one or empty, and is its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const key = keyFromName(name)
      expect(key === '' || isEntryKey(key)).toBe(true)
      expect(keyFromName(key)).toBe(key)
    }),
  )
})

test('the key of a very long name takes little time', () => {
  expect(computing(() => keyFromName(`a${'-'.repeat(800_000)}a`))).toBeLessThan(500)
})
