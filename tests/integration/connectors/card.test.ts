import { expect, test } from 'vitest'
import { createCatalogRows } from '../../../src/main/topics/catalog/rows.ts'
import { createConnectorRows } from '../../../src/main/topics/connectors/rows.ts'
import { cardOf } from '../../../src/main/topics/connectors/view.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp } from '../../helpers/test-app.ts'

const SECRETS = [{}, { unreadable: true }, { isUnconfirmed: true, reference: 'env:PASSWORD' }]
const TEST = { message: '', checkedAt: '2026-03-01T09:00:00.000Z' }

/** What the columns of a connector may hold. */
const COLUMNS: Record<string, (string | number | null)[]> = {
  status: ['inactive', 'active', 'error'],
  status_message: [null, 'Refused'],
  status_cause: [null, JSON.stringify({ reason: 'refused', values: { host: 'a' } })],
  config: [
    ...['"https://ada:pass@blog.example.com"', '12', '1.5', 'true', 'null', '[1]', '{"a":1}', '""'].map(
      (value) => `{"site_url":${value}}`,
    ),
    '{}',
  ],
  auth: SECRETS.map((secret) => JSON.stringify({ 'auth.username': { value: 'v', updatedAt: 'u', ...secret } })),
  tags: ['[]', '["prod","shop"]'],
  colour: [null, 'teal'],
  is_pinned: [0, 1],
  attention: [0, 2],
  last_tested_at: [null, '2026-03-01T09:00:00.000Z'],
  last_test_result: [
    null,
    JSON.stringify({ ...TEST, ok: true, isLasting: false, account: { id: '7', name: 'Ada', host: 'a' } }),
    JSON.stringify({ ...TEST, ok: false, isLasting: true, account: null }),
    JSON.stringify({ ...TEST, ok: false, isLasting: false, account: { id: '7', name: '', host: 'a' } }),
  ],
  secret_expires_at: [null, '2026-12-24'],
  sign_in: [
    null,
    JSON.stringify({ signedInAt: 's', expiresAt: null, lost: null }),
    JSON.stringify({ signedInAt: 's', expiresAt: null, lost: 'revoked' }),
  ],
}

test('the card of a row in hand is the one that the list has', async () => {
  const { api, store } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const rows = createConnectorRows({ store, commit: async (run) => run() })
  for (const icon of ['data:image/png;base64,AA', 'world', null]) {
    store.sqlite.prepare('UPDATE connector_catalog SET icon = ? WHERE key = ?').run(icon, wordpress.catalogKey)
    for (const [column, values] of Object.entries(COLUMNS))
      for (const value of values) {
        store.sqlite.prepare(`UPDATE connectors SET ${column} = ?`).run(value)
        const row = rows.get(workspaceId, id)
        const entry = createCatalogRows(store).byId(row.catalogId)
        expect({ column, value, card: cardOf(row, entry) }).toStrictEqual({
          ...{ column, value },
          card: rows.card(workspaceId, id),
        })
      }
  }
})

test('what an install answers is what reading the connector answers', async () => {
  const { api } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const extras = { tags: ['prod'], description: 'For the shop', colour: 'teal' as const, secretExpiresAt: '2027-01-31' }
  const answer = await api.connectors.install({ workspaceId, ...wordpress, ...extras })
  expect(await api.connectors.get({ workspaceId, id: answer.id })).toStrictEqual(answer)
})
