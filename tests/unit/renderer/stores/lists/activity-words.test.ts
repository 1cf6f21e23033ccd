import { expect, test } from 'vitest'
import { searchWords, withActions } from '../../../../../src/renderer/stores/lists/activity-words.ts'

const formsOf = (search: string) => withActions({ search }).search?.split('|')

test('a word of the screens also stands for the actions that have it', () => {
  expect(formsOf('Deactivated')).toEqual(['deactivated', 'connector.inactive'])
  expect(formsOf('activated')).toEqual(['activated', 'connector.active', 'connector.inactive'])
  expect(formsOf('cleared')).toEqual(['cleared', 'secret_cleared'])
  expect(formsOf('fields')).toBeDefined()
  expect(formsOf('rotated')).toEqual(['rotated', 'key.rotate'])
})

test('other words, single letters and numbers stand for themselves, and spaces for nothing', () => {
  expect(withActions({ search: ' Zürich  1 o', kind: 'key' })).toEqual({ search: 'zurich 1 o', kind: 'key' })
  expect(withActions({ search: '  ', kind: 'key' })).toEqual({ kind: 'key' })
  expect(searchWords()).toEqual([])
})
