import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KEYCHAIN_SERVICE } from '../../src/main/secrets/keychain/keychain.ts'

/** Whether a real Secret Service can be started here: Debian's gnome-keyring, dbus and libsecret-tools. */
export const hasSecretService = ['gnome-keyring-daemon', 'dbus-daemon', 'dbus-send', 'secret-tool'].every(
  (program) => spawnSync('which', [program]).status === 0,
)

const PASSWORD = 'keyring password'

/** A bus that starts no services on its own, so a test decides which are there. */
const busConfig = (
  socketDir: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:dir=${socketDir}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>`

/** A desktop session of its own: home, bus and gnome-keyring, none of them shared with anything else. */
export interface KeyringSession {
  /** What a program in this session has in its environment. */
  env: NodeJS.ProcessEnv
  dir: string
  startKeyring(state: 'unlocked' | 'locked'): Promise<void>
  /** Sends a signal to the keyring; one that kills is waited for. */
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): Promise<void>
  /** Unlocks as logging in does. */
  unlock(): Promise<void>
  /** The accounts and texts of our entries; the keyring must be unlocked. */
  entries(): string[]
  end(): Promise<void>
}

export async function startKeyringSession({ bus = true } = {}): Promise<KeyringSession> {
  const dir = mkdtempSync(join(tmpdir(), 'patchbay-keyring-'))
  const path = (name: string) => {
    mkdirSync(join(dir, name), { recursive: true, mode: 0o700 })
    return join(dir, name)
  }
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: dir,
    XDG_RUNTIME_DIR: path('run'),
    XDG_DATA_HOME: path('data'),
    XDG_CONFIG_HOME: path('config'),
    XDG_CACHE_HOME: path('cache'),
  }
  const children: ChildProcess[] = []
  let keyring: ChildProcess | undefined

  if (bus) {
    const config = join(dir, 'bus.conf')
    writeFileSync(config, busConfig(join(dir, 'run')))
    const daemon = spawn('dbus-daemon', ['--nofork', '--print-address', `--config-file=${config}`], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    children.push(daemon)
    const [address] = (await once(daemon.stdout, 'data')) as [Buffer]
    env['DBUS_SESSION_BUS_ADDRESS'] = address.toString().trim()
  }

  const isThere = () =>
    spawnSync(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      ],
      { env, encoding: 'utf8' },
    ).stdout.includes('true')

  return {
    env,
    dir,

    startKeyring: async (state) => {
      const mode = state === 'unlocked' ? ['--unlock'] : []
      keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...mode], {
        env,
        stdio: ['pipe', 'ignore', 'ignore'],
      })
      children.push(keyring)
      keyring.stdin?.end(PASSWORD)
      while (!isThere()) await new Promise(setImmediate)
    },

    signal: async (name) => {
      const ended = new Promise((resolve) => keyring?.once('exit', resolve))
      keyring?.kill(name)
      if (name === 'SIGKILL') await ended
    },

    unlock: () => sendControl(join(dir, 'run/keyring/control'), PASSWORD),

    entries: () => {
      const search = ['search', '--all', 'service', KEYCHAIN_SERVICE]
      const { stdout, stderr } = spawnSync('secret-tool', search, { env, encoding: 'utf8' })
      return `${stdout}${stderr}`
        .split('\n')
        .filter((line) => /^(secret|attribute\.account) = /.test(line))
        .sort()
    },

    end: async () => {
      await Promise.all(
        children
          .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
          .map((child) => {
            const ended = new Promise((resolve) => child.once('exit', resolve))
            child.kill('SIGKILL')
            return ended
          }),
      )
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** gnome-keyring's control protocol: a byte for the credentials, then length, operation and the password. */
function sendControl(path: string, password: string): Promise<void> {
  const UNLOCK = 1
  const text = Buffer.from(password)
  const header = Buffer.alloc(12)
  header.writeUInt32BE(header.length + text.length, 0)
  header.writeUInt32BE(UNLOCK, 4)
  header.writeUInt32BE(text.length, 8)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(path, () => socket.write(Buffer.concat([Buffer.alloc(1), header, text])))
  socket.on('error', reject)
  socket.once('data', (reply) => {
    socket.end()
    if (reply.readUInt32BE(4) === 0) resolve()
    else reject(new Error('The keyring was not unlocked'))
  })
  return promise
}
