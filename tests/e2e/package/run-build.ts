import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { projectPath } from '../../helpers/paths.ts'
import type { DistPlatform } from './electron-dist.ts'

interface Options {
  platform?: DistPlatform
  /** The directory of an unpacked Electron; without one, a stand-in takes its place. */
  electron?: string
  /** The kinds of packages; without any, the directory that they would be made of. */
  targets?: string[]
  environment?: NodeJS.ProcessEnv
}

/** Packages the built program in a process of its own, whose environment the configuration reads. */
export function runBuild(directory: string, options: Options = {}) {
  const { platform = 'linux', electron, targets = [], environment = {} } = options
  const at = (file: string) => projectPath(`tests/e2e/package/${file}`)
  const imports = platform === 'darwin' ? ['--import', pathToFileURL(at('as-macos.ts')).href] : []
  const real = electron === undefined ? [] : [`--electron=${electron}`]
  const command = [...imports, at('build.ts'), ...real, directory, platform, ...targets]
  const env = { ...process.env, ...environment }
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${stdout}${stderr}`)
}
