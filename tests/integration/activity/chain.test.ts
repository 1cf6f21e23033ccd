import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createActivityRows } from '../../../src/main/topics/activity/rows.ts'
import type { Signing } from '../../../src/main/topics/activity/signing.ts'
import { verifyHistories } from '../../../src/main/topics/activity/verify.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../../helpers/paths.ts'
import { ada, createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const ROWS = 12
const context = {
  actor: ada,
  account: ada,
  role: null,
  now: '2026-03-01T09:00:00.000Z',
  openExport: () => Promise.resolve(null),
}

/** Signs with a word in place of a key. */
const signing: Signing = {
  sign: (text) => ({ by: ada.id, key: 'key', signature: `signed ${text}` }),
  verify: (_by, text, signature) => (signature === `signed ${text}` ? 'present' : 'wrong'),
}

/** A history of some rows in a workspace that is not there any more, so a test may take rows away. */
function history(signer?: Signing) {
  const store = openTestStore()
  const rows = createActivityRows(store, signer)
  for (let number = 1; number <= ROWS; number += 1)
    rows.record(context, { workspaceId: 'w', action: 'connector.update', subjectId: `c${number}`, detail: { number } })
  store.sqlite.exec('DROP TRIGGER activity_is_not_changed')
  return { store, rows, check: () => verifyHistories(rows, signer) }
}

test('a history that nobody touched is whole, whatever was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.boolean())),
      async (entries) => {
        const store = openTestStore()
        const rows = createActivityRows(store)
        for (const [text, value, isOfAll] of entries) {
          const detail = { text, value }
          rows.record(context, {
            workspaceId: isOfAll ? null : 'w',
            action: 'a.b',
            subjectName: text,
            detail,
          })
        }
        expect(await verifyHistories(rows)).toMatchObject({ rows: entries.length, brokenCount: 0, cut: 0 })
        store.close()
      },
    ),
    { numRuns: 50 },
  )
})

test('any change of any column, and any row that is taken away or moved, shows', async () => {
  const changes = fc.constantFrom(
    "UPDATE activity SET actor_name = 'Eve' WHERE id = $",
    "UPDATE activity SET actor_id = 'eve' WHERE id = $",
    "UPDATE activity SET at = '2026-03-01T09:00:00.001Z' WHERE id = $",
    "UPDATE activity SET action = 'connector.active' WHERE id = $",
    "UPDATE activity SET subject_id = 'other' WHERE id = $",
    "UPDATE activity SET subject_name = 'other' WHERE id = $",
    "UPDATE activity SET detail = '{}' WHERE id = $",
    "UPDATE activity SET config = '{}' WHERE id = $",
    "UPDATE activity SET workspace_id = 'other' WHERE id = $",
    "UPDATE activity SET hash = upper(hash) || 'a' WHERE id = $",
    'UPDATE activity SET id = id + 100 WHERE id = $ AND id < 12',
    'DELETE FROM activity WHERE id = $',
  )
  await fc.assert(
    fc.asyncProperty(changes, fc.integer({ min: 1, max: ROWS - 1 }), async (change, id) => {
      const { store, check } = history()
      store.sqlite.exec(change.replace('$', String(id)))
      const { brokenCount, cut } = await check()
      store.close()
      expect(brokenCount + cut).toBeGreaterThan(0)
    }),
    { numRuns: 60 },
  )
})

test('rows that are missing at the end show, and rows that were added there past the program', async () => {
  const { store, check } = history()
  store.sqlite.exec('DELETE FROM activity WHERE id > 10')
  expect(await check()).toMatchObject({ rows: 10, brokenCount: 0, cut: 1 })
  store.sqlite.exec(
    "INSERT INTO activity (workspace_id, at, actor_id, actor_name, action) VALUES ('w', '', '', '', 'x')",
  )
  expect(await check()).toMatchObject({ brokenCount: 1, cut: 1 })
})

test('a signature covers the rows up to it, and one for other rows shows', async () => {
  const { store, rows, check } = history(signing)
  expect(await check()).toMatchObject({ unsigned: 0, wrongSignatures: 0 })
  createActivityRows(store).record(context, { workspaceId: 'w', action: 'connector.remove' })
  expect(await check()).toMatchObject({ unsigned: 1, wrongSignatures: 0 })
  expect(rows.newest({ workspaceId: 'w' }, 1)).toMatchObject([{ action: 'connector.remove' }])
  expect(rows.head('w')).toMatchObject({ count: 13, signedCount: 12, signedId: 12 })
  store.sqlite.exec("UPDATE activity_heads SET signature = 'another'")
  expect(await check()).toMatchObject({ wrongSignatures: 1 })
})

test('an older database gets its chain, and rows from before and after the update are one history', async () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  cpSync(projectPath('tests/fixtures/databases/v0001.db'), file)
  const old = new Database(file)
  const before = old.prepare('SELECT id, at, actor_name, action, detail FROM activity ORDER BY id').all()
  const workspaceId = old.prepare('SELECT id FROM workspaces').pluck().get() as string
  old.exec(
    "INSERT INTO activity (at, actor_id, actor_name, action) VALUES ('2026-01-01T00:00:00.000Z', 'x', 'X', 'catalog.import')",
  )
  old.close()
  const store = openTestStore(file)
  const rows = createActivityRows(store)
  const kept = store.sqlite.prepare(
    "SELECT id, at, actor_name, action, detail FROM activity WHERE action <> 'catalog.import' ORDER BY id",
  )
  expect(before.length).toBeGreaterThan(0)
  expect(kept.all()).toEqual(before)
  rows.record(context, { workspaceId, action: 'connector.remove' })
  expect(await verifyHistories(rows)).toMatchObject({ rows: before.length + 2, histories: 2, brokenCount: 0, cut: 0 })
  store.close()
})

test('what a person does while their key is open is signed with it', async () => {
  const { app, api } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.rename({ workspaceId, name: 'Other' })
  expect((await api.activity.list({ workspaceId })).items.map(({ isSigned }) => isSigned)).toEqual([true, true])
  await api.keys.lock({ workspaceId })
  await api.workspaces.rename({ workspaceId, name: 'Third' })
  expect((await api.activity.list({ workspaceId })).items.map(({ isSigned }) => isSigned)).toEqual([false, true, true])
  const line = (await api.doctor.run({})).findings.find(({ id }) => id === 'activity')
  expect(line).toMatchObject({ state: 'ok', detail: '3 rows, all as they were written; 1 row is not signed yet' })
  await app.close()
})

test.each(['passphrase', 'keychain'] as const)(
  'a program that starts again signs with the key that the %s opens',
  async (way) => {
    const keychain = createMemoryKeychain()
    if (way === 'passphrase') keychain.failing = 'no secret service'
    const passphrase = 'copper wagon seldom bright'
    const secret = way === 'passphrase' ? { passphrase } : {}
    const store = openTestStore()
    const restart = () => createTestApp({ store, keychain }).api
    const { id: workspaceId } = await restart().workspaces.create({ name: 'First', ...secret })
    const second = await restart().workspaces.create({ name: 'Second', ...secret })
    const third = restart()
    await third.keys.open({ workspaceId, ...secret })
    await third.workspaces.rename({ workspaceId, name: 'Renamed' })
    // The passphrase of a workspace alone opens no person.
    const other = await restart().workspaces.create({ name: 'Other', passphrase: 'velvet pencil ginger harbor' })
    const signed = async (id: string) =>
      (await third.activity.list({ workspaceId: id })).items.map(({ isSigned }) => isSigned)
    expect(await signed(workspaceId)).toEqual([true, true])
    expect(await signed(second.id)).toEqual([true])
    expect(await signed(other.id)).toEqual([way === 'keychain'])
  },
)

test('doctor says that the history is whole, and which row is not', async () => {
  const { app, api, store } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.rename({ workspaceId, name: 'Other' })
  const line = async () => (await api.doctor.run({})).findings.find(({ id }) => id === 'activity')
  expect(await line()).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('2 rows, all as they were written'),
  })
  store.sqlite.exec("DROP TRIGGER activity_is_not_changed; UPDATE activity SET actor_name = 'Eve' WHERE id = 1")
  expect(await line()).toMatchObject({ state: 'problem', detail: '1 row changed, or missing before them: 1' })
  await app.close()
})

test('what somebody signed before they lost their keys still verifies, and doctor says with which key', async () => {
  const keychain = createMemoryKeychain()
  const program = createTestApp({ keychain })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.workspaces.setColour({ workspaceId, colour: 'pink' })
  const line = async () => (await program.api.doctor.run({})).findings.find(({ id }) => id === 'activity')
  expect(await line()).toMatchObject({ state: 'ok', detail: expect.not.stringContaining('replaced') as string })
  // Closed, their keys are asked for again, and the keychain does not have them any more.
  await program.api.keys.closeAll({})
  for (const key of [...keychain.entries.keys()]) if (key.includes('person')) keychain.entries.delete(key)
  const { identity } = await program.api.person.get({})
  expect((await program.api.person.show({})).identity).not.toBe(identity)
  expect(await line()).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('that its person has replaced') as string,
  })
  await program.api.workspaces.setColour({ workspaceId, colour: 'teal' })
  expect(await line()).toMatchObject({ state: 'ok', detail: expect.not.stringContaining('replaced') as string })
  program.store.sqlite.exec(`UPDATE activity_heads SET signature = 'AAAA' WHERE workspace_id = '${workspaceId}'`)
  expect(await line()).toMatchObject({ state: 'problem' })
  await program.app.close()
})

test('a transaction signs each history that it writes once, after its last row', async () => {
  let signatures = 0
  const { store, rows, check } = history({ ...signing, sign: (text) => ((signatures += 1), signing.sign(text)) })
  const before = signatures
  store.sqlite.transaction(() =>
    rows.withEnds(() => {
      for (const workspaceId of ['w1', 'w2', 'w1', null, 'w1'])
        rows.record({ actor: ada, now: '2026-03-01T09:00:00.000Z' }, { workspaceId, action: 'workspace.rename' })
    }),
  )()
  expect(signatures - before).toBe(3)
  expect(await check()).toMatchObject({ brokenCount: 0, cut: 0, unsigned: 0, wrongSignatures: 0 })
})

test('what a transaction that fails has written leaves no end behind', async () => {
  const { store, rows, check } = history(signing)
  const fail = store.sqlite.transaction(() =>
    rows.withEnds(() => {
      rows.record({ actor: ada, now: '2026-03-01T09:00:00.000Z' }, { workspaceId: 'w1', action: 'workspace.rename' })
      throw new Error('full')
    }),
  )
  expect(fail).toThrow('full')
  rows.record({ actor: ada, now: '2026-03-01T09:00:00.000Z' }, { workspaceId: 'w1', action: 'workspace.rename' })
  expect(await check()).toMatchObject({ brokenCount: 0, cut: 0, unsigned: 0, wrongSignatures: 0 })
})
