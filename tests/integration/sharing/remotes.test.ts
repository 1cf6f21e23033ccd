import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { bareRepository, type Computer, createComputer, git, joinShared } from '../../helpers/sharing/computer.ts'
import { startSshServer } from '../../helpers/sharing/ssh-server.ts'
import { mountSmallDisk } from '../../helpers/small-disk.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
let [remote, workspaceId, connectorId] = ['', '', '']
let ada: Computer
let ben: Computer

beforeEach(async () => {
  directory = temporaryDirectory()
  remote = bareRepository(directory.path)
  ada = createComputer(directory.path, 'Ada')
  ben = createComputer(directory.path, 'Ben')
  workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  connectorId = (await ada.api.connectors.install({ workspaceId, ...wordpress })).id
})
afterEach(async () => {
  await ada.app.close()
  await ben.app.close()
  expect([...ada.reported, ...ben.reported]).toEqual([])
  directory[Symbol.dispose]()
})

const sync = ({ api }: Computer) => api.sharing.sync({ workspaceId })
const describe = ({ api }: Computer, description: string) =>
  api.connectors.update({
    ...{ workspaceId, id: connectorId, config: wordpress.config, secrets: { set: {}, clear: [] }, description },
  })
const descriptionOf = async ({ api }: Computer) =>
  (await api.connectors.get({ workspaceId, id: connectorId })).description

test('a workspace is shared, joined and kept up to date over ssh, and a key that is not let in is named as the cause', async (context) => {
  using server = await startSshServer(directory.path)
  if (!server) {
    console.log('skipped: there is no ssh server on this computer')
    return context.skip()
  }
  const address = server.address(remote)
  try {
    process.env['GIT_SSH_COMMAND'] = server.command('another')
    const error = await refusal(ada.api.sharing.share({ workspaceId, remote: address }))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'remote_denied' })
    expect(error.message).toContain('Permission denied (publickey)')
    expect(await ada.api.sharing.status({ workspaceId })).toBeNull()

    process.env['GIT_SSH_COMMAND'] = server.command('mine')
    await ada.api.sharing.share({ workspaceId, remote: address })
    await joinShared(ada, ben, { workspaceId, remote: address })
    await describe(ben, 'Over ssh')
    await sync(ben)
    expect(await sync(ada)).toMatchObject({ received: 1, status: { remote: address, problem: null } })
    expect(await descriptionOf(ada)).toBe('Over ssh')

    process.env['GIT_SSH_COMMAND'] = server.command('another')
    await describe(ada, 'Kept here')
    expect(await refusal(sync(ada))).toMatchObject({ reason: 'remote_denied' })
    expect(await ada.api.sharing.status({ workspaceId })).toMatchObject({ toSend: 1 })
    process.env['GIT_SSH_COMMAND'] = server.command('mine')
    expect(await sync(ada)).toMatchObject({ sent: 1, status: { problem: null } })
  } finally {
    delete process.env['GIT_SSH_COMMAND']
  }
})

test('a disk that is full while changes arrive applies none of them, and all of them once there is room', async (context) => {
  const disk = mountSmallDisk(join(directory.path, 'Ben'), 8)
  if (!disk) {
    console.log('skipped: no disk of a few megabytes can be mounted here')
    return context.skip()
  }
  try {
    await ada.api.sharing.share({ workspaceId, remote })
    await joinShared(ada, ben, { workspaceId, remote })
    // What does not compress, in many changes.
    for (let count = 0; count < 20; count += 1) await describe(ada, randomBytes(600).toString('base64'))
    await describe(ada, 'The last one')
    await sync(ada)
    const before = await descriptionOf(ben)
    disk.fill(4096)
    disk.fillMore()
    const error = await refusal(sync(ben))
    expect(error).toMatchObject({ code: 'unavailable', reason: 'disk_full' })
    expect(await descriptionOf(ben)).toBe(before)
    disk.free()
    expect(await sync(ben)).toMatchObject({ received: 21, status: { problem: null } })
    expect(await descriptionOf(ben)).toBe('The last one')
    git('-C', join(directory.path, 'Ben', `${workspaceId}.git`), 'fsck', '--strict')
  } finally {
    disk[Symbol.dispose]()
  }
})

test('a repository that was used for something else is no workspace, and is left as it is', async () => {
  const work = join(directory.path, 'work')
  git('clone', '--quiet', remote, work)
  git('-C', work, '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '--quiet', '--allow-empty', '-m', 'Mine')
  git('-C', work, 'push', '--quiet', 'origin', 'HEAD:refs/heads/patchbay')
  const head = git('-C', remote, 'rev-parse', 'patchbay')
  expect(await refusal(ada.api.sharing.share({ workspaceId, remote }))).toMatchObject({ reason: 'remote_used' })
  const second = bareRepository(directory.path, 'second.git')
  await ada.api.sharing.share({ workspaceId, remote: second })
  const { identity } = await ben.api.person.show({})
  await ada.api.members.invite({ workspaceId, role: 'admin', identity: identity ?? '' })
  const joined = ben.api.sharing.join({ remote, invitation: ada.written() })
  expect(await refusal(joined)).toMatchObject({ reason: 'history_refused', values: { why: 'form' } })
  expect(git('-C', remote, 'rev-parse', 'patchbay')).toBe(head)
  expect(await ben.api.workspaces.list({})).toEqual([])
})

test('a change whose answer was lost is not sent twice', async () => {
  await ada.api.sharing.share({ workspaceId, remote })
  await joinShared(ada, ben, { workspaceId, remote })
  await describe(ada, 'Once')
  // The remote has it, and this computer does not know that yet.
  const rows = ada.store.sqlite.prepare('SELECT * FROM shared_outbox').all() as Record<string, unknown>[]
  const state = ada.store.sqlite.prepare('SELECT state FROM shared_workspaces').pluck().get()
  await sync(ada)
  ada.store.sqlite.prepare('UPDATE shared_workspaces SET state = ?').run(state)
  const columns = Object.keys(rows[0] ?? {})
  ada.store.sqlite
    .prepare(`INSERT INTO shared_outbox VALUES (${columns.map((column) => `@${column}`).join(', ')})`)
    .run(rows[0])
  const head = git('-C', remote, 'rev-parse', 'patchbay')
  expect(await sync(ada)).toMatchObject({ sent: 0, status: { toSend: 0, conflicts: 0 } })
  expect(git('-C', remote, 'rev-parse', 'patchbay')).toBe(head)
})
