import { afterEach, beforeEach, expect, test } from 'vitest'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let workspaceId: string
const install = (name: string, more: object = {}) =>
  program.api.connectors.install({ workspaceId, catalogKey: 'mine', name, config: { host: 'h' }, ...more })

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  await program.api.catalog.import(asFile(entryOf('mine')))
})

afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

test('an imported entry that nobody uses is removed, and the activity records it', async () => {
  const { api, store } = program
  expect(await api.catalog.remove({ key: 'mine' })).toEqual({ key: 'mine', name: 'Entry mine' })
  expect(await refusal(api.catalog.get({ key: 'mine' }))).toMatchObject({ code: 'not_found' })
  expect(await refusal(install('A'))).toMatchObject({ code: 'not_found' })
  const last = store.sqlite.prepare('SELECT action, subject_name FROM activity ORDER BY id DESC').get()
  expect(last).toEqual({ action: 'catalog.remove', subject_name: 'Entry mine' })
})

test('a built-in entry stays', async () => {
  expect(await refusal(program.api.catalog.remove({ key: 'wordpress' }))).toMatchObject({ code: 'conflict' })
  expect(await program.api.catalog.get({ key: 'wordpress' })).toMatchObject({ key: 'wordpress' })
})

test('an entry that is used stays, and its connectors are listed by workspace', async () => {
  const { api, as } = program
  await install('Blog')
  const { id } = await install('Old news')
  await api.connectors.remove({ workspaceId, id })
  const foreign = await as(ben).workspaces.create({ name: 'Secret plans' })
  await as(ben).connectors.install({
    workspaceId: foreign.id,
    catalogKey: 'mine',
    name: 'Hidden',
    config: { host: 'h' },
  })

  const refused = await refusal(api.catalog.remove({ key: 'mine' }))
  expect(refused).toMatchObject({ code: 'conflict', reason: 'entry_in_use' })
  expect(refused.message).toContain('used by 3 connectors (1 in the trash)')
  expect(refused.message).toContain('Acme: Blog, Old news')
  expect(refused.message).toContain('1 in workspaces that you are not a member of')
  const uses = await api.catalog.uses({ key: 'mine' })
  expect(uses).toMatchObject({
    workspaces: [
      {
        name: 'Acme',
        count: 2,
        connectors: [
          { name: 'Blog', isInTrash: false },
          { name: 'Old news', isInTrash: true },
        ],
      },
    ],
    elsewhere: 1,
  })
  expect(JSON.stringify([refused, uses])).not.toMatch(/Hidden|Secret plans/)
})

test('a connector in the trash holds its entry until the trash is emptied', async () => {
  const { api } = program
  const { id } = await install('Blog')
  await api.connectors.remove({ workspaceId, id })
  expect(await refusal(api.catalog.remove({ key: 'mine' }))).toMatchObject({ code: 'conflict' })
  await api.trash.empty({ workspaceId })
  expect(await api.catalog.remove({ key: 'mine' })).toMatchObject({ key: 'mine' })
  expect(await refusal(api.connectors.restore({ workspaceId, id }))).toMatchObject({ code: 'not_found' })
})

test('an entry that is removed while a connector of it is being installed leaves nothing behind', async () => {
  const { api } = program
  await refusal(api.catalog.remove({ key: 'unknown' }))
  // What is as long as this is checked in a process of its own, and the removal, whose code is there by now, comes between.
  const installing = refusal(install('Blog', { config: { host: 'h', token: 'secret-value'.repeat(1000) } }))
  await api.catalog.remove({ key: 'mine' })
  expect(await installing).toMatchObject({ code: 'not_found' })
  expect(await api.connectors.list({ workspaceId })).toEqual([])
})
