import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'vitest'
import { readPages } from '../../../src/contract/read-pages.ts'
import { contentOf, PASSPHRASE, test } from '../../helpers/backups/backup-test.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import type { TestApp } from '../../helpers/test-app.ts'

test('a preview names what is new, changed and in conflict, and each is kept or taken as chosen', async ({
  source: { program, workspaceId, connectorId, create, open },
}) => {
  const { api } = program
  const names = ['Changed', 'Renamed away', 'Same']
  const ids = new Map<string, string>()
  for (const name of names) ids.set(name, (await api.connectors.install({ workspaceId, ...wordpress, name })).id)
  await create()
  const config = { site_url: 'https://new.example.com' }
  await api.connectors.update({ workspaceId, id: ids.get('Changed') ?? '', config })
  await api.connectors.remove({ workspaceId, id: connectorId })
  await api.connectors.install({ workspaceId, ...wordpress })
  await api.connectors.remove({ workspaceId, id: ids.get('Renamed away') ?? '' })
  const { upload: id } = await open(api)
  const part = { from: workspaceId, into: workspaceId }
  const preview = await api.workspaceBackups.preview({ upload: id, ...part })
  expect(Object.fromEntries(preview.map(({ name, state, differs }) => [name, [state, ...differs]]))).toEqual({
    [wordpress.name]: ['conflict', 'status', 'tags'],
    Changed: ['changed', 'config'],
    'Renamed away': ['new'],
    Same: ['same'],
  })
  const choices = { [ids.get('Changed') ?? '']: 'theirs' as const }
  expect(await api.workspaceBackups.restore({ upload: id, parts: [{ ...part, choices }] })).toMatchObject([
    { isNew: false, added: 1, replaced: 1, kept: 2 },
  ])
  const changed = await api.connectors.get({ workspaceId, id: ids.get('Changed') ?? '' })
  expect(changed.config).toMatchObject(wordpress.config)
  expect((await api.connectors.list({ workspaceId })).map(({ name, status }) => [name, status])).toEqual([
    ['Changed', 'inactive'],
    [wordpress.name, 'inactive'],
    ['Renamed away', 'inactive'],
    ['Same', 'inactive'],
  ])
})

test('restoring is all or nothing: what fails in the last part leaves the first one undone', async ({
  source: { program, workspaceId, startProgram, open },
}) => {
  const second = await program.api.workspaces.create({ name: 'Globex' })
  await program.api.connectors.install({ workspaceId: second.id, ...wordpress })
  await program.api.workspaceBackups.create({
    passphrase: PASSPHRASE,
    proof: { [workspaceId]: 'Acme', [second.id]: 'Globex' },
  })
  const keychain = createMemoryKeychain()
  const other = startProgram('other', keychain)
  await other.api.workspaces.create({ name: 'Globex' })
  const { upload: id, manifest } = await open(other.api)
  expect(manifest.workspaces.map(({ name }) => name)).toEqual(['Acme', 'Globex'])
  const parts = [{ from: workspaceId }, { from: second.id }]
  expect(await refusal(other.api.workspaceBackups.restore({ upload: id, parts }))).toMatchObject({ code: 'conflict' })
  expect((await other.api.workspaces.list({})).map(({ name }) => name)).toEqual(['Globex'])
  expect(contentOf(other)).toEqual([])
  // One for the workspace and one for the person.
  expect(keychain.entries.size).toBe(2)
  const renamed = [{ from: workspaceId }, { from: second.id, name: 'Globex again' }]
  await other.api.workspaceBackups.restore({ upload: id, parts: renamed })
  expect((await other.api.workspaces.list({})).map(({ name }) => name)).toEqual(['Acme', 'Globex', 'Globex again'])
  expect(contentOf(other)).toHaveLength(2)
  await other.app.close()
})

/** Runs something while a restore encrypts; answers what the restore came to. */
async function whileEncrypting({ api }: TestApp, restoring: Promise<unknown>, run: () => Promise<unknown>) {
  let isOver = false
  const settled = Promise.allSettled([restoring]).finally(() => (isOver = true))
  while ((await api.workspaceBackups.progress({}))?.phase !== 'encrypting') {
    expect(isOver).toBe(false)
    await nextTurn()
  }
  await run()
  return (await settled)[0]
}

/** Fills the workspace so that work on it takes some turns of the event loop. */
function fillMore({ store: { sqlite } }: TestApp, count: number) {
  const row = sqlite.prepare('SELECT * FROM connectors').get() as Record<string, unknown>
  const names = Object.keys(row)
  const insert = sqlite.prepare(
    `INSERT INTO connectors (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
  )
  for (let n = 0; n < count; n += 1) insert.run({ ...row, id: `copy-${n}`, name: `Copy ${n}`, name_key: `copy ${n}` })
}

test('a restore that is cancelled half way leaves everything as it was, and says so', async ({
  source: { program, workspaceId, connectorId, create, open },
}) => {
  fillMore(program, 1500)
  await create()
  const { upload: id } = await open(program.api)
  await program.api.connectors.update({ workspaceId, id: connectorId, name: 'Renamed' })
  const before = contentOf(program)
  const parts = [
    { from: workspaceId, into: workspaceId, take: 'theirs' as const },
    { from: workspaceId, name: 'Other' },
  ]
  const restoring = program.api.workspaceBackups.restore({ upload: id, parts })
  const outcome = await whileEncrypting(program, restoring, () => program.api.workspaceBackups.cancel({}))
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'conflict', reason: 'cancelled' } })
  expect(contentOf(program)).toEqual(before)
  expect(await program.api.workspaces.list({})).toHaveLength(1)
  expect(program.store.sqlite.prepare('SELECT count(*) FROM temp.sqlite_schema').pluck().get()).toBe(0)
})

test('a change that falls into a restore is neither lost nor in its way', async ({
  source: { program, workspaceId, create, open },
}) => {
  fillMore(program, 1500)
  await create()
  const { upload: id } = await open(program.api)
  const parts = [
    { from: workspaceId, name: 'Other' },
    { from: workspaceId, into: workspaceId, take: 'theirs' as const },
  ]
  const restoring = program.api.workspaceBackups.restore({ upload: id, parts })
  const outcome = await whileEncrypting(program, restoring, () =>
    program.api.connectors.install({ workspaceId, ...wordpress, name: 'In between' }),
  )
  expect(outcome).toMatchObject({ status: 'fulfilled' })
  const connectors = await readPages((page) => program.api.connectors.list({ workspaceId, ...page }))
  expect(connectors.map(({ name }) => name)).toContain('In between')
})

test('connectors that have swapped their names get them back', async ({
  source: { program, workspaceId, connectorId, create, open },
}) => {
  const { id: otherId } = await program.api.connectors.install({ workspaceId, ...wordpress, name: 'Other' })
  await create()
  const rename = (which: string, name: string) => program.api.connectors.update({ workspaceId, id: which, name })
  await rename(connectorId, 'Passing')
  await rename(otherId, wordpress.name)
  await rename(connectorId, 'Other')
  const { upload: id } = await open(program.api)
  await program.api.workspaceBackups.restore({
    upload: id,
    parts: [{ from: workspaceId, into: workspaceId, take: 'theirs' }],
  })
  const names = (await program.api.connectors.list({ workspaceId })).map((one) => [one.id, one.name])
  expect(Object.fromEntries(names)).toEqual({ [connectorId]: wordpress.name, [otherId]: 'Other' })
})

test('two workspaces of a backup cannot go into one at once', async ({
  source: { program, workspaceId, create, open },
}) => {
  await create()
  const { upload: id } = await open(program.api)
  const part = { from: workspaceId, into: workspaceId }
  expect(await refusal(program.api.workspaceBackups.restore({ upload: id, parts: [part, part] }))).toMatchObject({
    code: 'invalid',
  })
})

test('a lock forgets the backups that are open, and keeps what was only handed over', async ({
  source: { program, workspaceId, create, open, upload },
}) => {
  await create()
  const { api } = program
  const opened = await open(api)
  const closed = await upload(api)
  await api.keys.lock({ workspaceId })
  const preview = api.workspaceBackups.preview({ upload: opened.upload, from: workspaceId })
  expect(await refusal(preview)).toMatchObject({ code: 'not_found' })
  expect(await api.workspaceBackups.inspect({ upload: closed.upload, passphrase: PASSPHRASE })).toMatchObject({
    workspaces: [{ name: 'Acme' }],
  })
})

test('a restore into one workspace finishes even when another one is locked in between', async ({
  source: { program, workspaceId, create, open },
}) => {
  fillMore(program, 1500)
  await create()
  const { upload: id } = await open(program.api)
  const { id: other } = await program.api.workspaces.create({ name: 'Other' })
  const restoring = program.api.workspaceBackups.restore({ upload: id, parts: [{ from: workspaceId, into: other }] })
  const outcome = await whileEncrypting(program, restoring, () => program.api.keys.lock({ workspaceId }))
  expect(outcome).toMatchObject({ status: 'fulfilled', value: [{ added: 1501 }] })
})
