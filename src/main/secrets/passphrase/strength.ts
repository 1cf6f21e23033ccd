import { setImmediate as nextTurn } from 'node:timers/promises'
import { appError, fieldError } from '../../../contract/errors.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { checkPassphrase } from './slot.ts'
import { textOf } from './spellings.ts'

/** Of 0 to 4: a guesser needs at least 10^8 tries, each of which costs half a second here. */
const LEAST_SCORE = 3

/**
 * Refuses a new passphrase that is short or easy to guess: `invalid` on the field `passphrase`. `words` are what a guesser
 * would try first, such as the names of the workspace and the person.
 */
export async function assertStrongPassphrase(passphrase: Passphrase, words: readonly string[]): Promise<void> {
  checkPassphrase(passphrase)
  // Only rarely needed, and large: other calls come in between.
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  await nextTurn()
  const { dictionary, adjacencyGraphs } = await import('@zxcvbn-ts/language-common')
  await nextTurn()
  const factory = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  await nextTurn()
  const { score } = factory.check(textOf(passphrase), ['patchbay', ...words])
  await nextTurn()
  if (score >= LEAST_SCORE) return
  throw appError('weak_passphrase', {}, { fields: { passphrase: [fieldError('easy_to_guess')] } })
}
