import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** The account `nobody`, which every Linux has. */
const NOBODY = 65_534

/** Why nothing can be tried under a second account here; null where it can. */
export const noSecondAccount =
  process.platform !== 'linux'
    ? 'this is tried on Linux alone'
    : process.getuid?.() === 0
      ? null
      : 'only root can start a process under another account'

/** Runs a shell script under a second account; answers what it prints. */
export async function asSecondAccount(script: string): Promise<string> {
  const child = spawn('bash', ['-c', script], {
    ...{ uid: NOBODY, gid: NOBODY, cwd: '/' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return text(child.stdout)
}
