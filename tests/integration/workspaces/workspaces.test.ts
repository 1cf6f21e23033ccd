import { expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { createTestApp } from '../../helpers/test-app.ts'

test('the person who creates a workspace owns it, and it gets a colour that is not used yet', async () => {
  const { api, app } = createTestApp()
  const first = await api.workspaces.create({ name: 'Acme' })
  const second = await api.workspaces.create({ name: 'Globex' })
  expect(first).toMatchObject({ name: 'Acme', role: 'owner', connectorCount: 0 })
  expect(second.colour).not.toBe(first.colour)
  expect(await api.workspaces.list({})).toEqual([first, second])
  await app.close()
})

test('a workspace’s name is unique, also when it is renamed', async () => {
  const { api, app } = createTestApp()
  await api.workspaces.create({ name: 'Acme' })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Globex' })
  const conflict = { code: 'conflict', fields: { name: [{ reason: 'name_taken' }] } }
  expect(await refusal(api.workspaces.create({ name: 'ACME ' }))).toMatchObject(conflict)
  expect(await refusal(api.workspaces.rename({ workspaceId, name: 'acme' }))).toMatchObject(conflict)
  expect(await api.workspaces.rename({ workspaceId, name: 'GLOBEX' })).toMatchObject({ name: 'GLOBEX' })
  await app.close()
})

test.each(['', '   ', 'a\nb', 'x'.repeat(256)])('the name %j is refused at its field', async (name) => {
  const { api, app } = createTestApp()
  expect(await refusal(api.workspaces.create({ name }))).toMatchObject({
    code: 'invalid',
    fields: { name: [{ message: expect.any(String) as string }] },
  })
  expect(await api.workspaces.list({})).toEqual([])
  await app.close()
})

test('a colour is changed', async () => {
  const { api, app } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  expect(await api.workspaces.setColour({ workspaceId, colour: 'pink' })).toMatchObject({ colour: 'pink' })
  await app.close()
})
