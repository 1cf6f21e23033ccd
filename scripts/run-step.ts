import { spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** The directory of the project. */
export const PROJECT = join(import.meta.dirname, '..')

/** Starts a command of the packages of a project in its directory. */
function startStep(command: string, args: string[], stdio: StdioOptions, environment = {}, project = PROJECT) {
  const binDir = join(project, 'node_modules', '.bin')
  const separator = process.platform === 'win32' ? ';' : ':'
  return spawn(command, args, {
    cwd: project,
    stdio,
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${binDir}${separator}${process.env['PATH']}`, ...environment },
  })
}

/**
 * Runs a command of the packages of a project, this one or a copy, which writes to this terminal; answers whether it
 * succeeded.
 */
export async function runStep(
  command: string,
  args: string[],
  environment?: NodeJS.ProcessEnv,
  project?: string,
): Promise<boolean> {
  const [code] = (await once(startStep(command, args, 'inherit', environment, project), 'exit')) as [number | null]
  return code === 0
}

/** Runs a command beside others: its output is answered as a whole. */
export async function collectStep(command: string, args: string[]): Promise<{ ok: boolean; output: string }> {
  const child = startStep(command, args, ['ignore', 'pipe', 'pipe'])
  const read = (stream: NodeJS.ReadableStream | null) => (stream ? text(stream) : Promise.resolve(''))
  const [out, err, [code]] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'exit')])
  return { ok: code === 0, output: `${out}${err}` }
}
