import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'

interface Locked {
  version?: string
  /** The package's own name, where it is installed under another one. */
  name?: string
  hasInstallScript?: boolean
  resolved?: string
  integrity?: string
  license?: string
  link?: boolean
  /** Comes inside the package around it, whose content is locked. */
  inBundle?: boolean
}

const lock = JSON.parse(readFileSync(projectPath('package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }
const locked = Object.entries(lock.packages).filter(([path]) => path !== '')
const manifest = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as Record<string, Record<string, string>>

/** Only a package inside another one can be locked by that one's content. */
const isLoose = ([path, { integrity, inBundle }]: [string, Locked]) =>
  !(inBundle && path.includes('/node_modules/')) && !integrity?.startsWith('sha512-')

/** Licences under which a package may be used here; those of the last line only for tools, fonts and lists of data. */
const LICENCES = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  ...['MPL-2.0', 'CC-BY-4.0', 'Python-2.0', 'WTFPL', 'OFL-1.1'],
])

/** An expression of alternatives needs one that is allowed, of conditions all. */
const isAllowed = (license: string): boolean =>
  license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => LICENCES.has(each)))

test('no package is locked to a download address, and each to its content', () => {
  expect(locked.length).toBeGreaterThan(100)
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  expect(locked.filter(isLoose).map(([path]) => path)).toEqual([])
  expect(isLoose(['node_modules/a', { integrity: 'sha1-x' }])).toBe(true)
  expect(isLoose(['node_modules/a', { inBundle: true }])).toBe(true)
  expect(isLoose(['node_modules/a/node_modules/b', { inBundle: true }])).toBe(false)
})

test('every package has a licence that is allowed', () => {
  const others = locked.filter(([, { license }]) => !isAllowed(license ?? 'none'))
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
  for (const license of ['GPL-3.0', 'AGPL-3.0-only', 'none', 'SEE LICENSE IN x', 'MIT AND GPL-2.0'])
    expect(isAllowed(license)).toBe(false)
  for (const license of ['MIT', '(MIT OR GPL-2.0)', '(BSD-2-Clause OR MIT OR Apache-2.0)'])
    expect(isAllowed(license)).toBe(true)
})

test('every dependency is named with its exact version, and from the registry', () => {
  const dependencies = { ...manifest['dependencies'], ...manifest['devDependencies'] }
  const loose = Object.entries(dependencies).filter(
    ([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
  const versions = Object.entries(dependencies).map(([name, version]) => [name, version.replace(/^npm:.*@/, '')])
  expect(Object.keys(dependencies).map((name) => [name, lock.packages[`node_modules/${name}`]?.version])).toEqual(
    versions,
  )
})

/** The packages whose script does what nothing else does here, and what that is; the scripts of all others never run. */
const NEEDED_SCRIPTS: Record<string, string> = { node: 'takes the Node of this system into the package' }

const nameOf = (path: string, { name }: { name?: string }) => name ?? path.replace(/^.*node_modules\//, '')

/** Whether npm may run something of an installed package: a script, or node-gyp where there is a `binding.gyp`. */
function runsScript(path: string): boolean {
  const { scripts = {} } = JSON.parse(readFileSync(projectPath(join(path, 'package.json')), 'utf8')) as {
    scripts?: Record<string, string>
  }
  const hasScript = ['preinstall', 'install', 'postinstall'].some((event) => event in scripts)
  return hasScript || existsSync(projectPath(join(path, 'binding.gyp')))
}

test('every package with an install script is allowed or refused by name, and only those whose script is needed are allowed', () => {
  const installed = locked.filter(([path]) => existsSync(projectPath(path)))
  expect(installed.length).toBeGreaterThan(100)
  const ofLock = locked.filter(([, { hasInstallScript }]) => hasInstallScript)
  // The lock says which have one; what lies in the packages is looked at, too.
  const ofPackages = installed.filter(([path]) => runsScript(path))
  const names = new Set([...ofLock, ...ofPackages].map(([path, one]) => nameOf(path, one)))
  const policy = manifest['allowScripts'] as unknown as Record<string, boolean>
  expect(Object.keys(policy).toSorted()).toEqual([...names].toSorted())
  const allowed = Object.keys(policy).filter((name) => policy[name])
  expect(allowed).toEqual(Object.keys(NEEDED_SCRIPTS))
  // A version in a name would match nothing: npm takes it from the download address, which the lock does not have.
  for (const name of Object.keys(policy)) expect(name).not.toMatch(/.@/)
})

test('npm refuses to install a package with a script that is not listed', () => {
  expect(readFileSync(projectPath('.npmrc'), 'utf8').split('\n')).toContain('strict-allow-scripts=true')
})

test('only native modules are installed beside the bundles', () => {
  expect(Object.keys(manifest['dependencies'] ?? {})).toEqual(['better-sqlite3', 'keytar'])
})
