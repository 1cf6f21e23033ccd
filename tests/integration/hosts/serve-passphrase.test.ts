import { rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCli, PASSPHRASE } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

/** `serve` on a data directory where no keychain answers. */
const serve = (root: string, args: string[], environment: Record<string, string> = {}) =>
  createCli(root).hold({ args, environment: { ...environment, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })

/** A signed-in client of the REST interface. */
async function clientOf(oneTimeUrl: string) {
  const { origin, headers } = await signIn(oneTimeUrl)
  return async (path: string, body: object | null, workspaceId?: string) => {
    const reply = await fetch(`${origin}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...(workspaceId !== undefined && { 'x-workspace-id': workspaceId }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    return { status: reply.status, text, json: () => JSON.parse(text) as { id: string; state?: string } }
  }
}

test('a server without a keychain creates and opens workspaces with the file that an option or a variable names', async () => {
  using directory = temporaryDirectory()
  const file = createCli(directory.path).file('named', `${PASSPHRASE}\n`)
  const option = () => serve(directory.path, ['--passphrase-file', file])
  const variable = () => serve(directory.path, [], { PATCHBAY_PASSPHRASE_FILE: file })

  const create = async (post: Awaited<ReturnType<typeof clientOf>>, name: string) => {
    const created = await post('/workspaces', { name })
    expect(created.status).toBe(200)
    return created.json().id
  }

  let id: string
  let second: string
  {
    await using program = await option()
    id = await create(await clientOf(program.oneTimeUrl), 'Acme')
  }
  {
    await using program = await variable()
    let post = await clientOf(program.oneTimeUrl)
    expect((await post('/connectors', wordpress, id)).status).toBe(200)
    second = await create(post, 'Globex')
    // What somebody locks stays locked for calls, and opens when it is asked to. A lock ends the session.
    await post('/keys/lock', {}, id)
    expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(401)
    const { value } = await createCli(directory.path).json(['open', '--no-open'])
    post = await clientOf(String(value['oneTimeUrl']))
    expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(423)
    expect((await post('/keys/open', {}, id)).json().state).toBe('READY')
    expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(200)
  }
  // A backup of all workspaces needs keys that nothing has opened yet.
  await using program = await option()
  const post = await clientOf(program.oneTimeUrl)
  const backup = await post('/workspace-backups', {
    passphrase: 'six words of a backup passphrase',
    proof: { [id]: PASSPHRASE, [second]: PASSPHRASE },
  })
  expect([backup.status, backup.text.split('\n')[0]]).toEqual([200, 'age-encryption.org/v1'])
})

test('a server reads the file of its passphrase when a key is needed, and does without it while it is gone', async () => {
  using directory = temporaryDirectory()
  const file = createCli(directory.path).file('named', 'a passphrase that was written first\n')
  await using program = await serve(directory.path, ['--passphrase-file', file])
  const post = await clientOf(program.oneTimeUrl)
  rmSync(file)
  expect((await post('/workspaces', { name: 'Acme' })).status).toBe(423)
  writeFileSync(file, `${PASSPHRASE}\n`, { mode: 0o600 })
  const created = await post('/workspaces', { name: 'Acme' })
  expect(created.status).toBe(200)
  expect((await createCli(directory.path).run(['key', 'status'])).out).toContain('READY')
})

test('a workspace with another passphrase stays locked for a server, and its own opens it', async () => {
  using directory = temporaryDirectory()
  const { json, file } = createCli(directory.path)
  const { value } = await json(['workspace', 'create', 'Acme'])
  await using program = await serve(directory.path, [
    '--passphrase-file',
    file('other', 'another passphrase of somebody'),
  ])
  const post = await clientOf(program.oneTimeUrl)
  const id = (value as unknown as { id: string }).id
  expect((await post('/connectors', wordpress, id)).status).toBe(423)
  expect((await post('/keys/open', {}, id)).json().state).toBe('LOCKED')
  expect((await post('/keys/open', { passphrase: PASSPHRASE }, id)).json().state).toBe('READY')
  expect((await post('/connectors', wordpress, id)).status).toBe(200)
})

test('a workspace counts as locked at the start of a server only where the server has no passphrase for it', async () => {
  using directory = temporaryDirectory()
  const { json, file } = createCli(directory.path)
  const { value } = await json(['workspace', 'create', 'Acme'])
  const id = (value as unknown as { id: string }).id
  /** The state of its key, and whether it opens for who needs it, in the workspace and on the overview. */
  const stateOf = async (get: Awaited<ReturnType<typeof clientOf>>) => {
    const { key } = JSON.parse((await get('/session/workspace', null, id)).text)
    const { workspaces } = JSON.parse((await get('/overview', null)).text)
    return [key.state, key.isUsable, !workspaces[0].isLocked]
  }

  {
    await using program = await serve(directory.path, [])
    expect(await stateOf(await clientOf(program.oneTimeUrl))).toEqual(['CLOSED', false, false])
  }
  {
    await using program = await serve(directory.path, ['--passphrase-file', file('own', PASSPHRASE)])
    const post = await clientOf(program.oneTimeUrl)
    expect(await stateOf(post)).toEqual(['CLOSED', true, true])
    expect((await post('/connectors', wordpress, id)).status).toBe(200)
    expect(await stateOf(post)).toEqual(['READY', true, true])
  }
  await using program = await serve(directory.path, ['--passphrase-file', file('other', 'somebody else has this one')])
  const post = await clientOf(program.oneTimeUrl)
  expect((await post('/connectors', { ...wordpress, name: 'Second' }, id)).status).toBe(423)
  expect(await stateOf(post)).toEqual(['LOCKED', false, false])
})
