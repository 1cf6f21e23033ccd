import { expect, test } from 'vitest'
import { isSlowPattern } from '../../src/main/schemas/regex-safety.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

/** A regular expression as it is written, after what cannot end a value: elsewhere the slash divides. */
const LITERAL =
  /(?<=[=(,:[!&|?{};+]\s*|\breturn\s+|=>\s*|^\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/gm

const patternsIn = ({ path, text }: SourceFile) =>
  [...text.matchAll(LITERAL)].map(([, source = '', flags = '']) => ({ path, source, flags }))

const isRegExp = (source: string, flags: string) => {
  try {
    return new RegExp(source, flags) instanceof RegExp
  } catch {
    return false
  }
}

/** The patterns in the schemas of the built-in entries. */
const schemaPatterns = ({ path, text }: SourceFile) => {
  const found: { path: string; source: string; flags: string }[] = []
  JSON.parse(text, (name, value: unknown) => {
    if (name === 'pattern' && typeof value === 'string') found.push({ path, source: value, flags: 'u' })
    return value
  })
  return found
}

const patterns = [
  ...sourceFiles('src/**/*.{ts,tsx}').flatMap(patternsIn),
  ...sourceFiles('seeds/**/*.json').flatMap(schemaPatterns),
]

test('the patterns of the program are found', () => {
  expect(patterns.length).toBeGreaterThan(30)
  expect(patterns.filter(({ source, flags }) => !isRegExp(source, flags))).toEqual([])
  const planted = patternsIn({ path: 'planted.ts', text: 'const slow = /^(a+)+$/u.test(text) && 1 / 2 / 3' })
  expect(planted).toEqual([{ path: 'planted.ts', source: '^(a+)+$', flags: 'u' }])
  expect(schemaPatterns({ path: 'planted.json', text: '{"properties":{"a":{"pattern":"^(a+)+$"}}}' })).toEqual([
    { path: 'planted.json', source: '^(a+)+$', flags: 'u' },
  ])
  expect(patterns.some(({ path }) => path.endsWith('wordpress.json'))).toBe(true)
  expect(isSlowPattern('^(a+)+$')).toBe(true)
})

test('none of them takes time exponential in the length of a text', () => {
  expect(
    patterns.filter(({ source }) => isSlowPattern(source)).map(({ path, source }) => `${path}: ${source}`),
  ).toEqual([])
})
