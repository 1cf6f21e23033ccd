import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'

/**
 * Writes what electron-builder says about a version (`latest*.yml`) as JSON, which YAML includes: the program reads it as
 * before, and the script that signs it needs no parser of somebody else.
 */
export function writeStatements(directory: string): string[] {
  const names = globSync('latest*.yml', { cwd: directory })
  for (const name of names) {
    const path = join(directory, name)
    const info = parseUpdateInfo(readFileSync(path, 'utf8'), name, new URL('https://patchbay.example'))
    writeFileSync(path, `${JSON.stringify(info, null, 2)}\n`)
  }
  return names
}

if (import.meta.main) writeStatements(join(import.meta.dirname, '..', 'dist'))
