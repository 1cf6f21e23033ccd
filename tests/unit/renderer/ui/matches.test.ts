import { expect, test } from 'vitest'
import { bestFirst } from '../../../../src/renderer/ui/matches.ts'

const search = (query: string, ...names: string[]) => bestFirst(names, query, (name) => name)

test('an equal name comes first, then names that begin with the query, then names with a word that does', () => {
  expect(search('news', 'Old news', 'Renews', 'Newsroom', 'News')).toEqual(['News', 'Newsroom', 'Old news', 'Renews'])
})

test('equally good matches keep their order', () => {
  expect(search('blog', 'Blog B', 'Blog A')).toEqual(['Blog B', 'Blog A'])
  expect(search('', 'B', 'A')).toEqual(['B', 'A'])
})

test('case and accents do not matter', () => {
  expect(search('zu', 'Azur', 'ZÜRICH')).toEqual(['ZÜRICH', 'Azur'])
})
