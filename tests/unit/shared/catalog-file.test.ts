import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitCatalogFile } from '../../../src/shared/catalog-file.ts'
import { placeOfJsonError } from '../../../src/shared/json-text.ts'
import { MAX_PART } from '../../../src/shared/limits.ts'

const entriesIn = (text: string): unknown[] => {
  const json = JSON.parse(text) as unknown
  if (Array.isArray(json)) return json
  return Object.values(json as Record<string, unknown[]>).flat()
}
const partsOf = async (json: unknown) =>
  (await splitCatalogFile(JSON.stringify(json))).map((part) => ('refused' in part ? [] : entriesIn(part.text)))

test('every entry of a list is in exactly one part, in the order of the file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 100 }), async (list) => {
      const plain: unknown = JSON.parse(JSON.stringify(list))
      expect((await partsOf(list)).flat()).toEqual(plain)
    }),
  )
})

test('no part is larger than a call can take', async () => {
  const list = Array.from({ length: 60 }, (_, index) => ({ key: `e${index}`, text: 'x'.repeat(index * 15_000) }))
  const parts = await splitCatalogFile(JSON.stringify({ sources: list, destinations: list }))
  expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(120)
  const sizes = parts.map((part) => ('refused' in part ? 0 : part.text.length))
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PART)
  const refused = parts.flatMap((part) => ('refused' in part ? [part.refused.key] : []))
  expect(refused).toEqual(['e54', 'e55', 'e56', 'e57', 'e58', 'e59', 'e54', 'e55', 'e56', 'e57', 'e58', 'e59'])
})

test('an entry is measured as it travels, in bytes and with what is escaped', async () => {
  const isSent = async (text: string) =>
    (await splitCatalogFile(JSON.stringify([{ text }]))).every((part) => 'text' in part)
  expect(
    await Promise.all([isSent('x'.repeat(700_000)), isSent('ж'.repeat(250_000)), isSent('"'.repeat(150_000))]),
  ).toEqual([true, true, true])
  expect(
    await Promise.all([isSent('x'.repeat(800_000)), isSent('ж'.repeat(450_000)), isSent('"'.repeat(300_000))]),
  ).toEqual([false, false, false])
})

test('the two lists of a registry stay apart', async () => {
  const [sources, destinations] = await splitCatalogFile('{"version":1,"sources":[{"a":1}],"destinations":[{"b":2}]}')
  expect(sources).toEqual({ text: '{"sources":[{"a":1}]}', count: 1 })
  expect(destinations).toEqual({ text: '{"destinations":[{"b":2}]}', count: 1 })
})

test('a single entry and a schema are one part', async () => {
  expect(await splitCatalogFile('\uFEFF{ "type": "object" }')).toEqual([{ text: '{"type":"object"}', count: 1 }])
})

test('YAML is read like JSON, several documents as a list, and what is broken is named by its place', async () => {
  const yaml = '# A comment\nkey: a\nversion: 1.0.0\nconfigSchema:\n  required: [host]\n'
  const entry = { key: 'a', version: '1.0.0', configSchema: { required: ['host'] } }
  expect(await splitCatalogFile(yaml)).toEqual([{ text: JSON.stringify(entry), count: 1 }])
  expect(await splitCatalogFile(`---\n${yaml}---\n${yaml}`)).toEqual([
    { text: JSON.stringify([entry, entry]), count: 2 },
  ])
  await expect(splitCatalogFile('a: 1\n  b: {\n')).rejects.toThrow(
    /neither JSON nor valid YAML \(line \d+, column \d+\)/,
  )
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefghi'[at]}, `.repeat(9)}]`),
  ]
  await expect(splitCatalogFile(bomb.join('\n'))).rejects.toThrow('unfolds to too much')
})

test('providers by key are split like a list, each with all of the one that it is another name of', async () => {
  const providers = { a: { auth_mode: 'BASIC', x: 'y'.repeat(500_000) }, b: { alias: 'a', x: 'z' } }
  const parts = await splitCatalogFile(JSON.stringify(providers))
  expect(parts.map((part) => ('text' in part ? Object.keys(JSON.parse(part.text) as object) : []))).toEqual([
    ['a'],
    ['b'],
  ])
  expect(parts[1]).toEqual({ text: JSON.stringify({ b: { auth_mode: 'BASIC', x: 'z' } }), count: 1 })
})

test.each([
  ['{\n  "secret-value": oops}', 2, 19],
  ['[1, 2', 1, 6],
  ['[1,]', 1, 4],
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['{"a": "x\ny"}', 1, 7],
  ['{} {}', 1, 4],
  ['[1}', 1, 3],
  ['nope', 1, 1],
])('a broken file is reported by its place and never quoted: %j', (text, line, column) => {
  return expect(splitCatalogFile(text)).rejects.toThrow(`The file is not valid JSON (line ${line}, column ${column})`)
})

test('a file is never nested too deeply to know where it is broken', async () => {
  await expect(splitCatalogFile(`[1 2, ${'['.repeat(100_000)}`)).rejects.toThrow('line 1, column 4')
  await expect(splitCatalogFile('['.repeat(100_000))).rejects.toThrow('line 1, column 100001')
})

test('a mistake that is put into any JSON is found no later than where it is', () => {
  const anyJson = fc.tuple(fc.jsonValue({ maxDepth: 4 }), fc.nat())
  fc.assert(
    fc.property(anyJson, ([value, at]) => {
      const json = JSON.stringify(value, null, 1)
      expect(placeOfJsonError(json)).toEqual(endOf(json))
      const place = at % (json.length + 1)
      const { line, column } = placeOfJsonError(`${json.slice(0, place)}\u0001${json.slice(place)}`)
      const mistake = endOf(json.slice(0, place))
      expect(line < mistake.line || (line === mistake.line && column <= mistake.column)).toBe(true)
    }),
  )
})

/** The place after the last character. */
const endOf = (text: string) => ({ line: text.split('\n').length, column: (text.split('\n').at(-1) ?? '').length + 1 })
