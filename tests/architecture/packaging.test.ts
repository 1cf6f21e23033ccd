import { readFileSync, writeFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { listAsar } from '../../build/asar.ts'
import { CONTENTS, NATIVE_MODULES } from '../../build/contents.ts'
import { FUSE_WIRE, FUSES, readFuses } from '../../build/fuses.ts'
import config from '../../electron-builder.config.ts'
import { toBillOfMaterials, toNotices } from '../../scripts/package-notices.ts'
import { projectPath } from '../helpers/paths.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'

test('every fuse is set, and the dangerous ones are off', () => {
  expect(Object.keys(FUSES)).toEqual([...FUSE_WIRE])
  expect(config.electronFuses).toBe(FUSES)
  expect(FUSES).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('the fuses of a binary are read, of each half of a universal one', () => {
  const wire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009010011001')
  expect(readFuses(Buffer.concat([Buffer.alloc(100), wire, Buffer.alloc(50), wire]))).toEqual([FUSES, FUSES])
  expect(() => readFuses(Buffer.alloc(100))).toThrow('no fuse wire')
})

test('the files of an archive are listed from its header', () => {
  using directory = temporaryDirectory()
  const path = join(directory.path, 'app.asar')
  const header = Buffer.from(
    JSON.stringify({
      files: { 'package.json': { size: 2, offset: '0' }, out: { files: { 'a.js': { size: 1, offset: '2' } } } },
    }),
  )
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(4, 0)
  sizes.writeUInt32LE(header.length + 8, 4)
  sizes.writeUInt32LE(header.length + 4, 8)
  sizes.writeUInt32LE(header.length, 12)
  writeFileSync(path, Buffer.concat([sizes, header, Buffer.from('{}x')]))
  expect(listAsar(path)).toEqual(['package.json', 'out/a.js'])
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

test('updates are off until an address is configured', () => {
  expect(process.env['PATCHBAY_UPDATE_URL']).toBeUndefined()
  expect(config.publish).toBeNull()
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
