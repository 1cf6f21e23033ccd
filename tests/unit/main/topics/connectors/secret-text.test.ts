import { expect, test } from 'vitest'
import { clipboardJunk } from '../../../../../src/main/topics/connectors/secret-text.ts'

test.each([
  ['a zero-width space', 'abc\u200bdef', /place 4/],
  ['a byte order mark', '\ufeffabc', /place 1/],
  ['NUL', 'abc\u0000', /place 4/],
  ['an escape sequence', 'abc\u001b[0m', /place 4/],
  ['a direction mark', 'abc\u202edef', /place 4/],
  ['half a character', 'abc\ud800', /place 4/],
  ['a line break at its end', 'abc\r\n', /line break/],
  ['a line break at its start', '\nabc', /line break/],
  ['100 kB', 'x'.repeat(100_000), /at most 65,536/],
])('a secret with %s is refused in words that do not quote it', (_what, value, message) => {
  expect(clipboardJunk(value)).toMatch(message)
  expect(clipboardJunk(value)).not.toContain('abc')
})

test.each([
  ['spaces around it', ' pass word '],
  ['any script', 'пароль 密码 é 👩‍🚀'.replace('\u200d', '')],
  ['a key of many lines', '-----BEGIN KEY-----\nabc\n-----END KEY-----\n'],
  ['a JSON document', '{\n\t"key": "x"\n}\n'],
])('a secret with %s is fine', (_what, value) => {
  expect(clipboardJunk(value)).toBeNull()
})

test('what is no text is left to its schema', () => {
  expect(clipboardJunk({ token: 'a\u0000' })).toBeNull()
})
