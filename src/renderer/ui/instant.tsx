import { date, fromNow, moment } from '../text/formats.ts'
import { text } from '../text/text.ts'
import { useAge } from './today.ts'

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60],
  ['hour', 60 * 60],
  ['day', 24 * 60 * 60],
  ['month', 30 * 24 * 60 * 60],
  ['year', 365 * 24 * 60 * 60],
]
const MINUTE_MS = 60_000

/** The time from `then` to `now`, both in milliseconds, as "5 minutes ago". */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - then) / 1000))
  const step = STEPS.findLast(([, length]) => seconds >= length)
  if (!step) return text.common.justNow
  return fromNow(-Math.trunc(seconds / step[1]), step[0])
}

const DAY_OF_YEAR = { day: 'numeric', month: 'short' } as const
const DAY_OF_ANY_YEAR = { ...DAY_OF_YEAR, year: 'numeric' } as const
const DAY_S = 24 * 60 * 60

/** An instant in a few letters: "3 hr. ago", "yesterday", or after a week the day as "2 Oct". */
export function shortDay(at: string, now = Date.now()): string {
  const instant = new Date(at)
  const seconds = Math.max(0, Math.round((now - instant.getTime()) / 1000))
  if (seconds < 60) return text.common.justNow
  if (seconds < DAY_S * 7) {
    const [unit, length] = STEPS.findLast(([, step]) => seconds >= step) ?? ['minute', 60]
    return fromNow(-Math.trunc(seconds / length), unit, 'short')
  }
  return date(instant, seconds < DAY_S * 300 ? DAY_OF_YEAR : DAY_OF_ANY_YEAR)
}

/** How long it is until an instant: "in 5 hours". */
export function until(at: string, now = Date.now()): string {
  const minutes = Math.max(1, Math.round((Date.parse(at) - now) / MINUTE_MS))
  return minutes < 60 ? fromNow(minutes, 'minute') : fromNow(Math.round(minutes / 60), 'hour')
}

/** An ISO instant as a relative time that goes on with the time; the exact time is in its title. */
export function Instant({ at }: { at: string }) {
  const now = useAge(at)
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(Date.parse(at), now)}
    </time>
  )
}
