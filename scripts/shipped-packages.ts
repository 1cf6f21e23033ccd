import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NATIVE_MODULES } from '../build/contents.ts'

export interface ShippedPackage {
  name: string
  version: string
  license: string
  /** The text of its licence, as the package brings it; null where it brings none. */
  text: string | null
}

/** Tailwind's base styles are in the style sheet, which no bundle of scripts tells. */
const STYLES = ['node_modules/tailwindcss']

/** The folders of the packages in the bundles, as the last build recorded them. */
const readBundled = (root: string) =>
  ['main', 'renderer'].flatMap(
    (room) => JSON.parse(readFileSync(join(root, 'out', room, 'packages.json'), 'utf8')) as string[],
  )

/** Every package whose code is inside a package of the program; `bundled` are the folders of those in the bundles. */
export function readShippedPackages(root: string, bundled: string[] = readBundled(root)): ShippedPackage[] {
  const native = NATIVE_MODULES.map((name) => `node_modules/${name}`)
  const folders = [...new Set([...bundled, ...native, ...STYLES])]
  return folders
    .map((folder) => readPackage(join(root, folder)))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'))
}

function readPackage(folder: string): ShippedPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ShippedPackage
  const [file] = globSync('{LICEN[SC]E,licen[sc]e,COPYING}*', { cwd: folder })
  return { name, version, license, text: file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim() }
}
