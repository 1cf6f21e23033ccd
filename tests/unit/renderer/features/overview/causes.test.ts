import { expect, test } from 'vitest'
import type { ConnectorCard } from '../../../../../src/contract/groups/connectors.ts'
import type { PlacedConnector } from '../../../../../src/contract/groups/overview.ts'
import { groupByCause, keyOf } from '../../../../../src/renderer/features/overview/causes.ts'
import { overviewText } from '../../../../../src/renderer/text/en/overview.ts'
import { card } from '../../../../helpers/screens/connector-card.ts'

const TODAY = new Date('2026-03-01T12:00:00Z')
const placed = (id: string, workspaceId: string, more: Partial<ConnectorCard>): PlacedConnector => ({
  workspaceId,
  connector: card(id, more),
  refusedSecret: null,
})
const error = (message: string) => ({ status: 'error', statusMessage: message }) as const
const expired = (day: string) => ({ secretExpiresAt: day })

test('connectors of one workspace and type with one cause are one row, in the order of the first of each', () => {
  const items = [
    placed('a', 'acme', error('refused')),
    placed('b', 'acme', error('no answer')),
    placed('c', 'acme', error('refused')),
    placed('d', 'globex', error('refused')),
    placed('e', 'acme', { ...error('refused'), catalogKey: 'x' }),
    placed('f', 'acme', expired('2026-02-01')),
    placed('g', 'acme', expired('2026-01-01')),
    placed('h', 'acme', { missingSecrets: ['auth.a'] }),
    placed('i', 'acme', { missingSecrets: ['auth.b'] }),
  ]
  let toggled = ''
  const toggle = (key: string) => void (toggled = key)
  const rows = groupByCause(items, TODAY, { open: new Set(), toggle })
  expect(
    rows.map((row) => (row.kind === 'cause' ? row.members.map(({ connector }) => connector.id) : keyOf(row))),
  ).toEqual([['a', 'c'], 'b', 'd', 'e', ['f', 'g'], 'h', 'i'])

  const [first] = rows
  if (first?.kind === 'cause') first.toggle()
  expect(toggled).toBe(first && keyOf(first))
  const opened = groupByCause(items, TODAY, { open: new Set([toggled]), toggle })
  expect(opened.slice(0, 4).map((row) => row.kind === 'connector' && [keyOf(row), row.isInside])).toEqual([
    false,
    ['a', true],
    ['c', true],
    ['b', false],
  ])
})

test('whatever is the matter with several connectors has words, and failed tests are apart from those that must fail', () => {
  const failing = { testOutcome: 'failed' } as const
  const unconfirmed = { needsConfirmation: true }
  const facts = [error('refused'), expired('2026-02-01'), { needsSignIn: true }, { needsSecrets: true }, failing]
  const more = [unconfirmed, { missingSecrets: ['auth.a'] }, expired('2026-03-04'), { attention: 1 }, {}]
  const items = [...facts, ...more].flatMap((fact, at) =>
    [1, 2].map((number) => placed(`${at}.${number}`, 'acme', fact)),
  )
  const rows = groupByCause(items, TODAY, { open: new Set(), toggle: () => undefined })
  const titleOf = (row: (typeof rows)[number]) => {
    const [first] = row.kind === 'cause' ? row.members : []
    return row.kind === 'cause' && first
      ? overviewText.overview.causes[row.condition](first.connector).replace('WordPress: ', '')
      : keyOf(row)
  }
  expect(rows.map(titleOf)).toEqual([
    'refused',
    'the secrets have expired',
    'the service ended the sign-in',
    'secrets cannot be read',
    'the last test failed',
    'a reference is not confirmed',
    'a secret is missing',
    'the secrets expire soon',
    'the settings no longer fit the entry',
    // Nothing is the matter with these.
    '9.1',
    '9.2',
  ])
})
