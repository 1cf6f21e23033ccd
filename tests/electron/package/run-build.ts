import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { projectPath } from '../../helpers/paths.ts'
import type { DistPlatform } from './electron-dist.ts'

interface Options {
  platform?: DistPlatform
  /** The kinds of packages; without any, the directory that they would be made of. */
  targets?: string[]
  environment?: NodeJS.ProcessEnv
}

/** Packages the built program in a process of its own, whose environment the configuration reads. */
export function runBuild(directory: string, { platform = 'linux', targets = [], environment = {} }: Options = {}) {
  const at = (file: string) => projectPath(`tests/electron/package/${file}`)
  const imports = platform === 'darwin' ? ['--import', pathToFileURL(at('as-macos.ts')).href] : []
  const command = [...imports, at('build.ts'), directory, platform, ...targets]
  const options = { env: { ...process.env, ...environment }, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options)
  if (status !== 0) throw new Error(`${stdout}${stderr}`)
}
