import { expect, test } from 'vitest'
import { bestFirst } from '../../../../src/renderer/ui/matches.ts'

const found = (query: string, ...names: string[]) => bestFirst(names, query, (name) => name)

test('the name that was typed comes before names that begin with it, then before names with such a word', () => {
  expect(found('news', 'Old news', 'Renews', 'Newsroom', 'News')).toEqual(['News', 'Newsroom', 'Old news', 'Renews'])
})

test('names that fit equally well stay as they were', () => {
  expect(found('blog', 'Blog B', 'Blog A')).toEqual(['Blog B', 'Blog A'])
  expect(found('', 'B', 'A')).toEqual(['B', 'A'])
})

test('case and accents do not matter', () => {
  expect(found('zu', 'Azur', 'ZÜRICH')).toEqual(['ZÜRICH', 'Azur'])
})
