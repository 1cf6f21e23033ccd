import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every switch of Electron's fuse wire, in the order of the wire. */
export const FUSE_WIRE = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
] as const

export type Fuse = (typeof FUSE_WIRE)[number]

/** The packaged binary runs this program and nothing else: not as Node, not under a debugger, not from changed files. */
export const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  // How WebAssembly is kept within its memory; without it every access is checked one by one.
  wasmTrapHandlers: true,
} as const satisfies Record<Fuse, boolean>

/** What stands before the wire in Electron's binary; then come a version, a length and one character per fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const VERSION = 1
const ON = '1'.charCodeAt(0)
const OFF = '0'.charCodeAt(0)
const REMOVED = 'r'.charCodeAt(0)

/** The file of an unpacked Electron that holds the fuses, from the directory of the package. */
const BINARIES: Record<string, string> = {
  linux: 'patchbay',
  win32: 'Patchbay.exe',
  darwin: 'Patchbay.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
}

/** Where the wires begin. A universal macOS binary has two. Throws where there is none that this table describes. */
function findWires(binary: Buffer): number[] {
  const wires: number[] = []
  for (let at = binary.indexOf(SENTINEL); at !== -1; at = binary.indexOf(SENTINEL, at + 1)) {
    const [version, length] = binary.subarray(at + SENTINEL.length)
    if (version !== VERSION || length !== FUSE_WIRE.length)
      throw new Error(`This Electron has ${length} fuses (version ${version}); the table has ${FUSE_WIRE.length}`)
    wires.push(at + SENTINEL.length + 2)
  }
  if (wires.length === 0) throw new Error('There is no fuse wire in this binary')
  return wires
}

/** Reads the fuses of a binary, of each half of a universal one. */
export const readFuses = (binary: Buffer): Record<Fuse, boolean>[] =>
  findWires(binary).map(
    (wire) =>
      Object.fromEntries(FUSE_WIRE.map((name, index) => [name, binary[wire + index] === ON])) as Record<Fuse, boolean>,
  )

/** Sets every fuse of a binary as the table says. */
export function setFuses(binary: Buffer): void {
  for (const wire of findWires(binary))
    for (const [index, name] of FUSE_WIRE.entries())
      if (binary[wire + index] !== REMOVED) binary[wire + index] = FUSES[name] ? ON : OFF
}

/** Sets the fuses of a package that is put together and not yet signed. */
export function setFusesOfPackage({ appOutDir, platform }: { appOutDir: string; platform: string }): void {
  const path = join(appOutDir, BINARIES[platform] ?? '')
  const binary = readFileSync(path)
  setFuses(binary)
  writeFileSync(path, binary)
}
