import { expect, test } from 'vitest'
import { collectFieldErrors } from '../../../../src/shared/reasons/collect-field-errors.ts'
import { type FieldError, fieldError, messagesOf } from '../../../../src/shared/errors.ts'

const at = (...errors: FieldError[]) => messagesOf(collectFieldErrors(errors.map((error) => ['a', error])))['a']

test.each([
  [
    'what is missing is not judged further',
    [fieldError('min_length', { limit: 3 }), fieldError('required', { title: 'Host', by: 'enter' })],
    ['Enter the host'],
  ],
  [
    'the values that are possible say more than the type',
    [fieldError('type', { types: ['string'] }), fieldError('one_of', { values: ['a', 'b'], more: 0 })],
    ['Choose one of: a, b'],
  ],
  [
    'a text of another form is not also too short',
    [fieldError('min_length', { limit: 20 }), fieldError('starts_with', { starts: ['sk-'] })],
    ['Start with sk-'],
  ],
  [
    'one limit is enough where several schemas have one',
    [fieldError('minimum', { limit: 1 }), fieldError('minimum', { limit: 5 }), fieldError('multiple_of', { limit: 5 })],
    ['Enter 1 or more'],
  ],
  [
    'what has other causes is named as well',
    [fieldError('unique_items'), fieldError('max_items', { limit: 2 })],
    ['Use at most 2 items', 'Use each item only once'],
  ],
])('%s', (_, errors, messages) => {
  expect(at(...errors)).toEqual(messages)
})

test('fields beyond the limit are left out', () => {
  const error = fieldError('not_allowed')
  const fields = collectFieldErrors(
    [
      ['a', error],
      ['b', error],
      ['c', error],
      ['a', error],
    ],
    2,
  )
  expect(fields).toEqual({ a: [error], b: [error] })
})
