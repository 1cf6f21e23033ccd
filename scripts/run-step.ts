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

/**
 * Runs the browser tests, whose processes Node 24 can leave waiting for themselves as they exit. After so many
 * milliseconds those that are left are ended, which fails a test that they still ran and loses no result of the others.
 */
export async function runBrowserTests(
  args: string[],
  environment: NodeJS.ProcessEnv,
  limitMs: number,
): Promise<boolean> {
  const child = startStep('playwright', args, 'inherit', environment)
  const watch = setInterval(() => spawn('pkill', ['-KILL', '-P', `${child.pid}`], { stdio: 'ignore' }), limitMs)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(watch)
  return code === 0
}

/** Runs a command beside others: its output is answered as a whole. */
export async function collectStep(command: string, args: string[]): Promise<{ ok: boolean; output: string }> {
  const child = startStep(command, args, ['ignore', 'pipe', 'pipe'])
  const read = (stream: NodeJS.ReadableStream | null) => (stream ? text(stream) : Promise.resolve(''))
  const [out, err, [code]] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'exit')])
  return { ok: code === 0, output: `${out}${err}` }
}
