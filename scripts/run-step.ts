import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const binDir = join(root, 'node_modules', '.bin')

/** Runs a command of the project's own packages; answers whether it succeeded. */
export async function runStep(command: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const separator = process.platform === 'win32' ? ';' : ':'
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${binDir}${separator}${process.env['PATH']}`, ...environment },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}
