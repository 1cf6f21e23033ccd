import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { needsOf } from '../../../../../src/renderer/forms/data/needs.ts'
import { projectPath } from '../../../../helpers/paths.ts'

const seed = (key: string) => JSON.parse(readFileSync(projectPath(`seeds/catalog/${key}.json`), 'utf8'))
const labels = (configSchema: object, authSchema: object = {}) =>
  needsOf({ configSchema: { type: 'object', ...configSchema }, authSchema: { type: 'object', ...authSchema } }).map(
    ({ label, isSecret, isRequired }) => `${label}${isSecret ? ' (secret)' : ''}${isRequired ? '' : ' (optional)'}`,
  )

test('required fields come first, then optional secrets, each with its help', () => {
  const needs = needsOf(seed('linkedin'))
  expect(needs.map(({ label, isRequired }) => [label, isRequired])).toEqual([
    ['Author', true],
    ['Access token', true],
    ['Refresh token', false],
    ['Client secret', false],
  ])
  expect(needs[0]?.ways).toHaveLength(2)
  expect(needs[0]?.isSecret).toBe(false)
  expect(needs[1]).toMatchObject({ isSecret: true, description: expect.stringContaining('60 days') })
})

test('a field that something fills in, and optional settings, are not needed', () => {
  const configSchema = {
    required: ['host', 'port', 'ssl', 'kind'],
    properties: {
      host: { type: 'string' },
      port: { type: 'integer', default: 443 },
      ssl: { type: 'boolean' },
      kind: { const: 'web' },
      note: { type: 'string' },
    },
  }
  expect(labels(configSchema)).toEqual(['Host'])
})

test('what a required group requires is needed, and what an optional one requires is not', () => {
  const group = { type: 'object', required: ['city'], properties: { city: { type: 'string' } } }
  expect(labels({ required: ['office'], properties: { office: group, home: group } })).toEqual(['City'])
})

test('an optional secret of config is listed as optional', () => {
  expect(labels({ properties: { key: { type: 'string', writeOnly: true } } })).toEqual(['Key (secret) (optional)'])
})
