import { spawn, spawnSync } from 'node:child_process'
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

/** An account of the system that is there while a test needs it, removed with `using`. */
export interface TestAccount extends Disposable {
  name: string
  /** What a process needs to run under it. */
  ids: { uid: number; gid: number }
  canRead(path: string): boolean
}

/** Makes an account; only root can. */
export function createAccount(): TestAccount {
  const name = `patchbay-${process.pid}`
  const run = (...command: string[]) => {
    const { status, stdout, stderr } = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
    return stdout.trim()
  }
  run('useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name)
  const ids = { uid: Number(run('id', '--user', name)), gid: Number(run('id', '--group', name)) }
  const canRead = (path: string) => spawnSync('test', ['-r', path], { ...ids, cwd: '/' }).status === 0
  return { name, ids, canRead, [Symbol.dispose]: () => void run('userdel', name) }
}
