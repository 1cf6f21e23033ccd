import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { readShippedPackages, type ShippedPackage } from './shipped-packages.ts'

const root = join(import.meta.dirname, '..')

/** The licences of all packages as text for people. */
export const toNotices = (packages: ShippedPackage[]): string =>
  packages
    .map(
      ({ name, version, license, text }) =>
        `${name} ${version} (${license})\n\n${text ?? 'No licence text is included.'}\n`,
    )
    .join(`\n${'-'.repeat(80)}\n\n`)

const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** The same list as a CycloneDX 1.6 bill of materials. */
export const toBillOfMaterials = (packages: ShippedPackage[]) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: {
      type: 'application',
      name: packageJson.name,
      version: packageJson.version,
      purl: purl(packageJson.name, packageJson.version),
    },
  },
  components: packages.map(({ name, version, license }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    // An expression such as "(MIT OR Apache-2.0)" is not an SPDX id.
    licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
  })),
})

/** Writes both lists for the last build into a directory. */
export function writeNotices(directory: string): void {
  const packages = readShippedPackages(root)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'THIRD-PARTY-LICENCES.txt'), toNotices(packages))
  writeFileSync(join(directory, 'sbom.cdx.json'), `${JSON.stringify(toBillOfMaterials(packages), null, 2)}\n`)
}

if (import.meta.main) writeNotices(join(root, 'dist'))
