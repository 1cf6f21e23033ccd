import { expect, test } from 'vitest'
import { clipboardJunk } from '../../../../../../src/main/topics/connectors/secret-values/secret-text.ts'

test.each([
  ['a zero-width space', 'abc\u200bdef', /character 4/],
  ['a byte order mark', '\ufeffabc', /character 1/],
  ['NUL', 'abc\u0000', /character 4/],
  ['an escape sequence', 'abc\u001b[0m', /character 4/],
  ['a direction mark', 'abc\u202edef', /character 4/],
  ['half a character', 'abc\ud800', /character 4/],
  ['a line break at its end', 'abc\r\n', /line break/],
  ['a line break at its start', '\nabc', /line break/],
  ['100 kB', 'x'.repeat(100_000), /at most 65,536/],
])('a secret with %s is refused in words that do not quote it', (_what, value, sentence) => {
  const error = clipboardJunk(value)
  expect(error?.message).toMatch(sentence)
  expect(JSON.stringify(error)).not.toContain('abc')
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
