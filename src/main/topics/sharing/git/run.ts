import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { appError } from '../../../../contract/errors.ts'
import { gitEnvironment, SETTING_ARGS } from './settings.ts'

/** The commands of git that are used, and no other. */
type GitCommand =
  | 'init'
  | 'fetch'
  | 'push'
  | 'update-ref'
  | 'merge-base'
  | 'cat-file'
  | 'index-pack'
  | 'unpack-objects'
  | 'gc'

export interface GitAnswer {
  code: number
  output: Buffer
  /** The end of what it reported. */
  errors: string
}

interface GitOptions {
  input?: Buffer
  isNetwork?: boolean
  /** Ends it, as when the program is closed while a remote does not answer. */
  signal?: AbortSignal
}

/** A remote may never answer. */
const NETWORK_LIMIT_MS = 120_000
const LOCAL_LIMIT_MS = 600_000
const MOST_ERRORS = 8192

/** Starts git on a repository; the one place where that is done. */
export const startGit = (
  dir: string,
  command: GitCommand,
  args: readonly string[],
  { isNetwork = false, signal }: Pick<GitOptions, 'isNetwork' | 'signal'> = {},
): ChildProcessWithoutNullStreams =>
  spawn('git', [...SETTING_ARGS, `--git-dir=${dir}`, command, ...args], {
    env: gitEnvironment(isNetwork),
    windowsHide: true,
    signal,
    timeout: isNetwork ? NETWORK_LIMIT_MS : command === 'cat-file' ? undefined : LOCAL_LIMIT_MS,
  })

/** Runs git to its end. Throws `unavailable` where there is none. */
export function runGit(
  dir: string,
  command: GitCommand,
  args: readonly string[],
  { input, isNetwork = false, signal }: GitOptions = {},
): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = startGit(dir, command, args, { isNetwork, ...(signal && { signal }) })
    const output: Buffer[] = []
    let errors = ''
    child.stdout.on('data', (part: Buffer) => output.push(part))
    child.stderr.on('data', (part: Buffer) => (errors = (errors + part.toString()).slice(-MOST_ERRORS)))
    child.on('error', () => {
      // What git has started, as ssh, may outlive it and holds the other ends.
      for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy()
      child.unref()
      reject(signal?.aborted ? appError('remote_offline', { detail: 'stopped' }) : appError('no_git'))
    })
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output), errors }))
    // It may end before it has read everything, which its exit code tells.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
