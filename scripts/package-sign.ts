import { createHash, createPrivateKey } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { readUpdateKey } from '../build/release.ts'
import { isSignedFor, signatureOf } from '../src/main/hosts/electron/updates/update-signature.ts'

/**
 * Signs the description of a published version (`dist/latest*.yml`) after it compared it with the files beside it.
 * PATCHBAY_SIGNING_KEY is the private key, PATCHBAY_UPDATE_KEY the public key of the installed programs. Throws when a
 * file does not match.
 */
export function signUpdates(directory: string, environment: NodeJS.ProcessEnv): string[] {
  const publicKey = readUpdateKey(environment)
  const secret = environment['PATCHBAY_SIGNING_KEY']
  if (!publicKey || !secret) throw new Error('PATCHBAY_SIGNING_KEY and PATCHBAY_UPDATE_KEY must be set')
  const privateKey = createPrivateKey(secret)
  const names = globSync('latest*.yml', { cwd: directory })
  if (names.length === 0) throw new Error('There is no latest*.yml to sign. Build the packages first')
  for (const name of names) {
    const path = join(directory, name)
    const text = readFileSync(path, 'utf8').replace(/^signature: .*\n/m, '')
    const info = parse(text)
    for (const file of info.files) compare(file, readFileSync(join(directory, file.url)))
    const content = `${text}signature: ${signatureOf(info, privateKey)}\n`
    if (!isSignedFor(publicKey, parse(content)))
      throw new Error('PATCHBAY_SIGNING_KEY does not belong to PATCHBAY_UPDATE_KEY')
    writeFileSync(path, content)
  }
  return names
}

/** Reads the description as the program does. */
const parse = (text: string) => parseUpdateInfo(text, 'latest.yml', new URL('https://patchbay.example'))

function compare({ url, sha512, size }: { url: string; sha512: string; size?: number }, content: Buffer) {
  const actual = createHash('sha512').update(content).digest('base64')
  if (actual !== sha512 || content.length !== size) throw new Error(`${url} does not match its checksum`)
}

if (import.meta.main)
  for (const name of signUpdates(join(import.meta.dirname, '..', 'dist'), process.env)) console.log(`signed  ${name}`)
