import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const SSHD = '/usr/sbin/sshd'

interface SshServer extends Disposable {
  /** The address of a folder of this computer over ssh. */
  address(path: string): string
  /** For `GIT_SSH_COMMAND`: lets in with `mine`, and with no other key. */
  command(key: 'mine' | 'another'): string
}

/** An ssh server on a loopback port, with keys and settings below a directory; null where there is none to start. */
export async function startSshServer(directory: string): Promise<SshServer | null> {
  if (!existsSync(SSHD)) return null
  const place = join(directory, 'ssh')
  mkdirSync(place, { mode: 0o700 })
  const file = (name: string) => join(place, name)
  for (const name of ['host', 'mine', 'another'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)])
  writeFileSync(file('authorized'), readFileSync(file('mine.pub')))
  const port = await freePort()
  const hostKey = readFileSync(file('host.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
  writeFileSync(file('known'), `[127.0.0.1]:${port} ${hostKey}\n`)
  const settings = {
    ...{ Port: port, ListenAddress: '127.0.0.1', HostKey: file('host'), AuthorizedKeysFile: file('authorized') },
    ...{ PidFile: 'none', UsePAM: 'no', StrictModes: 'no', PermitRootLogin: 'yes', PasswordAuthentication: 'no' },
    KbdInteractiveAuthentication: 'no',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`)
  writeFileSync(file('config'), lines.join(''))
  // For root, it changes into this empty folder.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const child = spawn(SSHD, ['-D', '-e', '-f', file('config')], { stdio: ['ignore', 'ignore', 'pipe'] })
  const output: string[] = []
  for await (const line of createInterface(child.stderr)) {
    output.push(line)
    if (line.includes('Server listening')) break
  }
  if (!output.at(-1)?.includes('Server listening')) throw new Error(`sshd did not start: ${output.join(' ')}`)
  return {
    address: (path) => `ssh://${userInfo().username}@127.0.0.1:${port}${path}`,
    command: (key) => {
      const options = [
        `UserKnownHostsFile=${file('known')}`,
        'IdentitiesOnly=yes',
        'BatchMode=yes',
        'IdentityAgent=none',
      ]
      return `ssh -F /dev/null -i ${file(key)} ${options.map((option) => `-o ${option}`).join(' ')}`
    },
    [Symbol.dispose]: () => void child.kill(),
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
