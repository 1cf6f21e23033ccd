import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOfPath, longNumbers, tokensOf, withoutComments } from '../../../src/shared/json-text.ts'

const json = `{
  "type": "object",
  "properties": {
    "host": { "type": "string" },
    "a.b": {
      "oneOf": [
        { "title": "{ not [ structure" },
        { "title": "second" }
      ]
    }
  }
}`

test.each([
  [[], 1],
  [['type'], 2],
  [['properties', 'host'], 4],
  [['properties', 'host', 'type'], 4],
  [['properties', 'a.b', 'oneOf', '0', 'title'], 7],
  [['properties', 'a.b', 'oneOf', '1', 'title'], 8],
  [['properties', 'a.b', 'missing'], 5],
  [['missing'], 1],
])('the place %j is in line %i', (path, line) => {
  expect(placeOfPath(json, path).line).toBe(line)
})

test('any name of any JSON object is found in its line', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 }), (object) => {
      const text = JSON.stringify(object, null, 1)
      for (const name of Object.keys(JSON.parse(text) as object)) {
        const line = text.split('\n')[placeOfPath(text, [name]).line - 1]
        expect(line).toContain(JSON.stringify(name))
      }
    }),
  )
})

test('of a name that stands twice the last is meant, as it is the one that counts', () => {
  expect(placeOfPath('{\n"a": 1,\n"a": { "b":\n2 }\n}', ['a']).line).toBe(3)
  expect(placeOfPath('{\n"a": { "b": 1 },\n"a": {}\n}', ['a', 'b']).line).toBe(3)
})

test('the coloured parts of a line are the line', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const single = line.replaceAll('\n', '')
      expect(
        tokensOf(single)
          .map(({ text }) => text)
          .join(''),
      ).toBe(single)
    }),
  )
  expect(tokensOf('"a": [1.5, true, "b"]').map(({ kind }) => kind)).toEqual(
    'key mark space mark number mark space word mark space string mark'.split(' '),
  )
  for (const wrong of ['"not closed', '"bad \\x escape"', 'True', '// note'])
    expect(tokensOf(wrong)).toEqual([{ kind: 'wrong', text: wrong, start: 0 }])
})

test('long numbers have their paths and places', () => {
  expect(longNumbers('{\r\n  "a": [1, 12345678901234567890],\n  "b": 1.5\n}')).toEqual([
    { path: ['a', '1'], place: { line: 2, column: 12 } },
  ])
})

test('of a text that is nested too deeply to be followed, the long numbers before that are known', () => {
  const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`
  expect(longNumbers(`[12345678901234567890, ${deep}]`).map(({ path }) => path)).toEqual([['0']])
})

test('JSON with comments and commas at the end is read as without them, line by line', () => {
  const comments = fc.constantFrom('', ' // a, "b" }\n', '/* ] , */', '\n// "\n')
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(comments, { minLength: 1 }), (value, words) => {
      let at = 0
      const commented = JSON.stringify(value, null, 1).replaceAll(
        /(?<=[{[,])\n/g,
        () => `\n${words[(at += 1) % words.length]}`,
      )
      const text = commented.replaceAll(/\n( *[}\]])/g, (_all, end: string) => `,\n${end}`)
      const bare = withoutComments(text)
      expect(JSON.parse(bare)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(bare.length).toBe(text.length)
      expect(bare.split('\n').length).toBe(text.split('\n').length)
    }),
  )
})
