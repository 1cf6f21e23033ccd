import { expect, test } from 'vitest'
import { generatePassphrase } from '../../../../../src/main/secrets/passphrase/words.ts'

const list = Array.from({ length: 7776 }, (_, index) => `word${index}`)
const known = new Set(list)

test('a generated passphrase has six words of the list, and no two are the same', () => {
  const phrases = Array.from({ length: 500 }, () => generatePassphrase(list))
  for (const phrase of phrases) {
    expect(phrase.split(' ')).toHaveLength(6)
    expect(phrase.split(' ').every((word) => known.has(word))).toBe(true)
  }
  expect(new Set(phrases).size).toBe(500)
})

test('words come from the whole list', () => {
  const indexes = Array.from({ length: 500 }, () => generatePassphrase(list).split(' '))
    .flat()
    .map((word) => Number(word.slice('word'.length)))
  for (const part of [0, 1, 2, 3])
    expect(indexes.filter((index) => Math.floor(index / 1944) === part).length).toBeGreaterThan(600)
})

test('a list that is too short, or repeats itself, is refused', () => {
  expect(() => generatePassphrase(list.slice(1))).toThrow('too short')
  expect(() => generatePassphrase([...list.slice(1), 'word1'])).toThrow('too short')
})
