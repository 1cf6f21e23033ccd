import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import packageJson from '../../../package.json' with { type: 'json' }
import { foreignFiles } from '../../../build/inspect.ts'
import { readUpdateKey } from '../../../build/release.ts'
import { signUpdates } from '../../../scripts/package-sign.ts'
import { writeStatements } from '../../../scripts/package-statements.ts'
import { endOf, isSignedFor } from '../../../src/main/hosts/electron/updates/update-signature.ts'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { missingTools, RUNTIME, runTool, useSystemTools } from './linux-tools.ts'
import { runBuild } from './run-build.ts'
import { createKeys } from './keys.ts'

const missing = process.platform === 'linux' ? missingTools() : ['Linux']
test.skip(missing.length > 0, `skipped: these tools are not here: ${missing.join(', ')}`)

// All tests share one build.
test.describe.configure({ mode: 'default' })

const MIME_TYPE = 'application/x-patchbay-backup'
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024]
const { version } = packageJson
const keys = createKeys()

/** The packages of one build, unpacked. */
interface Installers {
  out: string
  appImage: string
  deb: string
  /** The content of the AppImage, and the files that the .deb installs. */
  mounted: string
  system: string
}

let directory: ReturnType<typeof temporaryDirectory>
let built: Installers

test.beforeAll(() => {
  directory = temporaryDirectory()
  const at = (...parts: string[]) => join(directory.path, ...parts)
  const release = {
    ...keys,
    PATCHBAY_UPDATE_URL: 'https://updates.example.com',
    PATCHBAY_MAINTAINER: 'Ada <ada@example.com>',
    PATCHBAY_HOMEPAGE: 'https://patchbay.example.com',
  }
  const environment = { ...useSystemTools(directory.path), ...release }
  runBuild(directory.path, { targets: ['AppImage', 'deb'], environment })
  const appImage = at('out', `Patchbay-${version}.AppImage`)
  const deb = at('out', `patchbay_${version}_amd64.deb`)
  built = { out: at('out'), appImage, deb, mounted: at('mounted'), system: at('system') }
  runTool('unsquashfs', '-quiet', '-no-progress', '-offset', String(RUNTIME.length), '-dest', built.mounted, appImage)
  runTool('dpkg-deb', '--extract', deb, built.system)
})
test.afterAll(() => directory[Symbol.dispose]())

test('the AppImage starts the program in its sandbox with the files of its arguments', () => {
  const { appImage, mounted } = built
  expect(statSync(appImage).mode & 0o111).toBe(0o111)
  expect(readFileSync(appImage).subarray(0, RUNTIME.length).toString()).toBe(RUNTIME)
  const entry = join(mounted, 'patchbay.desktop')
  expect(runTool('desktop-file-validate', entry)).toBe('')
  const lines = readFileSync(entry, 'utf8').split('\n')
  expect(lines).toEqual(expect.arrayContaining(['Exec=AppRun %U', `MimeType=${MIME_TYPE};`, 'Icon=patchbay']))
  runTool('bash', '-n', join(mounted, 'AppRun'))
  expect(foreignFiles(join(mounted, 'resources', 'app.asar'))).toEqual([])
  const icons = SIZES.map((size) => `usr/share/icons/hicolor/${size}x${size}/apps/patchbay.png`)
  for (const icon of icons) expect([icon, existsSync(join(mounted, icon))]).toEqual([icon, true])
  expect(readlinkSync(join(mounted, '.DirIcon'))).toBe(icons.at(-1))
})

test('the AppImage passes its arguments on, and turns the sandbox off only where none is possible', () => {
  using tools = temporaryDirectory()
  const startWhere = (isGranted: boolean) => {
    // The launcher checks whether the system allows the sandbox.
    writeFileSync(join(tools.path, 'unshare'), `#!/bin/sh\nexit ${isGranted ? 0 : 1}\n`, { mode: 0o755 })
    const env = { PATH: `${tools.path}:${process.env['PATH']}` }
    const { stdout } = spawnSync(join(built.mounted, 'AppRun'), ['a file.patchbay-backup'], { env, encoding: 'utf8' })
    return stdout.split('\n').slice(0, -1)
  }
  expect(startWhere(true)).toEqual(['a file.patchbay-backup'])
  expect(startWhere(false)).toEqual(['--no-sandbox', 'a file.patchbay-backup'])
})

test('each package records its kind, so it is updated with the same kind', () => {
  const kindOf = (resources: string) => {
    expect(readFileSync(join(resources, 'app-update.yml'), 'utf8')).toContain('url: https://updates.example.com')
    const file = join(resources, 'package-type')
    return existsSync(file) ? readFileSync(file, 'utf8') : 'AppImage'
  }
  expect(kindOf(join(built.mounted, 'resources'))).toBe('AppImage')
  expect(kindOf(join(built.system, 'opt', 'Patchbay', 'resources'))).toBe('deb')
})

test('the published file lists both packages with sizes and checksums, and can be signed', () => {
  const read = () => {
    const file = join(built.out, 'latest-linux.yml')
    return parseUpdateInfo(readFileSync(file, 'utf8'), file, new URL('https://updates.example.com'))
  }
  const info = read()
  expect(info.version).toBe(version)
  expect(info.files.map(({ url }) => url)).toEqual([`Patchbay-${version}.AppImage`, `patchbay_${version}_amd64.deb`])
  for (const { url, sha512, size } of info.files) {
    const content = readFileSync(join(built.out, url))
    expect(size).toBe(content.length)
    expect(sha512).toBe(createHash('sha512').update(content).digest('base64'))
  }
  const updateKey = readUpdateKey(keys) ?? ''
  expect(isSignedFor(updateKey, info)).toBe(false)
  expect(() => signUpdates(built.out, keys)).toThrow('is not in JSON')
  expect(writeStatements(built.out)).toEqual(['latest-linux.yml'])
  expect(read()).toMatchObject({ version, files: info.files })
  expect(() => signUpdates(built.out, keys, { renew: true })).toThrow('is not signed, so it cannot be renewed')
  const now = new Date('2026-03-01T09:00:00.000Z')
  expect(signUpdates(built.out, keys, { now })).toEqual(['latest-linux.yml'])
  const once = read()
  expect(isSignedFor(updateKey, once)).toBe(true)
  expect(endOf(once)).toBe('2026-05-30T09:00:00.000Z')
  signUpdates(built.out, keys, { now })
  expect(read()).toEqual(once)
  signUpdates(built.out, keys, { now: new Date('2026-04-01T09:00:00.000Z'), renew: true })
  expect(endOf(read())).toBe('2026-06-30T09:00:00.000Z')
  expect(isSignedFor(updateKey, read())).toBe(true)
})

test('a wrong checksum is not signed, and a signature is valid only for its own programs', () => {
  using other = temporaryDirectory()
  const content = 'a package'
  const sha512 = createHash('sha512').update(content).digest('base64')
  const statement = { version: '1.0.0', files: [{ url: 'a.deb', sha512, size: content.length }] }
  const info = join(other.path, 'latest-linux.yml')
  expect(() => signUpdates(other.path, keys)).toThrow('There is no latest*.yml to sign')
  writeFileSync(info, JSON.stringify(statement))
  writeFileSync(join(other.path, 'a.deb'), 'b package')
  expect(() => signUpdates(other.path, keys)).toThrow('a.deb does not match its checksum')
  writeFileSync(join(other.path, 'a.deb'), content)
  const { PATCHBAY_SIGNING_KEY } = createKeys()
  expect(() => signUpdates(other.path, { ...keys, PATCHBAY_SIGNING_KEY })).toThrow('does not belong to')
  expect(() => signUpdates(other.path, { ...keys, PATCHBAY_SIGNING_KEY: '' })).toThrow('must be set')
  expect(readFileSync(info, 'utf8')).not.toContain('signature')
})

test('a .deb has a maintainer, dependencies and a section', () => {
  const field = (name: string) => runTool('dpkg-deb', '--field', built.deb, name).trim()
  expect(field('Package')).toBe('patchbay')
  expect(field('Version')).toBe(version)
  expect(field('Maintainer')).toBe('Ada <ada@example.com>')
  expect(field('Homepage')).toBe('https://patchbay.example.com')
  expect(field('Section')).toBe('utils')
  expect(field('Depends').split(', ')).toEqual(expect.arrayContaining(['libgtk-3-0', 'libsecret-1-0', 'libgbm1']))
  expect(field('Recommends')).toContain('gnome-keyring')
})

test('a .deb registers the program, its icons and its backups with the system', () => {
  const { system } = built
  const share = join(system, 'usr', 'share')
  const entry = join(share, 'applications', 'patchbay.desktop')
  expect(runTool('desktop-file-validate', entry)).toBe('')
  expect(readFileSync(entry, 'utf8').split('\n')).toContain('Exec=/opt/Patchbay/patchbay %U')
  for (const size of SIZES) {
    const icon = join(share, 'icons', 'hicolor', `${size}x${size}`, 'apps', 'patchbay.png')
    expect([icon, existsSync(icon)]).toEqual([icon, true])
  }
  // The system's own databases must accept the files.
  runTool('update-mime-database', join(share, 'mime'))
  expect(readFileSync(join(share, 'mime', 'globs2'), 'utf8')).toContain(`:${MIME_TYPE}:*.patchbay-backup`)
  expect(readFileSync(join(share, 'mime', `${MIME_TYPE}.xml`), 'utf8')).toContain('<comment>Patchbay backup</comment>')
  runTool('update-desktop-database', join(share, 'applications'))
  expect(readFileSync(join(share, 'applications', 'mimeinfo.cache'), 'utf8')).toContain(
    `${MIME_TYPE}=patchbay.desktop;`,
  )
})

test('the licence is where Debian expects it', () => {
  const file = join(built.system, 'usr', 'share', 'doc', 'patchbay', 'copyright')
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(projectPath('LICENSE'), 'utf8'))
})

test('a .deb allows the program its sandbox, and its removal undoes that', () => {
  const control = join(directory.path, 'control')
  runTool('dpkg-deb', '--control', built.deb, control)
  const read = (name: string) => {
    runTool('bash', '-n', join(control, name))
    return readFileSync(join(control, name), 'utf8')
  }
  const installed = read('postinst')
  expect(installed).toContain("chmod 4755 '/opt/Patchbay/chrome-sandbox'")
  expect(installed).toContain("APPARMOR_PROFILE_TARGET='/etc/apparmor.d/patchbay'")
  const profile = readFileSync(join(built.system, 'opt', 'Patchbay', 'resources', 'apparmor-profile'), 'utf8')
  expect(profile).toContain('profile "patchbay" "/opt/Patchbay/patchbay" flags=(unconfined) {\n  userns,')
  expect(installed).toContain("--install '/usr/bin/patchbay' 'patchbay' '/opt/Patchbay/patchbay'")
  const removed = read('postrm')
  expect(removed).toContain("update-alternatives --remove 'patchbay' '/opt/Patchbay/patchbay'")
  expect(removed).toContain('rm -f "$APPARMOR_PROFILE_DEST"')
})
