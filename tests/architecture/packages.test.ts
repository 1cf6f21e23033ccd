import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'

interface Locked {
  version?: string
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

/** Licences under which a package may be used here; those of the last line only for tools and lists of data. */
const LICENCES = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  ...['MPL-2.0', 'CC-BY-4.0', 'Python-2.0', 'WTFPL'],
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

test('the script of one package alone is run when packages are installed', () => {
  const allowed = Object.entries(manifest['allowScripts'] ?? {}).filter(([, isAllowed]) => Boolean(isAllowed))
  expect(allowed.map(([name]) => name)).toEqual(['node'])
})

test('only native modules are installed beside the bundles', () => {
  expect(Object.keys(manifest['dependencies'] ?? {})).toEqual(['better-sqlite3', 'keytar'])
})
