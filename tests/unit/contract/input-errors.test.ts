import * as z from 'zod'
import { expect, test } from 'vitest'
import { inputErrors } from '../../../src/contract/input-errors.ts'
import { contract } from '../../../src/contract/index.ts'
import { messagesOf } from '../../../src/shared/errors.ts'

function messages(schema: z.ZodType, input: unknown) {
  const { error } = schema.safeParse(input)
  return messagesOf(inputErrors(error?.issues ?? [], input))
}

const connector = { workspaceId: 'w', catalogKey: 'medium', name: 'A' }

test.each([
  [{ name: '' }, { name: ['Enter the name'] }],
  [{ name: ' \n ' }, { name: ['Enter the name'] }],
  [{ name: undefined }, { name: ['Enter the name'] }],
  [{ name: 5 }, { name: ['Enter text'] }],
  [{ name: 'x'.repeat(256) }, { name: ['Use at most 255 characters'] }],
  [{ name: 'a\tb' }, { name: ['Remove the invisible characters and marks of direction'] }],
  [{ tags: [''] }, { 'tags.0': ['Enter item 1'] }],
  [{ tags: ['x'.repeat(51)] }, { 'tags.0': ['Use at most 50 characters'] }],
  [{ tags: Array.from({ length: 51 }, () => 'a') }, { tags: ['Use at most 50 items'] }],
  [{ secretExpiresAt: 'soon' }, { secretExpiresAt: ['Enter a date such as 2026-01-31'] }],
])('a connector with %j', (input, expected) => {
  expect(messages(contract.connectors.install.input, { ...connector, ...input })).toEqual(expected)
})

test.each([
  [{ name: 'A', passphrase: 'short' }, { passphrase: ['Use at least 12 characters'] }],
  [{ name: 'A', passphrase: '' }, { passphrase: ['Enter the passphrase'] }],
  [{ name: 'A', colour: 'grey' }, { colour: [expect.stringMatching(/^Choose one of: blue, teal/)] }],
])('a workspace with %j', (input, expected) => {
  expect(messages(contract.workspaces.create.input, input)).toEqual(expected)
})

test('a value of several kinds is asked for as its usual one', () => {
  expect(messages(contract.activity.list.input, { workspaceId: 'w', from: 'yesterday' })).toEqual({
    from: ['Enter a date such as 2026-01-31'],
  })
})

test('numbers out of range, and properties that are not known', () => {
  expect(messages(contract.connectors.list.input, { workspaceId: 'w', limit: 0 })).toEqual({
    limit: ['Enter 1 or more'],
  })
  expect(messages(z.strictObject({ a: z.string() }), { a: 'x', b: 1 })).toEqual({
    b: ['Remove this: there is no such field'],
  })
})
