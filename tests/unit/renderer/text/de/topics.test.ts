import { globSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { topics } from '../../../../../src/renderer/text/de/topics.ts'

const ENGLISH = path.resolve('src/renderer/text/en')

type Place = [path: string, english: unknown, german: unknown]

/** Every text of a topic beside its German one, with its place. */
function* places(at: string, english: unknown, german: unknown): Generator<Place> {
  if (typeof english !== 'object' || english === null) return yield [at, english, german]
  for (const [key, value] of Object.entries(english))
    yield* places(`${at}.${key}`, value, (german as Record<string, unknown> | undefined)?.[key])
}

const texts: Place[] = []

beforeAll(async () => {
  for (const file of globSync('**/*.ts', { cwd: ENGLISH })) {
    const english = (await import(path.join(ENGLISH, file))) as Record<string, unknown>
    for (const [name, topic] of Object.entries(english))
      if (typeof topic === 'object') texts.push(...places(name, topic, (topics as Record<string, unknown>)[name]))
  }
})

const textsWhere = (isWrong: (german: string, english: string) => boolean): string[] =>
  texts.flatMap(([at, english, german]) =>
    typeof english === 'string' && typeof german === 'string' && isWrong(german, english) ? [`${at}: ${german}`] : [],
  )

/** The words of a function, as they stand in its source; what it makes of values is not known. */
const source = (text: unknown) => (typeof text === 'function' ? text.toString() : '')

test('every topic of the screens is there in German, with a text of the same kind for every key', () => {
  const wrong = texts.flatMap(([at, english, german]) => (typeof english === typeof german ? [] : [at]))
  expect(texts.length).toBeGreaterThan(1500)
  expect(wrong).toEqual([])
})

test('no sentence stays English', () => {
  const NAMES = /^(?:Reset|NDJSON|Patchbay|OAuth|op:\/\/)/
  expect(textsWhere((german, english) => german === english && /\w \w/.test(german) && !NAMES.test(german))).toEqual([])
})

test('texts are typeset: quotes as Germans write them, one character for an ellipsis, single spaces', () => {
  const plain = (german: string) => german.replaceAll(/„[^“]*“/g, '').replace('"writeOnly": true', '')
  expect(textsWhere((german) => /[“”‟"']|\.\.\.|!/.test(plain(german)))).toEqual([])
  expect(textsWhere((german) => /\S {2,}\S/.test(german))).toEqual([])
})

test('people are addressed as "Sie", and no sentence begs them', () => {
  expect(textsWhere((german) => /\b(?:du|dein\w*|euch|bitte)\b/i.test(german))).toEqual([])
})

test('a thing has the one word of the glossary in docs/project/writing.md', () => {
  const OTHERS = /Arbeitsbereich|Verbindungsprüfung|Backup|rotier/
  const wrong = texts.flatMap(([at, , german]) =>
    OTHERS.test(typeof german === 'string' ? german : source(german)) ? [at] : [],
  )
  expect(wrong).toEqual([])
})

test('a sentence ends as its English one does, so those that follow another one still fit', () => {
  const endOf = (text: string) => (/[.?:…]$/.exec(text) ?? [''])[0]
  expect(textsWhere((german, english) => endOf(german) !== endOf(english))).toEqual([])
})

test('functions take as many values as the English ones and use each', () => {
  const names = (text: unknown) =>
    /^(?:\w+ )?\(?\{ ?([^}]*?) ?\}/
      .exec(source(text))?.[1]
      ?.split(/[:,] ?/)
      .filter(Boolean) ?? []
  const wrong = texts.flatMap(([at, english, german]) => {
    if (typeof english !== 'function' || typeof german !== 'function') return []
    const missing = names(english).filter((name) => !source(german).includes(name))
    return english.length === german.length && missing.length === 0 ? [] : [`${at}: ${missing.join(', ')}`]
  })
  expect(wrong).toEqual([])
})
