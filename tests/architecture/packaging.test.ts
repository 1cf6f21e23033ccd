import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { expect, test, vi } from 'vitest'
import { CONTENTS, NATIVE_MODULES } from '../../build/contents.ts'
import { FUSE_WIRE, FUSES, readFuses, setFuses } from '../../build/fuses.ts'
import { readRelease } from '../../build/release.ts'
import config from '../../electron-builder.config.ts'
import { toBillOfMaterials, toNotices } from '../../scripts/package-notices.ts'
import { projectPath } from '../helpers/paths.ts'

test('every fuse is set, and the dangerous ones are off', () => {
  expect(Object.keys(FUSES)).toEqual([...FUSE_WIRE])
  expect(FUSES).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    wasmTrapHandlers: true,
  })
})

const wireOf = (fuses: string, length = fuses.length) =>
  Buffer.concat([
    Buffer.alloc(100),
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, length]),
    Buffer.from(fuses),
  ])

test('the fuses of a binary are set and read, in each half of a universal one', () => {
  const binary = Buffer.concat([wireOf('101100011'), wireOf('101100011')])
  expect(readFuses(binary)[1]).toMatchObject({ runAsNode: true, wasmTrapHandlers: true })
  setFuses(binary)
  expect(readFuses(binary)).toEqual([FUSES, FUSES])
  expect(binary.equals(Buffer.concat([wireOf('010011001'), wireOf('010011001')]))).toBe(true)
})

test('a fuse that Electron has removed stays so, and one that the table does not know stops the packaging', () => {
  const removed = wireOf('r01100011')
  setFuses(removed)
  expect(removed.equals(wireOf('r10011001'))).toBe(true)
  expect(() => setFuses(wireOf('1011000110'))).toThrow('This Electron has 10 fuses (version 1); the table has 9')
  expect(() => setFuses(Buffer.alloc(100))).toThrow('no fuse wire')
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
