import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import config from '../../../electron-builder.config.ts'
import { writeNotices } from '../../../scripts/package-notices.ts'
import { projectPath } from '../../helpers/paths.ts'
import { writeElectronDist, type DistPlatform } from './electron-dist.ts'

/** Packages the built program into a directory, as `npm run package` does, on files in the place of Electron's. */
const [directory, platform, ...targets] = process.argv.slice(2) as [string, DistPlatform, ...string[]]
const electronDist = join(directory, 'electron')
const notices = join(directory, 'notices')
writeElectronDist(electronDist, platform)
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
    electronDist,
    // Signing needs what only macOS has.
    mac: { ...config.mac, identity: null },
    directories: { ...config.directories, output: join(directory, 'out') },
    extraResources: config.extraResources.map(({ from, to }) => ({ from: from.replace('dist', notices), to })),
  },
})
