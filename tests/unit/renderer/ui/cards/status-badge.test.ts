import { expect, test } from 'vitest'
import type { ConnectorCard } from '../../../../../src/contract/groups/connectors.ts'
import { statusWords } from '../../../../../src/renderer/ui/cards/status-badge.tsx'
import { needsAttention, stateOf } from '../../../../../src/shared/connector-state.ts'
import { card } from '../../../../helpers/screens/connector-card.ts'

const tested = (testOutcome: ConnectorCard['testOutcome'], change: Partial<ConnectorCard> = {}): ConnectorCard =>
  card('Blog', {
    ...{ isTestable: true, testOutcome },
    testedAt: testOutcome === null ? null : new Date().toISOString(),
    ...change,
  })

test.for<[string, ConnectorCard, string, boolean]>([
  ['worked', tested('ok'), 'tested just now', false],
  ['failed', tested('failed'), 'last test failed', true],
  ['could not tell', tested('unclear'), 'last test unclear', false],
  ['was never made', tested(null), 'not tested yet', false],
  ['waits for a reference', tested('ok', { needsConfirmation: true }), 'reference not confirmed', true],
  ['cannot be made', tested(null, { isTestable: false }), '', false],
  ['failed while something else is worse', tested('failed', { needsSecrets: true }), 'secret cannot be read', true],
])('an active connector whose test %s says so in its badge', ([, card, reason, isTrouble]) => {
  const state = stateOf(card, new Date())
  expect(statusWords(card, state)).toEqual({ word: 'Active', reason })
  expect(needsAttention(state)).toBe(isTrouble)
})

test.for<[ConnectorCard['testOutcome'], string]>([
  ['failed', 'test failed just now'],
  ['ok', ''],
  ['unclear', ''],
])('an inactive connector whose test was %s needs no attention for it', ([outcome, reason]) => {
  const card = tested(outcome, { status: 'inactive' })
  const state = stateOf(card, new Date())
  expect(statusWords(card, state)).toEqual({ word: 'Inactive', reason })
  expect(needsAttention(state)).toBe(false)
})
