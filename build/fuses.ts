/** Every switch of Electron's fuse wire that this program sets, in the order of the wire. */
export const FUSE_WIRE = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
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
} as const satisfies Record<Fuse, boolean>

/** What stands before the wire in Electron's binary; then come a version, a length and one character per fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const ON = '1'.charCodeAt(0)

/** Reads the fuses of a binary. A universal macOS binary has the wire twice. Throws where there is none. */
export function readFuses(binary: Buffer): Record<Fuse, boolean>[] {
  const wires: Record<Fuse, boolean>[] = []
  for (let at = binary.indexOf(SENTINEL); at !== -1; at = binary.indexOf(SENTINEL, at + 1)) {
    const wire = at + SENTINEL.length + 2
    wires.push(
      Object.fromEntries(FUSE_WIRE.map((name, index) => [name, binary[wire + index] === ON])) as Record<Fuse, boolean>,
    )
  }
  if (wires.length === 0) throw new Error('There is no fuse wire in this binary')
  return wires
}
