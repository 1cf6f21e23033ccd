import { expect, test } from 'vitest'
import { configFrom, problemsIn, textOf } from '../../../../../src/renderer/features/connector-form/config-text.ts'

const schemas = {
  configSchema: {
    type: 'object',
    properties: { site: { type: 'string' }, token: { type: 'string', writeOnly: true } },
  },
  authSchema: {},
}

test('a text is the config that it stands for, and comes back as it was', () => {
  const config = { site: 'a', tags: ['x'], more: { deep: null } }
  expect(configFrom(textOf(config), schemas)).toEqual({ config, problem: null })
})

test.each([
  ['breaks off', '{\n  "site": "a",\n', { line: 3, column: 1 }],
  ['has a word without quotes', '{\n  "site": a\n}', { line: 2, column: 11 }],
  ['is empty', '', { line: 1, column: 1 }],
  ['is a list', '[1]', { line: 1, column: 1 }],
  ['has a number that is not kept exactly', '{\n  "id": 12857044736508887021\n}', { line: 2, column: 9 }],
  ['holds a secret', '{\n  "site": "a",\n  "token": "hush"\n}', { line: 3, column: 3 }],
])('a text that %s has its mistake at a line and column', (_, json, place) => {
  const { config, problem } = configFrom(json, schemas)
  expect(config).toBeNull()
  expect(problem?.place).toEqual(place)
  expect(problem?.message).not.toContain('hush')
})

test('errors of fields stand in the order of the text, and one without a place at the group around it', () => {
  const json = '{\n  "b": 1,\n  "group": { "a": 2 }\n}'
  const errors = {
    'config.group.missing': ['Enter a value'],
    'config.b': ['Enter text'],
    'config.group.a': ['Use at most 1'],
    'auth.pin': ['Enter the PIN'],
    name: ['Enter a name'],
  }
  expect(problemsIn(json, errors)).toEqual([
    { place: { line: 2, column: 3 }, message: 'b: Enter text' },
    { place: { line: 3, column: 3 }, message: 'group, missing: Enter a value' },
    { place: { line: 3, column: 14 }, message: 'group, a: Use at most 1' },
  ])
})
