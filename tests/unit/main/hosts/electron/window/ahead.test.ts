import { expect, test } from 'vitest'
import { answerAhead } from '../../../../../../src/main/hosts/electron/window/ahead.ts'
import { createTestApp } from '../../../../../helpers/test-app.ts'

/** A program with one workspace, whose page is answered ahead, and the calls that came through. */
async function start() {
  const { app, api } = createTestApp()
  const { id } = await api.workspaces.create({ name: 'Acme' })
  const calls: string[] = []
  const dispatch = answerAhead({
    dispatch: (name, input, host) => {
      calls.push(name)
      return app.dispatch(name, input, host)
    },
    changes: app.changes,
    paths: [`/w/${id}/installed?tag=prod`, `/w/${id}/activity`, '/overview'],
  })
  return { api, calls, id, dispatch }
}

const AHEAD = ['workspaces.list', 'session.get', 'catalog.list', 'connectors.list']

test('what a page asks first is answered before it asks, once', async () => {
  const { calls, id, dispatch } = await start()
  expect(calls).toEqual(AHEAD)
  expect(await dispatch('connectors.list', { workspaceId: id })).toEqual({ ok: true, value: expect.anything() })
  expect(await dispatch('workspaces.list', {})).toMatchObject({ ok: true, value: [{ id, name: 'Acme' }] })
  expect(calls).toEqual(AHEAD)
  await dispatch('workspaces.list', {})
  expect(calls).toEqual([...AHEAD, 'workspaces.list'])
})

test('after a change nobody gets an answer from before it', async () => {
  const { api, id, dispatch } = await start()
  await api.workspaces.rename({ workspaceId: id, name: 'Bolt' })
  expect(await dispatch('workspaces.list', {})).toMatchObject({ ok: true, value: [{ id, name: 'Bolt' }] })
})

test('other calls are answered as ever', async () => {
  const { calls, id, dispatch } = await start()
  expect(await dispatch('connectors.list', { workspaceId: 'none' })).toMatchObject({ ok: false })
  expect(await dispatch('session.workspace', { workspaceId: id })).toMatchObject({ ok: true })
  expect(calls).toEqual([...AHEAD, 'connectors.list', 'session.workspace'])
})
