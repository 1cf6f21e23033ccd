import type { Activity } from '../../../contract/groups/activity.ts'
import { text } from '../../text/text.ts'

/** An entry as it is listed. */
export interface Entry {
  activity: Activity
  /** The heading above it, where its day differs from that of the entry above; null elsewhere. */
  day: string | null
  /** Whether the clock showed a later time at the entry before it. */
  isClockBack: boolean
  isSigned: boolean
}

const MINUTE_MS = 60_000

/**
 * Entries with the headings of their days. They stay in the order in which they were written: where the clock of the
 * computer has been set back, a day has two headings.
 */
export function entriesOf(items: readonly Activity[], today: Date): Entry[] {
  // A signature covers what came before it, too.
  const signed = items.find(({ isSigned }) => isSigned)?.id ?? 0
  let heading: string | null = null
  return items.map((activity, index) => {
    const at = new Date(activity.at)
    const day = text.activity.day(at, today)
    const isFirst = day !== heading
    heading = day
    const before = items[index + 1]
    return {
      ...{ activity, day: isFirst ? day : null, isSigned: activity.id <= signed },
      isClockBack: before !== undefined && new Date(before.at).getTime() > at.getTime() + MINUTE_MS,
    }
  })
}
