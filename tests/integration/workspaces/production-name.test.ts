import { expect, test } from 'vitest'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

test('risky work in a workspace that is marked as production takes its name', async () => {
  const { app, api } = createTestApp()
  const host = await startHttpHost({ app, rendererDir: null, port: 0, version: '1.2.3' })
  const { headers } = await signIn(host.oneTimeUrl())
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const rest = async (method: string, path: string, body?: object) => {
    const sent = { method, headers: { ...headers, 'x-workspace-id': workspaceId } }
    const answer = await fetch(host.url + path, { ...sent, ...(body && { body: JSON.stringify(body) }) })
    return { status: answer.status, json: (await answer.json()) as unknown }
  }
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await api.workspaces.setProduction({ workspaceId, isProduction: true })
  const refused = { status: 422, json: { error: { reason: 'name_needed' } } }
  const changes = [{ id, status: 'active' }]
  const clear = ['auth.application_password']
  const { upload } = await api.workspaceCode.upload({ workspaceId })
  for (const [method, path, body] of [
    ['POST', `/api/connectors/${id}/activate`, undefined],
    ['PUT', `/api/connectors/${id}`, { description: 'changed' }],
    ['POST', `/api/connectors/${id}/duplicate`, {}],
    ['POST', '/api/connectors/changes', { changes: [{ id, isPinned: true }] }],
  ] as const)
    expect([path, await rest(method, path, body)]).toMatchObject([path, { status: 200 }])
  for (const [method, path, body] of [
    ['POST', `/api/connectors/${id}/deactivate`, undefined],
    ['POST', `/api/connectors/${id}/deactivate`, { workspaceName: 'Another' }],
    ['POST', '/api/connectors/changes', { changes }],
    ['PUT', `/api/connectors/${id}`, { secrets: { clear } }],
    ['POST', '/api/workspace-code/apply', { upload }],
    ['POST', '/api/secrets/set', { connectorIds: [id], path: 'auth.application_password', value: 'x' }],
    ['DELETE', `/api/connectors/${id}`, undefined],
    ['DELETE', '/api/trash', undefined],
  ] as const)
    expect([path, await rest(method, path, body)]).toMatchObject([path, refused])
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ status: 'active' })
  const name = encodeURIComponent('acme')
  expect(await rest('POST', '/api/connectors/changes', { changes, workspaceName: 'Acme' })).toMatchObject({
    status: 200,
  })
  expect(await rest('POST', `/api/connectors/${id}/deactivate?workspaceName=${name}`)).toMatchObject({ status: 200 })
  expect(await rest('DELETE', `/api/connectors/${id}?workspaceName=${name}`)).toMatchObject({ status: 200 })
  // A page asks the person itself.
  const answer = await fetch(`${host.url}/call/trash.empty`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ workspaceId }),
  })
  expect(await answer.json()).toMatchObject({ ok: true })
  await host.close()
  await app.close()
})
