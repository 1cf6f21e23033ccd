import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { apply, file, plan } from './folder.ts'

let program: TestApp
beforeEach(() => {
  program = createTestApp()
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

test('files without a connector delete nothing, also where those without a file are to be deleted', async () => {
  const { api } = program
  const { id } = await api.workspaces.create({ name: 'Acme' })
  const empties = ['', '# nothing here\n']
  // An empty workspace has nothing to lose.
  for (const text of empties)
    expect(await plan(api, id, file(text), { prune: true })).toMatchObject({ items: [], unchanged: 0 })

  await apply(api, id, file('name: Stories\ncatalog_key: medium\n'))
  for (const text of empties) {
    expect(await refusal(plan(api, id, file(text), { prune: true }))).toMatchObject({ reason: 'nothing_described' })
    expect(await refusal(apply(api, id, file(text), { prune: true }))).toMatchObject({ reason: 'nothing_described' })
    expect(await plan(api, id, file(text))).toMatchObject({ items: [] })
  }
  expect(await api.connectors.list({ workspaceId: id })).toHaveLength(1)
})
