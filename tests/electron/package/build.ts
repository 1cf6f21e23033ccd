import { readFileSync, writeFileSync } from 'node:fs'
import { Arch, build, Platform } from 'electron-builder'
import { join } from 'node:path'
import config from '../../../electron-builder.config.ts'
import { writeNotices } from '../../../scripts/package-notices.ts'
import { projectPath } from '../../helpers/paths.ts'
import { writeElectronDist, type DistPlatform } from './electron-dist.ts'

/** Packages the built program into a directory, as `npm run package` does, on a stand-in of Electron. */
const [directory, platform, ...targets] = process.argv.slice(2) as [string, DistPlatform, ...string[]]
const electronDist = join(directory, 'electron')
const notices = join(directory, 'notices')
writeElectronDist(electronDist, platform)
writeNotices(notices)

/** What is built without a tool that electron-builder would download; the icons, which it would convert, are one image. */
const PLATFORMS = {
  linux: { of: Platform.LINUX, arch: Arch.x64 },
  darwin: { of: Platform.MAC, arch: Arch.arm64 },
}
const { of, arch } = PLATFORMS[platform]
const icon = join(directory, 'icon.icns')
writeFileSync(icon, toIcns(readFileSync(projectPath('build/icons/1024x1024.png'))))
await build({
  projectDir: projectPath(''),
  targets: of.createTarget(targets.length === 0 ? 'dir' : targets, arch),
  publish: 'never',
  config: {
    ...config,
    electronDist,
    mac: { ...config.mac, icon },
    directories: { ...config.directories, output: join(directory, 'out') },
    extraResources: config.extraResources.map(({ from, to }) => ({ from: from.replace('dist', notices), to })),
  },
})

/** An icon of macOS is a list of images with a type and a length each; one of 1024 pixels has the type `ic10`. */
function toIcns(png: Buffer): Buffer {
  const part = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type)
    head.writeUInt32BE(content.length + head.length, 4)
    return Buffer.concat([head, content])
  }
  return part('icns', part('ic10', png))
}
