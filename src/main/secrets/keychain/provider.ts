import { execFile } from 'node:child_process'
import { readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const WITHIN_MS = 2000

/** The programs that are known to print their version and end. */
const KNOWN = /^(gnome-keyring-daemon|kwalletd\d*|ksecretd|keepassxc)$/

/**
 * The program that provides the Secret Service, with its version where it tells one, for example "gnome-keyring: 46.1";
 * null where none runs, it cannot be seen, or the system has its own keychain. Starts no such program.
 */
export async function findKeychainProgram(): Promise<string | null> {
  if (process.platform !== 'linux' || !process.env['DBUS_SESSION_BUS_ADDRESS']) return null
  try {
    const { stdout } = await run(
      'dbus-send',
      [
        ...['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
        ...['org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'],
      ],
      { timeout: WITHIN_MS },
    )
    const pid = /uint32 (\d+)/.exec(stdout)?.[1]
    return pid === undefined ? null : await describeProgram(await readlink(`/proc/${pid}/exe`))
  } catch {
    return null
  }
}

async function describeProgram(path: string): Promise<string> {
  const name = basename(path)
  if (!KNOWN.test(name)) return name
  try {
    const { stdout } = await run(path, ['--version'], { timeout: WITHIN_MS })
    return stdout.trim().split('\n')[0] || name
  } catch {
    return name
  }
}
