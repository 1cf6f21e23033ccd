import { createHash, createPrivateKey } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readUpdateKey } from '../build/release.ts'
import {
  isSignedFor,
  type Published,
  signatureOf,
  validUntil,
} from '../src/main/hosts/electron/updates/update-signature.ts'

interface Statement extends Published {
  files: { url: string; sha512: string; size: number }[]
}

interface Options {
  /** Signs statements that are signed already for longer, without the packages beside them. */
  renew?: boolean
  now?: Date
}

/**
 * Signs the descriptions of a published version (`latest*.yml` as `npm run package` leaves them, in JSON) after it has
 * compared them with the files beside them. PATCHBAY_SIGNING_KEY is the private key, PATCHBAY_UPDATE_KEY the public key of
 * the installed programs. It runs on Node alone, so no other code is near the key. Throws when a file does not match.
 */
export function signUpdates(
  directory: string,
  environment: NodeJS.ProcessEnv,
  { renew = false, now = new Date() }: Options = {},
): string[] {
  const publicKey = readUpdateKey(environment)
  const secret = environment['PATCHBAY_SIGNING_KEY']
  if (!publicKey || !secret) throw new Error('PATCHBAY_SIGNING_KEY and PATCHBAY_UPDATE_KEY must be set')
  const privateKey = createPrivateKey(secret)
  const names = globSync('latest*.yml', { cwd: directory })
  if (names.length === 0) throw new Error('There is no latest*.yml to sign. Build the packages first')
  for (const name of names) {
    const path = join(directory, name)
    const { signature, ...statement } = read(path)
    if (renew && !isSignedFor(publicKey, { ...statement, signature }))
      throw new Error(`${name} is not signed, so it cannot be renewed`)
    if (!renew) for (const file of statement.files) compare(file, readFileSync(join(directory, basename(file.url))))
    const content = { ...statement, validUntil: validUntil(now) }
    const signed = { ...content, signature: signatureOf(content, privateKey) }
    if (!isSignedFor(publicKey, signed)) throw new Error('PATCHBAY_SIGNING_KEY does not belong to PATCHBAY_UPDATE_KEY')
    writeFileSync(path, `${JSON.stringify(signed, null, 2)}\n`)
  }
  return names
}

function read(path: string): Statement {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Statement
  } catch {
    throw new Error(`${basename(path)} is not in JSON. Run scripts/package-statements.ts where the packages are built`)
  }
}

function compare({ url, sha512, size }: Statement['files'][number], content: Buffer) {
  const actual = createHash('sha512').update(content).digest('base64')
  if (actual !== sha512 || content.length !== size) throw new Error(`${url} does not match its checksum`)
}

if (import.meta.main) {
  const words = process.argv.slice(2)
  const renew = words.includes('--renew')
  const directory = words.find((word) => word !== '--renew') ?? join(import.meta.dirname, '..', 'dist')
  for (const name of signUpdates(directory, process.env, { renew })) console.log(`signed  ${name}`)
}
