import { expect, test } from 'vitest'
import type { Activity } from '../../../../../src/contract/groups/activity.ts'
import { entriesOf } from '../../../../../src/renderer/features/activity/entries.ts'

/** Entries of these local times, the newest first. */
const history = (times: string[], signedFrom = 0): Activity[] =>
  times.map((time, index) => ({
    ...{ id: times.length - index, at: new Date(time).toISOString(), person: { id: 'ada', name: 'Ada' } },
    ...{ action: 'connector.update', subjectId: null, subjectName: null, fields: [], detail: {}, hasConfig: false },
    isSigned: index === signedFrom,
  }))

const today = new Date('2026-03-05T00:00:00')

test('each day has one heading', () => {
  const entries = entriesOf(
    history(['2026-03-05T10:00', '2026-03-05T09:00', '2026-03-04T23:00', '2025-12-01T08:00']),
    today,
  )
  expect(entries.map(({ day }) => day?.replace(/,.*/, '') ?? null)).toEqual([
    ...['Today', null, 'Yesterday'],
    expect.stringMatching(/^Monday/),
  ])
  expect(entries.at(-1)?.day).toContain('2025')
})

test('where the clock was set back, the order stays that of the history and the entry after it says so', () => {
  const entries = entriesOf(history(['2026-03-04T09:00', '2026-03-05T09:00', '2026-03-04T08:00']), today)
  expect(entries.map(({ activity }) => activity.id)).toEqual([3, 2, 1])
  expect(entries.map(({ isClockBack }) => isClockBack)).toEqual([true, false, false])
  expect(entries.map(({ day }) => day !== null)).toEqual([true, true, true])
})

test('a signature covers the entries before it', () => {
  const entries = entriesOf(history(['2026-03-05T10:00', '2026-03-05T09:00', '2026-03-05T08:00'], 1), today)
  expect(entries.map(({ isSigned }) => isSigned)).toEqual([false, true, true])
})
