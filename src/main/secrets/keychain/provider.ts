import { execFile } from 'node:child_process'
import { readdir, readlink, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { once } from '../../core/once.ts'
import type { KeychainEngine } from './keychain.ts'

/** Made when it is used: a command that asks no keychain would load the processes of Node for it. */
const run = once(() => promisify(execFile))
const WITHIN_MS = 2000

/** What dbus-send reports of a service that lets a call wait. */
const SILENT = /NoReply|timed? ?out/i

/** What is known of the Secret Service beside its entries. */
export const secretService: Pick<KeychainEngine, 'isAlive' | 'hasBin' | 'isOnDisk'> = {
  isAlive,
  hasBin: async () => (await findKeychainName()) === 'KeePassXC',
  isOnDisk: async (since) => {
    if ((await findKeychainName()) === 'KWallet') await waitForWallet(since)
  },
}

/** KWallet writes its file five seconds after it has answered. */
const WALLET_WITHIN_MS = 10_000
const WALLET_EVERY_MS = 200

const walletDirectory = () => join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'kwalletd')

/** Waits until a wallet was written since then; where none is, as on other systems, or for too long, it goes on. */
export async function waitForWallet(since: number, directory = walletDirectory()): Promise<void> {
  const isWritten = async () => {
    // Its other files are written at once.
    const names = (await readdir(directory)).filter((name) => name.endsWith('.kwl'))
    const times = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).mtimeMs))
    return times.length === 0 || times.some((time) => time > since)
  }
  const end = performance.now() + WALLET_WITHIN_MS
  while (!(await isWritten().catch(() => true)) && performance.now() < end) await wait(WALLET_EVERY_MS)
}

/** Whether it answers a ping, which a program that is stopped or hangs does not, or nothing is here that could send one. */
async function isAlive(): Promise<boolean> {
  try {
    await run()('dbus-send', ['--session', '--print-reply', `--reply-timeout=${WITHIN_MS}`, ...PING])
    return true
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    return !SILENT.test(stderr)
  }
}

const PING = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.DBus.Peer.Ping']

/** What people call the programs behind the Secret Service. */
const NAMES: [RegExp, string][] = [
  [/^gnome-keyring-daemon$/, 'GNOME Keyring'],
  [/^(kwalletd\d*|ksecretd)$/, 'KWallet'],
  [/^keepassxc$/, 'KeePassXC'],
]

/**
 * The program that provides the Secret Service, with its version where it tells one, for example "gnome-keyring: 46.1";
 * null where none runs, it cannot be seen, or the system has its own keychain. Starts no such program.
 */
export async function findKeychainProgram(): Promise<string | null> {
  const path = await findProgram()
  return path === null ? null : describeProgram(path)
}

/** What people call the program that provides the Secret Service; null where that is not known. */
export async function findKeychainName(): Promise<string | null> {
  const name = basename((await findProgram()) ?? '')
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** The path of the program that provides the Secret Service. */
async function findProgram(): Promise<string | null> {
  if (process.platform !== 'linux' || !process.env['DBUS_SESSION_BUS_ADDRESS']) return null
  try {
    const { stdout } = await run()(
      'dbus-send',
      [
        ...['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
        ...['org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'],
      ],
      { timeout: WITHIN_MS },
    )
    const pid = /uint32 (\d+)/.exec(stdout)?.[1]
    return pid === undefined ? null : await readlink(`/proc/${pid}/exe`)
  } catch {
    return null
  }
}

async function describeProgram(path: string): Promise<string> {
  const name = basename(path)
  // Any other program may do anything when it is started.
  if (!NAMES.some(([pattern]) => pattern.test(name))) return name
  try {
    const { stdout } = await run()(path, ['--version'], { timeout: WITHIN_MS })
    return stdout.trim().split('\n')[0] || name
  } catch {
    return name
  }
}
