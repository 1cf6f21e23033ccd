import { expect, test } from 'vitest'
import { draftOf, withName } from '../../../../../src/renderer/features/entry-editor/draft.ts'

test('the key of a new entry follows its name until a key is typed', () => {
  const draft = withName(withName(draftOf(null), 'Zürich', true), 'Zürich CRM (v2)', true)
  expect(draft).toMatchObject({ name: 'Zürich CRM (v2)', key: 'zurich-crm-v2' })
  expect(withName({ ...draft, key: 'crm' }, 'Another', true).key).toBe('crm')
})

test('the key of an existing entry does not change', () => {
  const draft = { ...draftOf(null), name: 'crm', key: 'crm' }
  expect(withName(draft, 'Other', false).key).toBe('crm')
})
