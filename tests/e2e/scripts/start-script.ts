import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../../helpers/paths.ts'

/** A script that serves screens until it is ended. */
export interface RunningScript {
  /** The URL that signs in one browser; null when the script ended without one. */
  url: Promise<string | null>
  /** The output so far. */
  output(): string
  /** Ends the script and returns its exit code and signal. */
  end(signal?: NodeJS.Signals): Promise<unknown[]>
  [Symbol.asyncDispose](): Promise<void>
}

/** The id of the process that holds a data directory, read from its lock. */
export const holderOf = (dataDir: string): number =>
  (JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8')) as { pid: number }).pid

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const URL_LINE = /(http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+)\n/

interface Options {
  /** Where a copy of the project is. */
  project?: string
  environment?: Record<string, string>
}

/** Starts a script of a project, this one or a copy, without opening a browser; ended with `using`. */
export function startScript(script: string, args: string[] = [], options: Options = {}): RunningScript {
  const child = spawn(process.execPath, [`scripts/${script}`, '--no-open', ...args], {
    cwd: options.project ?? projectPath(''),
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = once(child, 'exit')
  let output = ''
  const url = new Promise<string | null>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        const match = URL_LINE.exec(output)
        if (match) resolve(match[1] ?? null)
      })
    void exit.then(() => resolve(null))
  })
  const end = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exit
  }
  return { url, output: () => output, end, [Symbol.asyncDispose]: async () => void (await end()) }
}
