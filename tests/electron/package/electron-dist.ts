import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FUSE_WIRE } from '../../../build/fuses.ts'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Electron's fuses as it comes: on and off as its makers have them, not as this program wants them. */
const ORIGINAL_FUSES = '101100011'

/** The files of an unpacked Electron for Linux, in the place of Electron's own; its binary is the fuses alone. */
export function writeElectronDist(directory: string): void {
  mkdirSync(join(directory, 'locales'), { recursive: true })
  mkdirSync(join(directory, 'resources'))
  const version = Buffer.from([1, FUSE_WIRE.length])
  const wire = Buffer.concat([Buffer.from(SENTINEL), version, Buffer.from(ORIGINAL_FUSES)])
  writeFileSync(join(directory, 'electron'), Buffer.concat([Buffer.alloc(4096), wire, Buffer.alloc(4096)]))
  chmodSync(join(directory, 'electron'), 0o755)
  const others = ['LICENSE', 'LICENSES.chromium.html', 'version', 'icudtl.dat', 'chrome-sandbox', 'locales/en-US.pak']
  for (const file of others) writeFileSync(join(directory, file), `${file} of Electron\n`)
}
