import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The directory of the project. */
export const PROJECT = join(import.meta.dirname, '..')

/** Runs a command of the packages of a project, this one or a copy; answers whether it succeeded. */
export async function runStep(
  command: string,
  args: string[],
  environment: NodeJS.ProcessEnv = {},
  project = PROJECT,
): Promise<boolean> {
  const binDir = join(project, 'node_modules', '.bin')
  const separator = process.platform === 'win32' ? ';' : ':'
  const child = spawn(command, args, {
    cwd: project,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${binDir}${separator}${process.env['PATH']}`, ...environment },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}
