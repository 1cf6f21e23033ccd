import { expect, test } from 'vitest'
import { bestFirst } from '../../../../src/renderer/ui/matches.ts'

const search = (query: string, ...names: string[]) => bestFirst(names, query, (name) => name)

test('the name that was typed comes before names that begin with it, then before names with such a word', () => {
  expect(search('news', 'Old news', 'Renews', 'Newsroom', 'News')).toEqual(['News', 'Newsroom', 'Old news', 'Renews'])
})

test('names that fit equally well stay as they were', () => {
  expect(search('blog', 'Blog B', 'Blog A')).toEqual(['Blog B', 'Blog A'])
  expect(search('', 'B', 'A')).toEqual(['B', 'A'])
})

test('case and accents do not matter', () => {
  expect(search('zu', 'Azur', 'ZÜRICH')).toEqual(['ZÜRICH', 'Azur'])
})
