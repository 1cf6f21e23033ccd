import { createCipheriv } from 'node:crypto'
import { Decrypter, Encrypter, Stanza } from 'age-encryption'
import { expect, test } from 'vitest'
import { agePassphraseIdentity, agePassphraseRecipient } from '../../../../../src/main/secrets/passphrase/age.ts'
import { cryptoError } from '../../../../../src/main/secrets/keys/errors.ts'
import { stretchPassphrase } from '../../../../../src/main/secrets/passphrase/slot.ts'

const PASSPHRASE = 'six words of a backup passphrase'
const TEXT = 'what is in the file'

const toError = (problem: string) => Object.assign(new Error(problem), { reason: problem })

async function open(file: Uint8Array, passphrase = PASSPHRASE): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(agePassphraseIdentity(Buffer.from(passphrase), toError))
  return decrypter.decrypt(file, 'text')
}

async function encrypt(prepare: (encrypter: Encrypter) => void): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  prepare(encrypter)
  return encrypter.encrypt(TEXT)
}

const byPassphrase = (factor: number) =>
  encrypt((encrypter) => {
    encrypter.setPassphrase(PASSPHRASE)
    encrypter.setScryptWorkFactor(factor)
  })

test('age’s own passphrase recipient and ours open each other’s files', async () => {
  expect(await open(await byPassphrase(10))).toBe(TEXT)
  const ours = await encrypt((encrypter) =>
    encrypter.addRecipient(agePassphraseRecipient(Buffer.from(PASSPHRASE), Stanza)),
  )
  expect(await open(ours)).toBe(TEXT)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(PASSPHRASE)
  expect(await decrypter.decrypt(ours, 'text')).toBe(TEXT)
})

test.each(['½ of a № of passphrases', ' spaces at both ends of it ', 'ﬁne ligatures, ⅔ of them'])(
  '%j opens as it is typed in age what we have written, and here what age has written',
  async (passphrase) => {
    const ours = await encrypt((encrypter) =>
      encrypter.addRecipient(agePassphraseRecipient(Buffer.from(passphrase), Stanza)),
    )
    const decrypter = new Decrypter()
    decrypter.addPassphrase(passphrase)
    expect(await decrypter.decrypt(ours, 'text')).toBe(TEXT)
    const theirs = await encrypt((encrypter) => {
      encrypter.setPassphrase(passphrase)
      encrypter.setScryptWorkFactor(10)
    })
    expect(await open(theirs, passphrase)).toBe(TEXT)
    expect(await open(theirs, `${passphrase}\n`)).toBe(TEXT)
  },
)

test('a backup of the first edition, and one that another keyboard has written, open too', async () => {
  const written = async (passphrase: string) =>
    encrypt((encrypter) => {
      encrypter.setPassphrase(passphrase)
      encrypter.setScryptWorkFactor(10)
    })
  expect(await open(await written('1⁄2 of a No of passphrases'), '½ of a № of passphrases')).toBe(TEXT)
  expect(await open(await written('Zoë'.normalize('NFD')), 'Zoë'.normalize('NFC'))).toBe(TEXT)
  expect(await open(await written('Zoë'.normalize('NFC')), 'Zoë'.normalize('NFD'))).toBe(TEXT)
})

test('a file that it does not open is refused with what is wrong', async () => {
  await expect(open(await byPassphrase(10), 'another passphrase')).rejects.toMatchObject({ reason: 'wrong_passphrase' })
  const costly = new Stanza(['scrypt', 'A'.repeat(22), '19'], new Uint8Array(32))
  const file = await encrypt((encrypter) => encrypter.addRecipient({ wrapFileKey: () => [costly] }))
  await expect(open(file)).rejects.toMatchObject({ reason: 'work_too_high' })
  const { generateIdentity, identityToRecipient } = await import('age-encryption')
  const recipient = await identityToRecipient(await generateIdentity())
  const forKey = await encrypt((encrypter) => encrypter.addRecipient(recipient))
  await expect(open(forKey)).rejects.toMatchObject({ reason: 'no_passphrase_file' })
})

test('cryptography that does not run is an error of the system, and the passphrase is not called wrong', async () => {
  // A cost that is no power of two is refused by scrypt itself.
  const refused = stretchPassphrase(Buffer.from(PASSPHRASE), Buffer.alloc(16), 1000)
  await expect(refused).rejects.toMatchObject({ code: 'unavailable', reason: 'crypto_failed' })
  let missing: unknown
  try {
    createCipheriv('no-such-cipher', Buffer.alloc(32), Buffer.alloc(12))
  } catch (error) {
    missing = cryptoError('passphrase', error)
  }
  expect(missing).toMatchObject({ code: 'unavailable', reason: 'algorithm_missing' })
})
