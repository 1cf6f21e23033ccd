import { expect, test } from 'vitest'
import { AppError } from '../../../../../src/contract/errors.ts'
import { assertStrongPassphrase } from '../../../../../src/main/secrets/passphrase/strength.ts'

const reasonOf = (passphrase: string, words: string[] = []) =>
  assertStrongPassphrase(Buffer.from(passphrase), words).then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.fields?.['passphrase'] : error),
  )

test.each(['password1234', '123456789012', 'qwertyuiop123', 'monkeydragon12', 'letmeinletmein', 'aaaabbbbcccc'])(
  '%s is refused',
  async (passphrase) => {
    expect(await reasonOf(passphrase)).toHaveLength(1)
  },
)

test('the names of the workspace and of the person are the first that a guesser tries', async () => {
  const passphrase = 'GlobexCorporation!'
  expect(await reasonOf(passphrase)).toBeNull()
  expect(await reasonOf(passphrase, ['GlobexCorporation'])).toHaveLength(1)
})

test.each(['lantern walnut harbour violin copper meadow', 'correct horse battery staple', 'k3!vQ9z#Lr2p'])(
  '%s is accepted',
  async (passphrase) => {
    expect(await reasonOf(passphrase)).toBeNull()
  },
)
