import type { ErrorEntry } from './error-reason.ts'

/** What a screen itself finds, before or in place of an answer of the program. */
export const screenReasons = {
  host_gone: { code: 'unavailable', sentence: () => 'Patchbay does not answer' },
  session_ended: {
    code: 'unauthenticated',
    sentence: () =>
      'This session has ended. Run `patchbay open` again. Once its page is open, this one works too and keeps what you typed.',
  },
  deep_input: { code: 'invalid', sentence: () => 'The input is nested too deeply. Use fewer levels.' },
  unreadable_answer: {
    code: 'internal',
    sentence: () => 'The reply from Patchbay could not be read. Try again.',
  },
  unexpected_on_screen: { code: 'internal', sentence: () => 'An unexpected error occurred. Try again.' },
  unreadable_file: {
    code: 'unavailable',
    sentence: () => 'The file could not be read. If it was moved or changed, choose it again.',
  },
  unreadable_catalog_file: {
    code: 'invalid',
    sentence: () => 'It could not be read. Choose a file, not a folder.',
  },
  stopped: { code: 'conflict', sentence: () => 'Stopped. Nothing was changed.' },
} satisfies Record<string, ErrorEntry>
