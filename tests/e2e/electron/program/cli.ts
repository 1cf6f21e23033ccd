import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { projectPath } from '../../../helpers/paths.ts'

/** Runs the built command line under Node and returns the value that it prints. Throws its error output when it fails. */
export async function runCli(dataDir: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const command = [projectPath('out/main/cli.cjs'), ...args, '--data-dir', dataDir, '--json']
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${out}${errors}`)
  return JSON.parse(out) as unknown
}
