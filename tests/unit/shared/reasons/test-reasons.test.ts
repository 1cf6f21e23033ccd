import { expect, test } from 'vitest'
import { createTestWording, testCause, testReasons, testSentence } from '../../../../src/shared/reasons/test-reasons.ts'

/** The screens of another language, of which only this sentence matters here. */
const german = createTestWording({
  ...testReasons,
  refused: ({ host }) => `Unter ${host} antwortet nichts`,
})

test('a failed test is worded by its reason, unless its entry has a sentence of its own', () => {
  const cause = testCause('refused', { host: 'blog.example.com' })
  expect(german({ ...cause, message: testSentence(cause) })).toBe('Unter blog.example.com antwortet nichts')
  expect(german({ ...cause, message: 'Start the bridge.' })).toBe('Start the bridge.')
})

test('a reason that the screens do not know, as of a newer program, shows the sentence that came with it', () => {
  expect(german({ reason: 'from_the_future', values: {}, message: 'Something new happened' })).toBe(
    'Something new happened',
  )
})
