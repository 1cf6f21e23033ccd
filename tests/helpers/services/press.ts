import type { Network } from '../../../src/main/topics/connection-tests/network.ts'
import { createTestApp } from '../test-app.ts'
import { CLIENT, createVisitor } from './identity-provider.ts'
import { localNetwork } from './local-network.ts'

/** An entry with a sign-in and a test; `more` changes its sign-in. */
export const pressEntry = (more: object = {}) => ({
  format: 1,
  key: 'press',
  name: 'Press',
  category: 'Publishing',
  authType: 'oauth',
  capabilities: { publish: true },
  configSchema: {
    type: 'object',
    required: ['server'],
    properties: { server: { type: 'string' }, client_id: { type: 'string' } },
  },
  authSchema: {
    type: 'object',
    required: ['access_token'],
    properties: {
      access_token: { type: 'string', writeOnly: true, minLength: 10 },
      refresh_token: { type: 'string', writeOnly: true },
      client_secret: { type: 'string', writeOnly: true },
    },
  },
  connectionTest: {
    url: '{config.server}/me',
    http: 'loopback',
    auth: [{ in: 'bearer', token: 'auth.access_token' }],
    account: { id: 'sub', name: ['name', 'sub'] },
  },
  oauth: {
    issuer: '{config.server}',
    scopes: ['openid'],
    clientId: 'config.client_id',
    clientSecret: 'auth.client_secret',
    accessToken: 'auth.access_token',
    refreshToken: 'auth.refresh_token',
    http: 'loopback',
    ...more,
  },
})

/** The program with a catalog entry that people sign in to. */
export async function startWithPress({
  oauth = {},
  network = {},
  signInLimit,
}: { oauth?: object; network?: Partial<Network>; signInLimit?: number } = {}) {
  const program = createTestApp({
    network: localNetwork({ mayBeHere: true, ...network }),
    ...(signInLimit !== undefined && { signInLimit }),
  })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { entries } = await program.api.catalog.import({ text: JSON.stringify(pressEntry(oauth)) })
  if (entries[0]?.verdict !== 'ok') throw new Error(JSON.stringify(entries))
  return { ...program, workspaceId }
}

export const settingsFor = (server: string, more: object = {}) => ({ config: { server, client_id: CLIENT }, ...more })

/** A connector that somebody has signed in for. */
export async function signedIn(
  service: { issuer: string },
  options: Parameters<typeof startWithPress>[0] = {},
  secrets: Record<string, string> = {},
) {
  const program = await startWithPress(options)
  const { api, workspaceId } = program
  const settings = settingsFor(service.issuer, { secrets: { set: secrets } })
  const { id: signIn, address } = await api.signIns.start({ workspaceId, catalogKey: 'press', settings })
  await createVisitor().signIn(address)
  await api.signIns.progress({ workspaceId, id: signIn, wait: 20 })
  const { id } = await api.connectors.install({ workspaceId, catalogKey: 'press', name: 'Press', ...settings, signIn })
  return { ...program, id }
}

/** Begins a sign-in for a new connector. */
export async function begin(
  service: { issuer: string },
  options: Parameters<typeof startWithPress>[0] = {},
  more: object = {},
) {
  const program = await startWithPress(options)
  const { api, workspaceId } = program
  const settings = settingsFor(service.issuer)
  const shown = await api.signIns.start({ workspaceId, catalogKey: 'press', settings, ...more })
  const ended = () => api.signIns.progress({ workspaceId, id: shown.id, wait: 20 })
  return { ...program, shown, ended, settings }
}
