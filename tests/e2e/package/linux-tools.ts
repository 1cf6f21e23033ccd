import { spawnSync } from 'node:child_process'
import { accessSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../../helpers/paths.ts'

/** The system's own tools that the packages for Linux are made and looked into with. */
const TOOLS = [
  ...['mksquashfs', 'unsquashfs', 'dpkg-deb', 'bash'],
  ...['desktop-file-validate', 'update-desktop-database', 'update-mime-database'],
]

const find = (tool: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(':')
    .map((directory) => join(directory, tool))
    .find(isThere)

function isThere(path: string): boolean {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}

/** The tools that this system lacks. */
export const missingTools = (): string[] => TOOLS.filter((tool) => find(tool) === undefined)

/** What stands at the beginning of an AppImage, where a real one has a program that mounts the rest. */
export const RUNTIME = '#!/bin/sh\nexit 1\n'

/** Lays the system's tools out as electron-builder's own, and answers the environment that names them. */
export function useSystemTools(directory: string): NodeJS.ProcessEnv {
  const tools = join(directory, 'tools')
  mkdirSync(join(tools, 'runtimes'), { recursive: true })
  mkdirSync(join(tools, 'lib', 'x64'), { recursive: true })
  for (const tool of ['mksquashfs', 'desktop-file-validate']) symlinkSync(find(tool) ?? '', join(tools, tool))
  writeFileSync(join(tools, 'runtimes', 'runtime-x64'), RUNTIME)
  const fpm = join(tools, 'fpm')
  const script = `#!/bin/sh\nexec "${process.execPath}" "${projectPath('tests/e2e/package/fpm.ts')}" "$@"\n`
  writeFileSync(fpm, script, { mode: 0o755 })
  return { APPIMAGE_TOOLS_PATH: tools, CUSTOM_FPM_PATH: fpm }
}

/** Runs a tool and answers what it printed. */
export function runTool(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}
