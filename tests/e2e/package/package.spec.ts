import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, getRawHeader } from '@electron/asar'
import { expect, test } from '@playwright/test'
import packageJson from '../../../package.json' with { type: 'json' }
import { wrongFuses } from '../../../build/fuses.ts'
import { foreignFiles, packagedFiles } from '../../../build/inspect.ts'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { runBuild } from './run-build.ts'
import { ICON, readResources, VERSION_INFO } from './windows-executable.ts'

interface Package {
  directory: string
  /** The directory with the packed program. */
  unpacked: string
  archive: string
}

function packageInto(directory: string, environment: NodeJS.ProcessEnv = {}): Package {
  runBuild(directory, { environment })
  const unpacked = join(directory, 'out', 'linux-unpacked')
  return { directory, unpacked, archive: join(unpacked, 'resources', 'app.asar') }
}

let directory: ReturnType<typeof temporaryDirectory>
let built: Package

test.beforeAll(() => {
  directory = temporaryDirectory()
  built = packageInto(directory.path)
})
test.afterAll(() => directory[Symbol.dispose]())

test.skip(process.platform === 'win32', 'the package that is put together here is the one for Linux')

test('a package holds only listed files, all with checksums, and only binaries outside the archive', () => {
  const { archive, unpacked } = built
  expect(foreignFiles(archive)).toEqual([])
  const files = packagedFiles(archive)
  const inside = files.filter(({ isUnpacked }) => !isUnpacked).map(({ path }) => path)
  expect(inside).toEqual(
    expect.arrayContaining([
      ...['package.json', 'out/main/index.js', 'out/main/schema-worker.js', 'out/main/store-worker.js'],
      ...['out/preload/index.cjs', 'out/renderer/index.html', 'out/renderer/manifest.json'],
      ...['migrations/0000_initial.sql', 'seeds/catalog/wordpress.json', 'node_modules/keytar/lib/keytar.js'],
    ]),
  )
  const outside = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path)
  expect(outside).toEqual(
    expect.arrayContaining([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/keytar/prebuilds/linux-x64/keytar.node',
    ]),
  )
  expect(outside.filter((path) => !/\/prebuilds\/linux-x64[/.]/.test(path))).toEqual([])
  for (const path of outside) expect([path, existsSync(join(`${archive}.unpacked`, path))]).toEqual([path, true])
  const unpackedFiles = readdirSync(`${archive}.unpacked`, { recursive: true, withFileTypes: true })
  expect(unpackedFiles.filter((entry) => entry.isFile()).length).toBe(outside.length)
  expect(existsSync(join(unpacked, 'resources', 'app'))).toBe(false)
})

test('the checksums in the archive match its files', () => {
  const { archive } = built
  const { files } = getRawHeader(archive).header as never as {
    files: { out: { files: { main: { files: Record<string, { integrity: { hash: string } }> } } } }
  }
  const content = extractFile(archive, join('out', 'main', 'index.js'))
  const hash = createHash('sha256').update(content).digest('hex')
  expect(files.out.files.main.files['index.js']?.integrity.hash).toBe(hash)
  expect(content.equals(readFileSync(projectPath('out/main/index.js')))).toBe(true)
})

test('the licences of the program, of Electron, of Chromium and of every package are beside the program, with a bill of materials', () => {
  const read = (...path: string[]) => readFileSync(join(built.unpacked, ...path), 'utf8')
  expect(read('LICENSE.electron.txt')).toContain('LICENSE of Electron')
  expect(read('LICENSES.chromium.html')).not.toBe('')
  expect(read('resources', 'LICENSE.txt')).toBe(readFileSync(projectPath('LICENSE'), 'utf8'))
  const notices = read('resources', 'THIRD-PARTY-LICENCES.txt')
  const { components } = JSON.parse(read('resources', 'sbom.cdx.json')) as { components: { name: string }[] }
  for (const name of ['react', 'better-sqlite3', '@github/keytar', 'zod', 'electron-updater', 'tailwindcss']) {
    expect([name, notices.includes(`\n${name} `) || notices.startsWith(`${name} `)]).toEqual([name, true])
    expect(components.map((component) => component.name)).toContain(name)
  }
})

test('a package has an update address and key only when it was built for them', () => {
  const keyOf = (archive: string) =>
    (JSON.parse(extractFile(archive, 'package.json').toString()) as { updateKey?: string }).updateKey
  expect(existsSync(join(built.unpacked, 'resources', 'app-update.yml'))).toBe(false)
  expect(keyOf(built.archive)).toBeUndefined()
  using other = temporaryDirectory()
  const { publicKey } = generateKeyPairSync('ed25519')
  const url = 'https://updates.example.com/patchbay'
  const { unpacked, archive } = packageInto(other.path, {
    PATCHBAY_UPDATE_URL: url,
    PATCHBAY_UPDATE_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    PATCHBAY_MAINTAINER: 'Ada <ada@example.com>',
    PATCHBAY_HOMEPAGE: 'https://patchbay.example.com',
  })
  expect(readFileSync(join(unpacked, 'resources', 'app-update.yml'), 'utf8')).toContain(`url: ${url}`)
  expect(keyOf(archive)).toBe(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'))
})

test('on macOS the universal program has the checksum of its archive and opens backups', async () => {
  test.slow()
  using own = temporaryDirectory()
  runBuild(own.path, { platform: 'darwin' })
  const contents = join(own.path, 'out', 'mac-universal', 'Patchbay.app', 'Contents')
  const archive = join(contents, 'Resources', 'app.asar')
  expect(foreignFiles(archive)).toEqual([])
  const outside = packagedFiles(archive).filter(({ isUnpacked }) => isUnpacked)
  expect(outside.map(({ path }) => path.replace('node_modules/', ''))).toEqual([
    ...['better-sqlite3/prebuilds/darwin-arm64.node', 'better-sqlite3/prebuilds/darwin-x64.node'],
    ...['keytar/prebuilds/darwin-arm64/keytar.node', 'keytar/prebuilds/darwin-x64/keytar.node'],
  ])
  expect(await wrongFuses(join(own.path, 'out', 'mac-universal', 'Patchbay.app'))).toEqual([])

  const info = readFileSync(join(contents, 'Info.plist'), 'utf8').replace(/>\s+</g, '><')
  const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')
  expect(info).toContain(
    `<key>Resources/app.asar</key><dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${hash}</string>`,
  )
  expect(info).toContain('<string>patchbay-backup</string>')
  expect(
    readFileSync(join(contents, 'Resources', 'icon.icns'))
      .subarray(0, 4)
      .toString(),
  ).toBe('icns')
})

test('on Windows the program has the checksum of its archive, its version and its icon', async () => {
  using own = temporaryDirectory()
  runBuild(own.path, { platform: 'win32', environment: { PATCHBAY_MAINTAINER: 'Ada Lovelace <ada@example.com>' } })
  const unpacked = join(own.path, 'out', 'win-unpacked')
  const archive = join(unpacked, 'resources', 'app.asar')
  expect(foreignFiles(archive)).toEqual([])
  const outside = packagedFiles(archive).filter(({ isUnpacked }) => isUnpacked)
  expect(outside.length).toBeGreaterThan(0)
  expect(outside.filter(({ path }) => !/\/prebuilds\/win32-x64[/.]/.test(path))).toEqual([])
  const program = readFileSync(join(unpacked, 'Patchbay.exe'))
  expect(await wrongFuses(join(unpacked, 'Patchbay.exe'))).toEqual([])

  const resources = readResources(program)
  const integrity = resources.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
  const value = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')
  expect(JSON.parse(String(integrity?.content))).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value }])
  const versions = resources.filter(({ type }) => type === VERSION_INFO)
  expect(versions.length).toBe(1)
  const versionText = versions[0]?.content.toString('utf16le') ?? ''
  for (const words of [
    'ProductName\0Patchbay\0',
    `FileVersion\0${packageJson.version}\0`,
    'CompanyName\0Ada Lovelace\0',
  ])
    expect(versionText.replaceAll(/\0+/g, '\0')).toContain(words)
  const images = resources.filter(({ type }) => type === ICON).map(({ content }) => content.readUInt32BE(16))
  expect(images).toEqual([16, 32, 48, 64, 128, 256])
})
