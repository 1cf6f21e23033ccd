import { Arch, build, Platform } from 'electron-builder'
import { join } from 'node:path'
import config from '../../../electron-builder.config.ts'
import { writeNotices } from '../../../scripts/package-notices.ts'
import { projectPath } from '../../helpers/paths.ts'
import { writeElectronDist } from './electron-dist.ts'

/** Packages the built program for Linux into a directory, as `npm run package:dir` does, on a stand-in of Electron. */
const [directory = ''] = process.argv.slice(2)
const electronDist = join(directory, 'electron')
const notices = join(directory, 'notices')
writeElectronDist(electronDist)
writeNotices(notices)
await build({
  projectDir: projectPath(''),
  targets: Platform.LINUX.createTarget('dir', Arch.x64),
  publish: 'never',
  config: {
    ...config,
    electronDist,
    directories: { ...config.directories, output: join(directory, 'out') },
    extraResources: config.extraResources.map(({ from, to }) => ({ from: from.replace('dist', notices), to })),
  },
})
