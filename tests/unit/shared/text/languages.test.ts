import { expect, test } from 'vitest'
import { directionOf, languageFor } from '../../../../src/shared/text/languages.ts'

test('the language is that of the setting, else the first one that the system prefers and the program has', () => {
  expect(languageFor('de', ['en-GB'])).toBe('de')
  expect(languageFor('en', ['de'])).toBe('en')
  expect(languageFor('system', ['fr-CH', 'de-CH', 'en'])).toBe('de')
  expect(languageFor('system', ['DE', 'en'])).toBe('de')
  expect(languageFor('system', ['den', 'english'])).toBe('en')
  expect(languageFor('system', [])).toBe('en')
})

test('a system that is set to a language for tests has it', () => {
  expect(languageFor('system', ['en-XA', 'en'])).toBe('en-XA')
  expect([languageFor('system', ['ar-XB']), 'de' as const].map(directionOf)).toEqual(['rtl', 'ltr'])
})
