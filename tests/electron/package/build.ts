import { readFileSync, writeFileSync } from 'node:fs'
import { Arch, build, Platform } from 'electron-builder'
import { join } from 'node:path'
import config from '../../../electron-builder.config.ts'
import { writeNotices } from '../../../scripts/package-notices.ts'
import { projectPath } from '../../helpers/paths.ts'
import { writeElectronDist } from './electron-dist.ts'

/** Packages the built program for a platform into a directory, as `npm run package:dir` does, on a stand-in of Electron. */
const [directory = '', platform = 'linux'] = process.argv.slice(2)
const isMac = platform === 'darwin'
const electronDist = join(directory, 'electron')
const notices = join(directory, 'notices')
writeElectronDist(electronDist, isMac ? 'darwin' : 'linux')
writeNotices(notices)
// Converting the icon would need a tool that electron-builder downloads.
const icon = join(directory, 'icon.icns')
writeFileSync(icon, toIcns(readFileSync(projectPath('build/icons/1024x1024.png'))))
await build({
  projectDir: projectPath(''),
  targets: isMac ? Platform.MAC.createTarget('dir', Arch.arm64) : Platform.LINUX.createTarget('dir', Arch.x64),
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
