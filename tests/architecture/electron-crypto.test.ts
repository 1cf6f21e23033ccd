import { expect, test } from 'vitest'
import { readElectronCrypto } from '../../scripts/electron-crypto.ts'
import electron from '../fixtures/electron-crypto.json' with { type: 'json' }
import { electronBinary } from '../e2e/electron/program/binary.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

/**
 * Electron's crypto is BoringSSL, which lacks algorithms that Node has: what the main process names must be in the list
 * that was read from an Electron (`node scripts/electron-crypto.ts` prints it).
 */
const LISTS = {
  createCipheriv: electron.ciphers,
  createDecipheriv: electron.ciphers,
  createHash: electron.hashes,
  createHmac: electron.hashes,
  hash: electron.hashes,
  hkdf: electron.hashes,
  hkdfSync: electron.hashes,
  generateKeyPair: electron.keys,
  generateKeyPairSync: electron.keys,
} satisfies Record<string, string[]>

/** What names no algorithm, or one that Electron has: certificates, scrypt, signatures for a key of Ed25519, and secrets shared by keys of X25519. */
const ALWAYS_THERE = [
  ...[
    'randomBytes',
    'randomInt',
    'randomUUID',
    'timingSafeEqual',
    'createSecretKey',
    'createPublicKey',
    'createPrivateKey',
    'KeyObject',
    'X509Certificate',
  ],
  ...['scrypt', 'sign', 'verify', 'diffieHellman'],
]

const isListed = (fn: string): fn is keyof typeof LISTS => Object.hasOwn(LISTS, fn)

/** Everything that files take from Node's crypto, as `file: name`, with the first argument of each call that has a list. */
function usesOf(files: SourceFile[]): { imports: string[]; calls: [where: string, called: string, name: string][] } {
  const imports: string[] = []
  const calls: [string, string, string][] = []
  for (const { path, text } of files) {
    for (const [, names, other = ''] of text.matchAll(
      /import\s+(?:\{([^}]*)\}|(.*?))\s+from\s+['"](?:node:)?crypto['"]/g,
    ))
      for (const name of (names ?? other).split(',').map((each) => each.replace(/^\s*type\s/, '').trim()))
        if (name !== '') imports.push(`${path}: ${name}`)
    if (/\bcrypto\.subtle\b|\bimport\(\s*['"](?:node:)?crypto['"]/.test(text)) imports.push(`${path}: another way in`)
    for (const [, fn = '', argument = ''] of text.matchAll(/\b(\w+)\)?\(\s*([\w$]+|'[^']*'|"[^"]*")/g)) {
      if (!isListed(fn)) continue
      const constant = new RegExp(`\\b(?:const|let|var) ${argument.replace('$', '\\$')} = (['"].*?['"])`).exec(
        text,
      )?.[1]
      calls.push([path, fn, (constant ?? argument).replace(/^['"](.*)['"]$/, '$1')])
    }
  }
  return { imports, calls }
}

const missing = (files: SourceFile[]) =>
  usesOf(files)
    .calls.filter(([, fn, name]) => isListed(fn) && !LISTS[fn].includes(name))
    .map(([path, fn, name]) => `${path}: ${fn} ${name}`)

const unknown = (files: SourceFile[]) =>
  usesOf(files).imports.filter((each) => ![...ALWAYS_THERE, ...Object.keys(LISTS)].includes(each.split(': ')[1] ?? ''))

const planted = (text: string): SourceFile[] => [{ path: 'planted.ts', text }]

test('the main process names no cipher, hash or kind of key that Electron lacks', () => {
  const files = sourceFiles('src/main/**/*.ts')
  expect(missing(files)).toEqual([])
  expect(unknown(files)).toEqual([])
  const names = usesOf(files).calls.map(([, , name]) => name)
  expect(names).toEqual(expect.arrayContaining(['aes-256-gcm', 'sha256']))
})

test('a name that Electron lacks is found, and so is one that cannot be read', () => {
  const call = "import { createCipheriv } from 'node:crypto'\nconst CIPHER = 'chacha20-poly1305'\n"
  expect(missing(planted(`${call}createCipheriv(CIPHER, key, nonce)`))).toEqual([
    'planted.ts: createCipheriv chacha20-poly1305',
  ])
  expect(missing(planted("createHash('blake2b512')"))).toEqual(['planted.ts: createHash blake2b512'])
  expect(missing(planted('createHash(algorithm)'))).toEqual(['planted.ts: createHash algorithm'])
  expect(missing(planted('(0, crypto_1.createHash)("sha3-256")'))).toEqual(['planted.ts: createHash sha3-256'])
  for (const text of [
    "import { webcrypto } from 'node:crypto'",
    "import crypto from 'crypto'",
    'crypto.subtle.digest()',
  ])
    expect(unknown(planted(text))).toHaveLength(1)
})

test('what the packages in the bundles name is there too', () => {
  const bundles = sourceFiles('out/main/**/*.js')
  expect(bundles.length).toBeGreaterThan(0)
  // electron-updater hands the first two on: sha512 for what was downloaded, md5 or sha1 for names. oauth4webapi has the third for
  // proofs of possession, which nothing here asks for.
  const passThrough = ['createHash algorithm', 'createHash hashMethod', 'generateKeyPair alg']
  // A package may have a `hash` or `hkdf` of its own.
  const lacking = missing(bundles).filter((each) => / (?:create|generate)\w+ /.test(each))
  expect(lacking.filter((each) => !passThrough.includes(each.split(': ')[1] ?? ''))).toEqual([])
})

const binary = electronBinary()
if (binary === null) console.log('skipped: no Electron whose list could be compared')

test.runIf(binary !== null)('Electron has all of the list, and the one that it was read from has no more', () => {
  const read = readElectronCrypto(binary ?? '')
  for (const list of ['ciphers', 'hashes', 'curves', 'keys'] as const)
    expect([list, read[list]]).toEqual([list, expect.arrayContaining(electron[list])])
  expect(read.electron === electron.electron ? read : electron).toEqual(electron)
})
