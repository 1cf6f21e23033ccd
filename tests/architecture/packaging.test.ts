import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, test, vi } from 'vitest'
import { CONTENTS, NATIVE_MODULES } from '../../build/contents.ts'
import { setFusesOfPackage, wrongFuses } from '../../build/fuses.ts'
import { readRelease } from '../../build/release.ts'
import config from '../../electron-builder.config.ts'
import { toBillOfMaterials, toNotices } from '../../scripts/package-notices.ts'
import { projectPath } from '../helpers/paths.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'

/** A file with Electron's fuses, once for each half of a universal program. */
function writeWires(directory: string, wires: string[]): string {
  const file = join(directory, 'patchbay')
  const wire = (fuses: string) =>
    Buffer.concat([
      Buffer.alloc(100),
      Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
      Buffer.from([1, fuses.length]),
      Buffer.from(fuses),
    ])
  writeFileSync(file, Buffer.concat(wires.map(wire)))
  return file
}

const setFuses = (directory: string) => setFusesOfPackage({ appOutDir: directory, platform: 'linux' })

test('every fuse is set, the dangerous ones off, in each half of a universal program', async () => {
  using directory = temporaryDirectory()
  const file = writeWires(directory.path, ['101100011', '101100011'])
  expect(await wrongFuses(file)).toContain('RunAsNode')
  await setFuses(directory.path)
  expect(await wrongFuses(file)).toEqual([])
  expect(readFileSync(file, 'latin1').match(/[01]{9}/g)).toEqual(['010011001', '010011001'])
})

test('a fuse that the table does not know stops the packaging', async () => {
  using directory = temporaryDirectory()
  writeWires(directory.path, ['1011000110'])
  await expect(setFuses(directory.path)).rejects.toThrow('has 10 fuses')
})

test('a package holds what is named and nothing of the workshop', () => {
  const isInside = (file: string) => CONTENTS.some((pattern) => matchesGlob(file, pattern))
  for (const file of [
    'out/main/index.js',
    'out/main/chunks/a.js',
    'out/renderer/assets/a.css',
    'migrations/0000_initial.sql',
  ])
    expect([file, isInside(file)]).toEqual([file, true])
  for (const file of [
    ...[
      'src/main/index.ts',
      'tests/tsconfig.json',
      '.npmrc',
      '.env',
      'out/main/packages.json',
      'out/main/index.js.map',
    ],
    ...[
      'migrations/meta/_journal.json',
      'migrations/drizzle.config.ts',
      'node_modules/zod/package.json',
      'dist/sbom.cdx.json',
    ],
  ])
    expect([file, isInside(file)]).toEqual([file, false])
})

test('the native modules that are packaged are the dependencies', () => {
  const { dependencies } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { dependencies: object }
  expect([...NATIVE_MODULES]).toEqual(Object.keys(dependencies))
})

test('the program and its package have the same name for Windows, which shows notifications by it', () => {
  // The file itself cannot be imported here: it needs Electron.
  const prepare = readFileSync(projectPath('src/main/hosts/electron/prepare.ts'), 'utf8')
  expect(prepare).toContain(`APP_ID = '${config.appId}'`)
})

test('updates are off until an address is configured', () => {
  expect(process.env['PATCHBAY_UPDATE_URL']).toBeUndefined()
  expect(config.publish).toBeNull()
  expect(config.forceCodeSigning).toBe(false)
})

test('a package looks for updates only over https, and only for those that are signed', () => {
  const address = { PATCHBAY_UPDATE_URL: 'https://updates.example.com' }
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = (key: KeyObject) => key.export({ type: key === publicKey ? 'spki' : 'pkcs8', format: 'pem' }).toString()
  expect(() => readRelease({ PATCHBAY_UPDATE_URL: 'http://updates.example.com' })).toThrow('must be an https address')
  expect(() => readRelease(address)).toThrow('needs PATCHBAY_UPDATE_KEY')
  expect(() => readRelease({ ...address, PATCHBAY_UPDATE_KEY: pem(privateKey) })).toThrow('must be a public key')
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })
  expect(() => readRelease({ PATCHBAY_UPDATE_KEY: rsa.toString() })).toThrow('a key for Ed25519')
  const release = { ...address, PATCHBAY_UPDATE_KEY: pem(publicKey), PATCHBAY_MAINTAINER: 'Ada <ada@example.com>' }
  expect(readRelease({ ...release, PATCHBAY_HOMEPAGE: 'https://ada.example.com' })).toMatchObject({
    updateUrl: address.PATCHBAY_UPDATE_URL,
    updateKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  })
})

test('a release names who answers for it and the page of the project; a build at home needs neither', () => {
  const atHome = readRelease({ PATCHBAY_UPDATE_URL: '', PATCHBAY_MAINTAINER: '' })
  expect(atHome).toMatchObject({ updateUrl: null, homepage: 'https://patchbay.example' })
  const tag = { GITHUB_REF_TYPE: 'tag' }
  expect(() => readRelease(tag)).toThrow('A release needs PATCHBAY_MAINTAINER')
  const named = { ...tag, PATCHBAY_MAINTAINER: 'Ada <ada@example.com>' }
  expect(() => readRelease(named)).toThrow('A release needs PATCHBAY_HOMEPAGE')
  expect(readRelease({ ...named, GITHUB_REPOSITORY: 'ada/patchbay' })).toMatchObject({
    homepage: 'https://github.com/ada/patchbay',
    author: { name: 'Ada', email: 'ada@example.com' },
  })
  expect(readRelease({ ...named, PATCHBAY_HOMEPAGE: 'https://ada.example.com' }).homepage).toBe(
    'https://ada.example.com',
  )
  expect(() => readRelease({ PATCHBAY_MAINTAINER: 'Ada' })).toThrow('Name <name@example.com>')
})

test('a package that looks for updates must be signed', async () => {
  const { publicKey } = generateKeyPairSync('ed25519')
  vi.stubEnv('PATCHBAY_UPDATE_URL', 'https://updates.example.com/patchbay')
  vi.stubEnv('PATCHBAY_UPDATE_KEY', publicKey.export({ type: 'spki', format: 'pem' }).toString())
  vi.stubEnv('PATCHBAY_MAINTAINER', 'Ada <ada@example.com>')
  vi.stubEnv('PATCHBAY_HOMEPAGE', 'https://ada.example.com')
  vi.resetModules()
  const { default: updating } = await import('../../electron-builder.config.ts')
  vi.unstubAllEnvs()
  expect(updating).toMatchObject({ forceCodeSigning: true, publish: [{ url: 'https://updates.example.com/patchbay' }] })
})

test('macOS runs the program hardened, with the one exception that its engine of JavaScript needs', () => {
  const { hardenedRuntime, entitlements, entitlementsInherit } = config.mac
  expect(hardenedRuntime).toBe(true)
  for (const path of [entitlements, entitlementsInherit]) {
    const plist = readFileSync(projectPath(path), 'utf8')
    expect([...plist.matchAll(/<key>(.*)<\/key>/g)].map((match) => match[1])).toEqual([
      'com.apple.security.cs.allow-jit',
    ])
  }
})

test('notices and bill of materials name every package with its licence', () => {
  const packages = [
    { name: '@scope/one', version: '1.0.0', license: 'MIT', text: 'Permission is granted' },
    { name: 'two', version: '2.0.0', license: '(MIT OR Apache-2.0)', text: null },
  ]
  expect(toNotices(packages)).toMatch(/^@scope\/one 1\.0\.0 \(MIT\)\n\nPermission is granted\n\n-+\n\ntwo 2\.0\.0/)
  expect(toBillOfMaterials(packages).components).toMatchObject([
    { purl: 'pkg:npm/%40scope/one@1.0.0', licenses: [{ license: { id: 'MIT' } }] },
    { purl: 'pkg:npm/two@2.0.0', licenses: [{ expression: '(MIT OR Apache-2.0)' }] },
  ])
})
