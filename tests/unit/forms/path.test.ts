import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelFromName } from '../../../src/renderer/forms/label.ts'
import { fieldId } from '../../../src/renderer/forms/field-ids.ts'
import { formatPath, isWithin, parsePath } from '../../../src/shared/path.ts'

const path = fc.array(fc.oneof(fc.string(), fc.constantFrom('.', '\\', '\\.', 'a.b', '')), {
  minLength: 1,
  maxLength: 6,
})

test('A dotted path gives back its segments, whatever the names', () => {
  fc.assert(
    fc.property(path, (segments) => {
      expect(parsePath(formatPath(segments))).toEqual(segments)
    }),
  )
})

test('Dots and backslashes in names are escaped with a backslash', () => {
  expect(formatPath(['config', 'a.b', 0, String.raw`c\d`])).toBe(String.raw`config.a\.b.0.c\\d`)
})

test('Two fields never share an id, and an id never has a space', () => {
  fc.assert(
    fc.property(path, path, (one, other) => {
      const ids = [fieldId('f', one), fieldId('f', other)]
      expect(ids[0] === ids[1]).toBe(formatPath(one) === formatPath(other))
      expect(ids[0]).not.toMatch(/\s/)
    }),
  )
})

test('A path lies within itself and its ancestors', () => {
  expect(isWithin(['a', 0, 'b'], ['a', '0'])).toBe(true)
  expect(isWithin(['a'], ['a', 'b'])).toBe(false)
})

test('Names become labels', () => {
  const labels = ['client_id', 'siteUrl', 'oauth-token', 'API_KEY', 'scope.ids', ''].map(labelFromName)
  expect(labels).toEqual(['Client ID', 'Site URL', 'OAuth token', 'API key', 'Scope IDs', ''])
})
