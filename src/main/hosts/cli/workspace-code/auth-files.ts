import { join } from 'node:path'
import * as z from 'zod'
import { appError } from '../../../../contract/errors.ts'
import { jsonOf } from '../../../../shared/json.ts'
import { agePassphraseIdentity } from '../../../secrets/passphrase/age.ts'
import { readFirstLine } from '../input.ts'
import { terminal } from '../terminal.ts'

const Secrets = z.record(z.string(), z.record(z.string(), z.unknown()))
const Exported = z.object({ format: z.literal('patchbay-secrets'), version: z.literal(1), secrets: Secrets })

const AGE = /^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/

/**
 * Secrets by connector and path, from a JSON file, an age file that a passphrase opens, a folder with such a file, or standard
 * input. Throws `invalid`; no message quotes the file.
 */
export async function readAuth(path: string, passphraseFile: string | undefined): Promise<z.infer<typeof Secrets>> {
  const facts = path === '-' ? null : await terminal.stat(path)
  const file = facts?.kind === 'directory' ? join(path, 'secrets.age') : path
  if (path !== '-' && !(await terminal.stat(file))) throw appError('no_input_file', { file })
  const bytes = await terminal.read(file)
  const text = AGE.test(bytes.subarray(0, 64).toString('latin1'))
    ? await decrypt(bytes, file, passphraseFile)
    : bytes.toString('utf8')
  bytes.fill(0)
  const value = jsonOf(text)
  const exported = Exported.safeParse(value)
  if (exported.success) return exported.data.secrets
  const secrets = Secrets.safeParse(value)
  if (!secrets.success) throw appError('bad_auth_file', { file: file === '-' ? 'Standard input' : file })
  return secrets.data
}

async function decrypt(bytes: Buffer, file: string, passphraseFile: string | undefined): Promise<string> {
  const passphrase = await readFirstLine(passphraseFile, 'PATCHBAY_SECRETS_PASSPHRASE_FILE')
  if (passphrase === undefined) throw appError('sealed_auth_file', { file })
  const { armor, Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity(agePassphraseIdentity(passphrase, () => appError('sealed_auth_file', { file })))
  const isArmor = bytes[0] === '-'.charCodeAt(0)
  return decrypter.decrypt(isArmor ? armor.decode(bytes.toString('latin1').trim()) : new Uint8Array(bytes), 'text')
}
