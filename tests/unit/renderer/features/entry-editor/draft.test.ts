import { expect, test } from 'vitest'
import { draftOf, fileOf, problemIn, withName } from '../../../../../src/renderer/features/entry-editor/draft.ts'

test('the key of a new entry follows its name until a key is typed', () => {
  const draft = withName(withName(draftOf(null), 'Zürich', true), 'Zürich CRM (v2)', true)
  expect(draft).toMatchObject({ name: 'Zürich CRM (v2)', key: 'zurich-crm-v2' })
  expect(withName({ ...draft, key: 'crm' }, 'Another', true).key).toBe('crm')
})

test('the key of an existing entry does not change', () => {
  const draft = { ...draftOf(null), name: 'crm', key: 'crm' }
  expect(withName(draft, 'Other', false).key).toBe('crm')
})

test('the connection test of an entry is edited as text, and empty text is none', () => {
  const draft = { ...draftOf(null), connectionTest: '{"url": "https://api.example.com/me"}' }
  expect(JSON.parse(fileOf(draft, null))).toMatchObject({ connectionTest: { url: 'https://api.example.com/me' } })
  expect(JSON.parse(fileOf({ ...draft, connectionTest: ' ' }, null))).toMatchObject({ connectionTest: null })
  expect(problemIn({ ...draft, connectionTest: ' ' }, 'connectionTest')).toBeNull()
  expect(problemIn({ ...draft, connectionTest: '{' }, 'connectionTest')).toBe(
    'The connection test is not valid JSON (line 1)',
  )
})
