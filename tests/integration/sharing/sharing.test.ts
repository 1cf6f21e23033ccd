import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jsonOf } from '../../../src/shared/json.ts'
import { asFile } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { projectPath } from '../../helpers/paths.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { bareRepository, type Computer, createComputer, git, joinShared } from '../../helpers/sharing/computer.ts'
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
  await ada.api.sharing.share({ workspaceId, remote })
})
afterEach(async () => {
  await ada.app.close()
  await ben.app.close()
  expect([...ada.reported, ...ben.reported]).toEqual([])
  directory[Symbol.dispose]()
})

const join2 = (role: 'owner' | 'admin' | 'member' = 'admin') => joinShared(ada, ben, { workspaceId, remote, role })
const sync = ({ api }: Computer) => api.sharing.sync({ workspaceId })
const names = async ({ api }: Computer) => (await api.connectors.list({ workspaceId })).map(({ name }) => name)
const connector = ({ api }: Computer, id = connectorId) => api.connectors.get({ workspaceId, id })
const change = (who: Computer, more: object, config = { site_url: 'https://blog.example.com' }) =>
  who.api.connectors.update({ workspaceId, id: connectorId, config, secrets: { set: {}, clear: [] }, ...more })
/** The text of every object of a repository. */
const objects = (path: string) =>
  execFileSync('git', ['-C', path, 'cat-file', '--batch', '--batch-all-objects', '--unordered'], { maxBuffer: 1 << 28 })

const SECOND = 'canary7f3aSecondAppPw99z'
const PATH = 'auth.application_password'
async function setSecret({ api }: Computer, value: string) {
  const [result] = await api.secrets.set({ workspaceId, connectorIds: [connectorId], path: PATH, value })
  expect(result?.error).toBeNull()
}

test('somebody who was invited has the workspace on a computer of their own, with secrets that work', async () => {
  await join2()
  expect(await names(ben)).toEqual(['Company blog'])
  expect(await connector(ben)).toMatchObject({
    config: wordpress.config,
    secrets: [{ path: 'auth.application_password' }],
  })
  expect(await ben.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
  expect((await ben.api.members.list({ workspaceId })).map(({ name, role, isYou }) => [name, role, isYou])).toEqual([
    ['Ada', 'owner', false],
    ['Ben', 'admin', true],
  ])
  expect(await ben.api.sharing.status({ workspaceId })).toMatchObject({ toSend: 0, conflicts: 0, problem: null })
})

test('a workspace is never here without its connectors, whenever somebody who joins stops', async () => {
  const seen: number[] = []
  const stop = ben.app.changes.on(({ topic }) => {
    const count = ben.store.sqlite.prepare('SELECT count(*) FROM connectors WHERE tenant_id = ?').pluck()
    const isHere = ben.store.sqlite.prepare('SELECT 1 FROM workspaces WHERE id = ?').pluck()
    if (topic === 'workspaces' && isHere.get(workspaceId) !== undefined) seen.push(Number(count.get(workspaceId)))
  })
  await join2()
  stop()
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.every((connectors) => connectors === 1)).toBe(true)
})

test('each sees what the other adds, changes, activates and deletes, and who did it', async () => {
  await join2()
  await ben.api.connectors.install({ workspaceId, ...wordpress, name: 'Shop' })
  await change(ben, { description: 'Ours' })
  await ben.api.connectors.activate({ workspaceId, id: connectorId })
  expect(await ben.api.sharing.status({ workspaceId })).toMatchObject({ toSend: 3 })
  expect(await sync(ben)).toMatchObject({ sent: 3, received: 0, status: { toSend: 0 } })
  expect(await sync(ada)).toMatchObject({ sent: 0, received: 3 })
  expect(await names(ada)).toEqual(['Company blog', 'Shop'])
  expect(await connector(ada)).toMatchObject({ status: 'active', description: 'Ours', updatedByName: 'Ben' })
  await ada.api.connectors.remove({ workspaceId, id: connectorId })
  await sync(ada)
  await sync(ben)
  expect(await names(ben)).toEqual(['Shop'])
  expect(await ben.api.trash.list({ workspaceId })).toMatchObject([{ name: 'Company blog', deletedByName: 'Ada' }])
  // Nothing goes back and forth.
  expect(await sync(ada)).toMatchObject({ sent: 0, received: 0 })
  expect(await sync(ben)).toMatchObject({ sent: 0, received: 0 })
})

test('stock git verifies every commit with the signers of the repository, and reads what was changed in words', async () => {
  await join2()
  await change(ben, { description: 'Ours' })
  await sync(ben)
  const clone = join(directory.path, 'clone')
  git('clone', '--quiet', '--branch', 'patchbay', remote, clone)
  const signed = ['-C', clone, '-c', `gpg.ssh.allowedSignersFile=${join(clone, 'signers')}`]
  const log = git(...signed, 'log', '--format=%G? %an: %s')
    .trim()
    .split('\n')
  expect(log).toEqual([
    'G Ben: Changed description of Company blog',
    'G Ada: Added Ben as admin',
    'G Ada: Shared Acme with 1 connector',
  ])
  git('-C', remote, 'fsck', '--strict')
})

test('changes of different fields come together; of the same field, both stay until one is chosen', async () => {
  await join2()
  await change(ada, { description: 'By Ada', tags: ['ada'] })
  await change(ben, { description: 'By Ben' }, { site_url: 'https://ben.example.com' })
  await sync(ada)
  await sync(ben)
  await sync(ada)
  for (const one of [ada, ben]) {
    expect(await connector(one)).toMatchObject({
      description: 'By Ada',
      tags: ['ada'],
      config: { site_url: 'https://ben.example.com' },
    })
    expect(await one.api.sharing.conflicts({ workspaceId })).toMatchObject([
      { field: 'description', by: 'Ben', now: 'By Ada', waiting: 'By Ben', connectorName: 'Company blog' },
    ])
  }
  const [conflict] = await ada.api.sharing.conflicts({ workspaceId })
  const { field = '', memberId = '' } = conflict ?? {}
  await ada.api.sharing.choose({ workspaceId, connectorId, field, memberId, take: 'waiting' })
  expect(await connector(ada)).toMatchObject({ description: 'By Ben' })
  await sync(ada)
  await sync(ben)
  expect(await ben.api.sharing.conflicts({ workspaceId })).toEqual([])
  expect(await connector(ben)).toMatchObject({ description: 'By Ben' })
})

test('a deletion against a change, and a name on both sides, are settled at once and wait for a choice', async () => {
  await join2()
  await change(ada, { description: 'Needed' })
  await ben.api.connectors.remove({ workspaceId, id: connectorId })
  await ada.api.connectors.install({ workspaceId, ...wordpress, name: 'Shop' })
  await ben.api.connectors.install({ workspaceId, ...wordpress, name: 'shop' })
  await sync(ada)
  await sync(ben)
  await sync(ada)
  for (const one of [ada, ben]) expect(await names(one)).toEqual(['Company blog', 'Shop', 'shop (2)'])
  expect((await ada.api.sharing.conflicts({ workspaceId })).map(({ field }) => field).sort()).toEqual(['*', 'name'])
  const deletion = (await ben.api.sharing.conflicts({ workspaceId })).find(({ field }) => field === '*')
  await ben.api.sharing.choose({
    ...{ workspaceId, connectorId, field: '*', memberId: deletion?.memberId ?? '', take: 'waiting' },
  })
  await sync(ben)
  await sync(ada)
  expect(await names(ada)).toEqual(['Shop', 'shop (2)'])
})

test('no secret is in clear in any object of the repository or its copies, nor in their settings, also after gc', async () => {
  await join2()
  await setSecret(ben, SECOND)
  await sync(ben)
  await sync(ada)
  const copies = [ada, ben].map((_, index) => join(directory.path, ['Ada', 'Ben'][index] ?? '', `${workspaceId}.git`))
  for (const repository of [remote, ...copies])
    for (const step of ['as it is', 'after gc']) {
      if (step === 'after gc') git('-C', repository, 'gc', '--quiet', '--prune=now')
      const all = objects(repository)
      for (const form of [
        SECRET,
        Buffer.from(SECRET).toString('base64').slice(0, 24),
        Buffer.from(SECRET).toString('hex'),
      ])
        expect([repository, all.indexOf(form)]).toEqual([repository, -1])
      expect(git('-C', repository, 'config', '--list', '--local')).not.toContain(SECRET)
    }
})

test('who is removed sends and reads nothing new, and what waited is under the new key', async () => {
  await join2()
  await change(ben, { description: 'Too late' })
  await setSecret(ada, 'queu edbe fore rota tion key1')
  const [, member] = await ada.api.members.list({ workspaceId })
  await ada.api.members.remove({ workspaceId, personId: member?.personId ?? '' })
  expect((await ada.api.members.list({ workspaceId })).map(({ name }) => name)).toEqual(['Ada'])
  await setSecret(ada, 'seta fter rota tion that nowk')
  await sync(ada)
  expect(git('-C', remote, 'ls-tree', '-r', '--name-only', 'patchbay')).toContain('keys/2.json')
  const secrets = git('-C', remote, 'show', `patchbay:secrets/${connectorId.slice(0, 2)}/${connectorId}.json`)
  expect(secrets).toContain('enc1:2:')
  expect(await refusal(sync(ben))).toMatchObject({ reason: 'shared_no_admin' })
  expect(await ben.api.sharing.status({ workspaceId })).toMatchObject({
    toSend: 1,
    problem: { reason: 'shared_no_admin' },
  })
  expect(await connector(ben)).toMatchObject({ description: 'Too late' })
  expect(await ada.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
})

test('a history that was rewritten is refused with its commit, nothing changes here, and an owner puts it right', async () => {
  await join2()
  const bad = git(
    '-C',
    remote,
    '-c',
    'user.name=Eve',
    '-c',
    'user.email=eve@x',
    'commit-tree',
    '-p',
    'patchbay',
    '-m',
    'Mine',
    'patchbay^{tree}',
  ).trim()
  git('-C', remote, 'update-ref', 'refs/heads/patchbay', bad)
  await change(ada, { description: 'Kept' })
  expect(await refusal(sync(ada))).toMatchObject({ reason: 'history_refused', values: { why: 'form' } })
  expect(await ada.api.sharing.status({ workspaceId })).toMatchObject({ isRefused: true, toSend: 1 })
  expect(await connector(ada)).toMatchObject({ description: 'Kept' })
  expect(await ada.api.sharing.overwrite({ workspaceId })).toMatchObject({ sent: 1, status: { isRefused: false } })
  expect(await sync(ben)).toMatchObject({ received: 1 })
  expect(await connector(ben)).toMatchObject({ description: 'Kept' })
})

test('a repository that went back gets what it lacks, and one that cannot be reached keeps nothing from working', async () => {
  await join2()
  await change(ben, { description: 'Ours' })
  await sync(ben)
  await sync(ada)
  git('-C', remote, 'update-ref', 'refs/heads/patchbay', git('-C', remote, 'rev-parse', 'patchbay~2').trim())
  await sync(ada)
  expect(git('-C', remote, 'log', '-1', '--format=%s', 'patchbay').trim()).toBe('Changed description of Company blog')
  const away = `${remote}.away`
  execFileSync('mv', [remote, away])
  await change(ada, { description: 'Offline' })
  expect(await refusal(sync(ada))).toMatchObject({ code: 'unavailable', reason: 'remote_offline' })
  expect(await ada.api.sharing.status({ workspaceId })).toMatchObject({
    toSend: 1,
    problem: { reason: 'remote_offline' },
  })
  execFileSync('mv', [away, remote])
  expect(await sync(ada)).toMatchObject({ sent: 1, status: { problem: null } })
})

test('a repository that is used, empty, newer or of another workspace, and a bad address, are refused with nothing left', async () => {
  const reason = async (work: Promise<unknown>) => (await refusal(work)).reason
  const other = (await ada.api.workspaces.create({ name: 'Other' })).id
  expect(await reason(ada.api.sharing.share({ workspaceId: other, remote }))).toBe('remote_used')
  expect(await reason(ada.api.sharing.share({ workspaceId, remote }))).toBe('shared_already')
  for (const address of ['git://host/x', 'https://me:pass@host/x', '-x', 'ext::sh -c id', 'relative/folder'])
    expect([address, await reason(ada.api.sharing.share({ workspaceId: other, remote: address }))]).toEqual([
      address,
      'bad_remote',
    ])
  const nowhere = join(directory.path, 'nowhere.git')
  expect(await reason(ada.api.sharing.share({ workspaceId: other, remote: nowhere }))).toBe('remote_offline')
  expect(await ada.api.sharing.status({ workspaceId: other })).toBeNull()
  const { identity } = await ben.api.person.show({})
  await ada.api.members.invite({ workspaceId, role: 'admin', identity: identity ?? '' })
  const invitation = ada.written()
  const empty = bareRepository(directory.path, 'empty.git')
  expect(await reason(ben.api.sharing.join({ remote: empty, invitation }))).toBe('remote_empty')
  const second = bareRepository(directory.path, 'second.git')
  await ada.api.sharing.share({ workspaceId: other, remote: second })
  expect(await reason(ben.api.sharing.join({ remote: second, invitation }))).toBe('history_refused')
  expect(await ben.api.workspaces.list({})).toEqual([])
  await ben.api.sharing.join({ remote, invitation })
  expect(await reason(ben.api.sharing.join({ remote, invitation }))).toBe('shared_here')
})

test('a reference comes unconfirmed, so no file is read and no command run for what somebody else wrote', async () => {
  await join2()
  await ada.api.secrets.set({
    ...{ workspaceId, connectorIds: [connectorId], path: PATH, reference: 'file:/etc/hostname' },
  })
  await sync(ada)
  await sync(ben)
  expect((await connector(ben)).secrets).toMatchObject([{ reference: 'file:/etc/hostname', mustConfirm: true }])
  expect((await connector(ada)).secrets[0]).not.toHaveProperty('mustConfirm')
  // Nothing of that is a change.
  expect(await sync(ben)).toMatchObject({ sent: 0, status: { toSend: 0, conflicts: 0 } })
  await ada.api.secrets.set({ workspaceId, connectorIds: [connectorId], path: PATH, reference: 'env:BLOG' })
  await sync(ada)
  await sync(ben)
  expect((await connector(ben)).secrets[0]).not.toHaveProperty('mustConfirm')
})

test('a member reads everything but secrets, sends nothing, and has the key once they are an admin', async () => {
  await ada.api.secrets.set({ workspaceId, connectorIds: [connectorId], path: PATH, reference: 'env:BLOG' })
  await join2('member')
  await sync(ben)
  expect(await connector(ben)).toMatchObject({ secrets: [{ reference: 'env:BLOG' }] })
  expect(await ben.api.sharing.status({ workspaceId })).toMatchObject({ toSend: 0, problem: null })
  expect(await refusal(change(ben, { description: 'Mine' }))).toMatchObject({ code: 'forbidden' })
  const member = (await ada.api.members.list({ workspaceId })).find(({ isYou }) => !isYou)
  await ada.api.members.setRole({ workspaceId, personId: member?.personId ?? '', role: 'admin' })
  await sync(ben)
  await setSecret(ben, SECOND)
  await sync(ben)
  expect(await sync(ada)).toMatchObject({ received: 1 })
  expect(await ada.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
})

test('a connector waits for its catalog entry where that is not imported', async () => {
  await join2()
  const entry = jsonOf(readFileSync(projectPath('docs/examples/mastodon.json'), 'utf8')) as object
  await ada.api.catalog.import(asFile(entry))
  await ada.api.connectors.install({
    ...{ workspaceId, catalogKey: 'mastodon', name: 'Server', config: { server_url: 'https://m.example' } },
    auth: { access_token: 'abcdefghijklmnopqrstuvwxyz' },
  })
  await sync(ada)
  expect(await sync(ben)).toMatchObject({ status: { missingEntries: ['mastodon'], toSend: 0 } })
  expect(await names(ben)).toEqual(['Company blog'])
  await ben.api.catalog.import(asFile(entry))
  expect(await sync(ben)).toMatchObject({ status: { missingEntries: [], toSend: 0 } })
  expect(await names(ben)).toEqual(['Company blog', 'Server'])
})

test('a rotated key is there for both, and opens with the recovery passphrase that was given with it', async () => {
  const passphrase = 'six words that nobody here knows'
  await ada.api.keys.setPassphrase({ workspaceId, passphrase })
  await join2()
  expect(await refusal(ada.api.keys.rotate({ workspaceId, passphrase: 'another passphrase' }))).toMatchObject({
    code: 'invalid',
  })
  expect(await ada.api.keys.rotate({ workspaceId, passphrase })).toMatchObject({ state: 'READY', unreadable: 0 })
  expect((await ada.api.keys.open({ workspaceId })).slots).toContain('passphrase')
  await setSecret(ada, SECOND)
  await sync(ada)
  await sync(ben)
  expect(await ben.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
  await setSecret(ben, 'abcdefghijklmnopqrstuvwx')
  await sync(ben)
  expect(await sync(ada)).toMatchObject({ received: 1, status: { conflicts: 0 } })
})

test('a remote that never answers does not keep the program from closing', async () => {
  const other = (await ada.api.workspaces.create({ name: 'Other' })).id
  const waiting = join(directory.path, 'waiting')
  process.env['GIT_SSH_COMMAND'] = `touch '${waiting}'; exec sleep 100 #`
  try {
    const shared = refusal(ada.api.sharing.share({ workspaceId: other, remote: 'ssh://example.invalid/x' }))
    await expect.poll(() => existsSync(waiting)).toBe(true)
    await ada.app.close()
    expect(await shared).toMatchObject({ code: 'unavailable' })
  } finally {
    delete process.env['GIT_SSH_COMMAND']
  }
})

test('the words of a commit are those of a person, and no file names one that is not there', async () => {
  await join2()
  await ada.api.connectors.activate({ workspaceId, id: connectorId })
  await setSecret(ada, SECOND)
  await change(ada, { name: 'Blog' })
  await change(ada, { description: 'Ours' }, { site_url: 'https://ours.example.com' })
  await ada.api.connectors.deactivate({ workspaceId, id: connectorId })
  await sync(ada)
  expect(git('-C', remote, 'log', '-5', '--format=%s', 'patchbay').trim().split('\n')).toEqual([
    'Deactivated Blog',
    'Changed description, site_url of Blog',
    'Renamed Company blog to Blog',
    'Set application_password of Company blog',
    'Activated Company blog',
  ])
  expect(git('-C', remote, 'show', `patchbay:connectors/${connectorId.slice(0, 2)}/${connectorId}.yaml`)).toMatch(
    /^id: /,
  )
})
