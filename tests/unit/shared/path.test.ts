import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPath, parsePath } from '../../../src/shared/path.ts'

test('segments are joined by dots, and dots and backslashes in names are escaped', () => {
  expect(formatPath(['config', 'hosts', 0, 'password'])).toBe('config.hosts.0.password')
  expect(formatPath(['config', 'a.b', 'c\\d'])).toBe('config.a\\.b.c\\\\d')
})

test('any segments come back from their path', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (segments) => {
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
