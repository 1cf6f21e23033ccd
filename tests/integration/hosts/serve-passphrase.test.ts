import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

const served: ChildProcess[] = []
afterEach(async () => {
  for (const child of served.splice(0)) await stop(child)
})

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** `serve` on a data directory where no keychain answers, and a signed-in client of its REST interface. */
async function serve(root: string, args: string[], variable = '') {
  const child = spawn(
    process.execPath,
    [projectPath('out/main/cli.js'), 'serve', '--port', '0', '--json', '--data-dir', join(root, 'data'), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        HOME: root,
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
        ...(variable && { PATCHBAY_PASSPHRASE_FILE: variable }),
      },
    },
  )
  served.push(child)
  const [line] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')) as [string]
  return clientOf((JSON.parse(line) as { oneTimeUrl: string }).oneTimeUrl)
}

async function clientOf(oneTimeUrl: string) {
  const { origin, headers } = await signIn(oneTimeUrl)
  return async (path: string, body: object, workspaceId?: string) => {
    const reply = await fetch(`${origin}/api${path}`, {
      method: 'POST',
      headers: { ...headers, ...(workspaceId !== undefined && { 'x-workspace-id': workspaceId }) },
      body: JSON.stringify(body),
    })
    const text = await reply.text()
    return { status: reply.status, text, json: () => JSON.parse(text) as { id: string; state?: string } }
  }
}

test.for(['--passphrase-file', 'PATCHBAY_PASSPHRASE_FILE'])(
  'a server without a keychain creates and opens workspaces with the file that %s names',
  async (way) => {
    using directory = temporaryDirectory()
    const file = join(directory.path, 'passphrase')
    writeFileSync(file, 'correct horse battery staple\n')
    const start = () => (way.startsWith('--') ? serve(directory.path, [way, file]) : serve(directory.path, [], file))

    let post = await start()
    const created = await post('/workspaces', { name: 'Acme' })
    expect(created.status).toBe(200)
    const { id } = created.json()
    await stop(served.pop() as ChildProcess)

    post = await start()
    expect((await post('/connectors', wordpress, id)).status).toBe(200)
    // What somebody locks stays locked for calls, and opens when it is asked to. A lock ends the session.
    await post('/keys/lock', {}, id)
    expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(401)
    const { value } = await createCli(directory.path).json(['open', '--no-open'])
    post = await clientOf(String(value['oneTimeUrl']))
    expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(423)
    expect((await post('/keys/open', {}, id)).json().state).toBe('READY')
    expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(200)
    await stop(served.pop() as ChildProcess)

    // A backup of all workspaces needs keys that nothing has opened yet.
    post = await start()
    const backup = await post('/workspace-backups', {
      passphrase: 'six words of a backup passphrase',
      proof: { [id]: 'correct horse battery staple' },
    })
    expect([backup.status, backup.text.split('\n')[0]]).toEqual([200, 'age-encryption.org/v1'])
  },
)

test('a workspace with another passphrase stays locked for a server, and its own opens it', async () => {
  using directory = temporaryDirectory()
  const { json, file } = createCli(directory.path)
  const { value } = await json(['workspace', 'create', 'Acme'])
  const post = await serve(directory.path, ['--passphrase-file', file('other', 'another passphrase of somebody')])
  const id = (value as unknown as { id: string }).id
  expect((await post('/connectors', wordpress, id)).status).toBe(423)
  expect((await post('/keys/open', {}, id)).json().state).toBe('LOCKED')
  expect((await post('/keys/open', { passphrase: 'correct horse battery staple' }, id)).json().state).toBe('READY')
  expect((await post('/connectors', wordpress, id)).status).toBe(200)
})
