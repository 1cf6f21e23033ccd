import { spawnSync } from 'node:child_process'
import { accessSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../../helpers/paths.ts'

/** The system's tools that make and unpack the packages for Linux. */
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

/** A stand-in for the beginning of an AppImage, which in a real one is a program that mounts the rest. */
export const RUNTIME = '#!/bin/sh\nexit 1\n'

/** Lays out the system's tools like electron-builder's own; returns the environment that points to them. */
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

/** Runs a tool and returns its output. */
export function runTool(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}
