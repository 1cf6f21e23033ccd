import { expect, test } from 'vitest'
import { contract } from '../../src/contract/index.ts'
import { refusal } from '../helpers/errors.ts'
import { wordpress } from '../helpers/samples.ts'
import { ben, createTestApp } from '../helpers/test-app.ts'

/** A valid input of every procedure that works in a workspace, so that only the caller can be the reason of a refusal. */
const inputs: Record<string, object> = {
  'connectors.install': wordpress,
  'connectors.markError': { message: 'x' },
  'workspaces.rename': { name: 'New name' },
  'workspaces.setColour': { colour: 'red' },
}

const scoped = Object.entries(contract).flatMap(([group, procedures]) =>
  Object.entries(procedures)
    .filter(([, { input }]) => 'workspaceId' in input.shape)
    .map(([name, { role }]) => ({ procedure: `${group}.${name}`, role })),
)

async function start() {
  const program = createTestApp()
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress })
  const addBen = (role: string) =>
    program.store.sqlite.prepare("INSERT INTO members VALUES (?, 'ben', 'Ben', ?, '2026-03-01')").run(workspaceId, role)
  const call = (procedure: string, more: object = {}) => {
    const [group = '', name = ''] = procedure.split('.')
    const api = program.as(ben) as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>
    return api[group]![name]!({ workspaceId, id, ...inputs[procedure], ...more })
  }
  return { ...program, workspaceId, id, addBen, call }
}

test.each(scoped)(
  '$procedure answers somebody who is no member as if the workspace did not exist',
  async ({ procedure }) => {
    const { call, app } = await start()
    const foreign = await refusal(call(procedure))
    const unknown = await refusal(call(procedure, { workspaceId: 'no-such-workspace' }))
    expect(foreign).toEqual({ code: 'not_found', message: 'There is no such workspace' })
    expect(unknown).toEqual(foreign)
    await app.close()
  },
)

test.each(scoped.filter(({ role }) => role === 'admin' || role === 'owner'))(
  '$procedure is forbidden for a member who only reads',
  async ({ procedure }) => {
    const { call, addBen, app } = await start()
    addBen('member')
    expect(await refusal(call(procedure))).toMatchObject({ code: 'forbidden' })
    await app.close()
  },
)

test('a member reads what the others see', async () => {
  const { api, as, addBen, workspaceId, app } = await start()
  addBen('member')
  expect(await as(ben).connectors.list({ workspaceId })).toEqual(await api.connectors.list({ workspaceId }))
  expect(await as(ben).workspaces.list({})).toMatchObject([{ name: 'Acme', role: 'member' }])
  await app.close()
})

test('a connector of another workspace is answered as if it did not exist', async () => {
  const { api, id, app } = await start()
  const other = await api.workspaces.create({ name: 'Globex' })
  const foreign = { workspaceId: other.id, id }
  for (const call of [
    api.connectors.get(foreign),
    api.connectors.update({ ...foreign, name: 'Mine now' }),
    api.connectors.activate(foreign),
    api.connectors.deactivate(foreign),
    api.connectors.markError({ ...foreign, message: 'x' }),
    api.connectors.remove(foreign),
    api.connectors.restore(foreign),
  ])
    expect(await refusal(call)).toEqual({ code: 'not_found', message: 'There is no such connector in this workspace' })
  await app.close()
})

test('a workspace that is somebody else’s is in nobody’s list but theirs', async () => {
  const { as, app } = await start()
  expect(await as(ben).workspaces.list({})).toEqual([])
  await app.close()
})
