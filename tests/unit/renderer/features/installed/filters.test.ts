import { expect, test } from 'vitest'
import type { ConnectorCard } from '../../../../../src/contract/groups/connectors.ts'
import {
  applyFilters,
  applyStatus,
  countStatuses,
  searchConnectors,
  sortCards,
} from '../../../../../src/renderer/features/installed/filters.ts'
import { groupCards } from '../../../../../src/renderer/features/installed/groups.ts'
import { type Grouping, SORTS, UNFILTERED } from '../../../../../src/renderer/stores/lists/list-filters.ts'
import { card } from '../../../../helpers/screens/connector-card.ts'

const today = new Date(2026, 2, 1)

const names = (cards: readonly ConnectorCard[]) => cards.map(({ name }) => name)

const burning = [
  card('a well'),
  card('b inactive', { status: 'inactive', secretExpiresAt: '2026-02-01' }),
  card('c outdated', { attention: 1 }),
  card('d in 9 days', { secretExpiresAt: '2026-03-10' }),
  card('e in 4 days', { secretExpiresAt: '2026-03-05' }),
  card('f missing', { attention: 1, missingSecrets: ['auth.token'] }),
  card('g unreadable', { needsSecrets: true }),
  card('h expired', { secretExpiresAt: '2026-02-28' }),
  card('i error', { status: 'error', statusMessage: 'Refused' }),
  card('j later', { secretExpiresAt: '2026-09-01' }),
]

test('the worst comes first, and what is well stays by name', () => {
  expect(
    names(sortCards(burning, 'urgency', today))
      .map((name) => name[0])
      .join(''),
  ).toBe('ihgfedcabj')
  expect(names(sortCards(burning, 'status', today))[0]).toBe('i error')
  expect(names(sortCards(burning, 'expiry', today)).slice(0, 2)).toEqual(['b inactive', 'h expired'])
})

test('a pinned connector comes first in every order', () => {
  const cards = [...burning, card('k pinned', { isPinned: true, status: 'inactive' })]
  for (const sort of SORTS) expect(names(sortCards(cards, sort, today))[0]).toBe('k pinned')
})

test('connectors stand under their type, status or each of their tags, in their order', () => {
  const cards = [
    card('one', { tags: ['x', 'y'], catalogKey: 'medium', catalogName: 'Medium' }),
    card('two', { status: 'error' }),
    card('three', { tags: ['y'] }),
  ]
  const shown = (grouping: Grouping) => {
    const { items, groups } = groupCards(cards, grouping)
    return groups.map(({ label, from, count }) => [label, ...names(items.slice(from, from + count))])
  }
  expect(shown('entry')).toEqual([
    ['Medium', 'one'],
    ['WordPress', 'two', 'three'],
  ])
  expect(shown('status')).toEqual([
    ['Error', 'two'],
    ['Active', 'one', 'three'],
  ])
  expect(shown('tag')).toEqual([
    ['x', 'one'],
    ['y', 'one', 'three'],
    ['No tag', 'two'],
  ])
  expect(groupCards(cards, 'none')).toEqual({ items: cards, groups: [] })
})

test('an inactive connector needs no attention, however old its secrets are', () => {
  expect(countStatuses(burning, today)).toEqual({ active: 8, inactive: 1, error: 1, attention: 7 })
  expect(names(applyStatus(burning, 'attention', today))).not.toContain('b inactive')
})

test('tags are matched as any or all of them', () => {
  const cards = [card('one', { tags: ['x'] }), card('both', { tags: ['x', 'y'] }), card('none')]
  const tags = ['x', 'y']
  expect(names(applyFilters(cards, { ...UNFILTERED, tags }, today))).toEqual(['one', 'both'])
  expect(names(applyFilters(cards, { ...UNFILTERED, tags, allTags: true }, today))).toEqual(['both'])
})

test('a connector is found by its site, its handle, its error and who changed it', () => {
  const cards = [
    card('One', { identity: 'https://oslo.example.com' }),
    card('Two', { identity: 'urn:li:organization:5515715', updatedByName: 'Grace' }),
    card('Three', { status: 'error', statusMessage: 'The password was refused' }),
  ]
  for (const [query, name] of [
    ['oslo', 'One'],
    ['5515715', 'Two'],
    ['urn:li:organization:5515715', 'Two'],
    ['grace', 'Two'],
    ['password', 'Three'],
  ])
    expect(names(searchConnectors(cards, query ?? '').items)).toEqual([name])
})
