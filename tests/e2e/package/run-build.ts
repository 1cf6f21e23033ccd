import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { projectPath } from '../../helpers/paths.ts'
import type { DistPlatform } from './electron-dist.ts'

interface Options {
  platform?: DistPlatform
  /** The directory of an unpacked Electron; by default a stand-in. */
  electron?: string
  /** The kinds of packages; by default only the unpacked directory. */
  targets?: string[]
  environment?: NodeJS.ProcessEnv
}

/** Packages the built program in a process of its own, because the configuration reads its environment. */
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
