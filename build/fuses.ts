import { join } from 'node:path'
import {
  flipFuses,
  FuseState,
  type FuseV1Config,
  FuseV1Options as Fuse,
  FuseVersion,
  getCurrentFuseWire,
} from '@electron/fuses'

/** The packaged binary runs this program and nothing else: not as Node, not under a debugger, not from changed files. */
export const FUSES = {
  version: FuseVersion.V1,
  // A fuse that is new in Electron stops the packaging until it is decided here.
  strictlyRequireAllFuses: true,
  [Fuse.RunAsNode]: false,
  [Fuse.EnableCookieEncryption]: true,
  [Fuse.EnableNodeOptionsEnvironmentVariable]: false,
  [Fuse.EnableNodeCliInspectArguments]: false,
  [Fuse.EnableEmbeddedAsarIntegrityValidation]: true,
  [Fuse.OnlyLoadAppFromAsar]: true,
  [Fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
  [Fuse.GrantFileProtocolExtraPrivileges]: false,
  // How WebAssembly is kept within its memory; without it every access is checked one by one.
  [Fuse.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config

/** The program in the directory of a package, by platform. */
const PROGRAMS: Record<string, string> = { linux: 'patchbay', win32: 'Patchbay.exe', darwin: 'Patchbay.app' }

/** Sets the fuses of a package that is put together and not yet signed. */
export async function setFusesOfPackage(
  { appOutDir, platform }: { appOutDir: string; platform: string },
  fuses: FuseV1Config = FUSES,
): Promise<void> {
  await flipFuses(join(appOutDir, PROGRAMS[platform] ?? ''), fuses)
}

/** The names of the fuses of a program that are not as the table says. */
export async function wrongFuses(program: string, fuses: FuseV1Config = FUSES): Promise<string[]> {
  const wire = await getCurrentFuseWire(program)
  return Object.values(Fuse)
    .filter((fuse) => typeof fuse === 'number')
    .filter((fuse) => wire[fuse] !== stateOf(fuses[fuse]))
    .map((fuse) => Fuse[fuse])
}

/** A fuse that is not set is one that the program does not have. */
const stateOf = (isOn: boolean | undefined) =>
  isOn === undefined ? undefined : isOn ? FuseState.ENABLE : FuseState.DISABLE
