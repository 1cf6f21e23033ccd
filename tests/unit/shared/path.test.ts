import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPath, isWithin, parsePath } from '../../../src/shared/path.ts'

const segment = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('.', '\\', '\\.', 'a.b', ''))

test('segments are joined by dots, and dots and backslashes in names are escaped', () => {
  expect(formatPath(['config', 'hosts', 0, 'password'])).toBe('config.hosts.0.password')
  expect(formatPath(['config', 'a.b', 'c\\d'])).toBe('config.a\\.b.c\\\\d')
})

test('any segments come back from their path', () => {
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
      expect(parsePath(formatPath(segments))).toEqual(segments)
    }),
  )
})

test('any text can be read as a path', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\\', '.', 'a') }), (text) => {
      expect(parsePath(text).join('').length).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('a path lies within itself and its ancestors', () => {
  expect(isWithin(['a', 0, 'b'], ['a', '0'])).toBe(true)
  expect(isWithin(['a'], ['a', 'b'])).toBe(false)
})
