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
  const loose = locked.filter(([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith('sha512-'))
  expect(loose.map(([path]) => path)).toEqual([])
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
  const wanted = { ...manifest['dependencies'], ...manifest['devDependencies'] }
  const loose = Object.entries(wanted).filter(([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version))
  expect(loose).toEqual([])
})

test('only native modules are installed beside the bundles', () => {
  expect(Object.keys(manifest['dependencies'] ?? {})).toEqual(['better-sqlite3', 'keytar'])
})
