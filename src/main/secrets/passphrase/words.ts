import { randomInt } from 'node:crypto'

/** Six words of the EFF's large list (7,776 words) are 77 bits: out of reach of guessing, also without scrypt. */
const WORDS = 6

/** A new passphrase of random words, each taken with equal chance. Throws when the list is shorter than the EFF's. */
export function generatePassphrase(words: readonly string[]): string {
  if (new Set(words).size < 7776) throw new Error('The word list is too short')
  return Array.from({ length: WORDS }, () => words[randomInt(words.length)]).join(' ')
}
