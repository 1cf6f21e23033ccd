import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Arch, build, Platform } from 'electron-builder'
import config from '../../../electron-builder.config.ts'
import { writeNotices } from '../../../scripts/package-notices.ts'
import { projectPath } from '../../helpers/paths.ts'
import { writeElectronDist, type DistPlatform } from './electron-dist.ts'
import { forElectron, forOlderElectron, isOlder } from './given-electron.ts'

/** Packages the built program into a directory, as `npm run package` does, with an unpacked Electron or stand-in files. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { electron: { type: 'string' } } })
const [directory, platform, ...targets] = positionals as [string, DistPlatform, ...string[]]
const electronDist = values.electron ?? join(directory, 'electron')
if (values.electron === undefined) writeElectronDist(electronDist, platform)
const notices = join(directory, 'notices')
writeNotices(notices)

const SYSTEMS = {
  linux: { system: Platform.LINUX, arch: Arch.x64 },
  darwin: { system: Platform.MAC, arch: Arch.universal },
  win32: { system: Platform.WINDOWS, arch: Arch.x64 },
}
const { system, arch } = SYSTEMS[platform]
await build({
  projectDir: projectPath(''),
  targets: system.createTarget(targets.length === 0 ? 'dir' : targets, arch),
  publish: 'never',
  config: {
    ...config,
    ...(values.electron !== undefined && (isOlder(electronDist) ? forOlderElectron : forElectron)),
    electronDist,
    // Only macOS can sign.
    mac: { ...config.mac, identity: null },
    directories: { ...config.directories, output: join(directory, 'out') },
    extraResources: config.extraResources.map(({ from, to }) => ({ from: from.replace('dist', notices), to })),
  },
})
