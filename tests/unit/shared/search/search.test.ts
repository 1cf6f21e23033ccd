import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSearch } from '../../../../src/shared/search/search.ts'

interface Entry {
  name: string
  about?: string
}

const search = createSearch<Entry>(({ name, about = '' }) => [name, about])
const entries = (...names: string[]): Entry[] => names.map((name) => ({ name }))
const names = (items: readonly Entry[], query: string) => search(items, query).items.map(({ name }) => name)

test('a name that equals the query comes first, then names that begin with it, then names with such a word', () => {
  const all = entries('Renews', 'Old news', 'Oldest newsroom', 'Newsroom', 'News desk', 'News')
  expect(names(all, 'news')).toEqual(['News', 'News desk', 'Newsroom', 'Old news', 'Oldest newsroom', 'Renews'])
})

test('one letter finds the name that it is', () => {
  expect(names(entries('Box', 'Xero', 'Dropbox', 'X (Twitter)'), 'x')[0]).toBe('X (Twitter)')
})

test('one letter puts items in the order of all words: whole names, then words, then their parts, then other fields', () => {
  const all = [
    ...[
      { name: 'Zoo', about: 'the e' },
      { name: 'Zoo', about: 'tree e' },
      ...entries('Seed', 'An E', 'An Elk', 'Elk', 'E x'),
    ],
    ...entries('Zoo', 'E'),
  ]
  const order = search(all, 'e').items.map(({ name, about = '' }) => `${name} ${about}`.trim())
  expect(order).toEqual(['E', 'E x', 'Elk', 'An E', 'An Elk', 'Seed', 'Zoo the e', 'Zoo tree e'])
})

test('a name comes before a description', () => {
  const all = [{ name: 'Calendar', about: 'Like HubSpot' }, ...entries('GitHub', 'HubSpot')]
  expect(names(all, 'hub')).toEqual(['HubSpot', 'GitHub', 'Calendar'])
})

test('all words must occur, in any order and in any field', () => {
  const all = [
    { name: 'Saltmeadow Bergen', about: 'WordPress' },
    { name: 'Saltmeadow Berlin', about: 'LinkedIn' },
  ]
  expect(names(all, 'press salt')).toEqual(['Saltmeadow Bergen'])
  expect(names(all, 'salt ber')).toEqual(['Saltmeadow Bergen', 'Saltmeadow Berlin'])
})

test('exactly the items that contain every word match, whatever the words and fields are', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), maxLength: 9 })
  const entry = fc.record({ name: text, about: text })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), text, (others, query) => {
      // One item contains the query, as the words would be corrected otherwise.
      const all = [...others, { name: 'b', about: query }, ...others]
      const words = query.split(' ')
      const matches = all.filter(({ name, about }) => words.every((word) => `${name}\n${about}`.includes(word)))
      expect(new Set(search(all, query).items)).toEqual(new Set(matches))
    }),
  )
})

test('signs that occur nowhere hide nothing', () => {
  expect(names(entries('News', 'Box'), '?')).toEqual(['News', 'Box'])
})

test('a name with the words as they were typed comes before one where they are apart', () => {
  expect(names(entries('Morning show: the oat', 'Old morning oat'), 'morning oat')[0]).toBe('Old morning oat')
})

test('equally good matches keep their order', () => {
  expect(names(entries('Blog B', 'Blog A'), 'blog')).toEqual(['Blog B', 'Blog A'])
})

test('an empty query finds everything as it is', () => {
  const all = entries('B', 'A')
  expect(search(all, '  ')).toEqual({ items: all, terms: [] })
})

test('case, accents and the shapes of letters do not matter', () => {
  expect(names(entries('Azur', 'ZÜRICH', 'Office'), 'zu')).toEqual(['ZÜRICH', 'Azur'])
  expect(names(entries('oﬃce'), 'OFFICE')).toEqual(['oﬃce'])
  expect(names(entries('ΟΔΟΣ'), 'οδοσ')).toEqual(['ΟΔΟΣ'])
})

test.each([
  ['salesfroce', 'Salesforce'],
  ['salesfr', 'Salesforce'],
  ['wordpres', 'WordPress'],
  ['wrodpress', 'WordPress'],
  ['linkdin', 'LinkedIn'],
  ['likedin page', 'LinkedIn page'],
  ['sales-force', 'Salesforce'],
  ['mediun', 'Medium'],
])('the mistyped %j finds %s', (query, name) => {
  const all = entries('HubSpot', 'Salesforce', 'WordPress', 'LinkedIn', 'LinkedIn page', 'Medium')
  expect(names(all, query)[0]).toBe(name)
})

test('a mistyped word is answered with the one that it stands for, to be marked', () => {
  expect(search(entries('Salesforce'), 'salesfroce').terms).toEqual(['salesforce'])
  expect(search(entries('Saltmeadow Bergen'), 'salt bregen').terms).toEqual(['salt', 'bergen'])
})

test('short words and words with digits have to be right', () => {
  expect(names(entries('Box', 'Shop 1234'), 'bix')).toEqual([])
  expect(names(entries('Box', 'Shop 1234'), 'shop 1235')).toEqual([])
})

test('a word that is right somewhere is not corrected', () => {
  expect(names(entries('Blog', 'Slog'), 'blog')).toEqual(['Blog'])
})

test('items that were replaced in the list are read again', () => {
  const before = { name: 'Before' }
  const other = { name: 'Other' }
  expect(names([before, other], 'before')).toEqual(['Before'])
  expect(names([{ name: 'After' }, other], 'before')).toEqual([])
})

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ß', ' ', '-', '1', '𝒳'), maxLength: 6 })

test('what matches is what a scan of every word finds', () => {
  const plain = (words: string) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  fc.assert(
    fc.property(fc.array(fc.record<Entry>({ name: word, about: word })), word, (items, query) => {
      const words = plain(query).split(/\s+/).filter(Boolean)
      const scanned = items.filter(({ name, about = '' }) =>
        words.every((one) => plain(name).includes(one) || plain(about).includes(one)),
      )
      const matches = search(items, query).items
      // Where a scan has nothing, the search may answer for a mistyped word.
      expect(new Set(matches)).toEqual(new Set(scanned.length > 0 ? scanned : matches))
      expect(matches.every((item) => items.includes(item))).toBe(true)
      expect(new Set(matches).size).toBe(matches.length)
    }),
  )
})
