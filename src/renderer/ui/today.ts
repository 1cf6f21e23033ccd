import { useCallback, useSyncExternalStore } from 'react'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What hears of the time, with the moment at which it shows something else, in milliseconds since 1970. */
const waiting = new Map<() => void, () => number>()
let timer: ReturnType<typeof setTimeout> | undefined
let wakesAt = Number.POSITIVE_INFINITY

const notifyAll = () => {
  for (const listener of waiting.keys()) listener()
  wakesAt = Number.POSITIVE_INFINITY
  wakeAt(Math.min(...[...waiting.values()].map((next) => next())))
}

/** Sets the one timer, unless it wakes sooner. Time that a computer sleeps through counts for no timer, so none is long. */
function wakeAt(moment: number) {
  if (moment >= wakesAt) return
  wakesAt = moment
  clearTimeout(timer)
  timer = setTimeout(notifyAll, Math.min(HOUR_MS, Math.max(SECOND_MS, moment - Date.now())))
}

const onReturn = () => {
  if (document.visibilityState === 'visible') notifyAll()
}

/** Hears when what is shown is not right any more; all that do share one timer. */
function subscribe(listener: () => void, next: () => number): () => void {
  if (waiting.size === 0) {
    addEventListener('focus', onReturn)
    document.addEventListener('visibilitychange', onReturn)
  }
  waiting.set(listener, next)
  wakeAt(next())
  return () => {
    waiting.delete(listener)
    if (waiting.size > 0) return
    removeEventListener('focus', onReturn)
    document.removeEventListener('visibilitychange', onReturn)
    clearTimeout(timer)
    wakesAt = Number.POSITIVE_INFINITY
  }
}

const subscribeNothing = () => () => undefined

let day = { from: 0, to: 0, date: new Date(0) }

/** Today here; the same object until the day ends. */
function today(): Date {
  const now = Date.now()
  if (now < day.from || now >= day.to) {
    const date = new Date(new Date(now).setHours(0, 0, 0, 0))
    day = { from: date.getTime(), to: new Date(now).setHours(24, 0, 0, 0), date }
  }
  return day.date
}

const endOfDay = () => {
  today()
  return day.to
}
const subscribeDay = (listener: () => void) => subscribe(listener, endOfDay)

/** Today here; the same object until the day ends, however many use it. Renders again then, where that is needed. */
export const useToday = (isNeeded = true): Date =>
  useSyncExternalStore(isNeeded ? subscribeDay : subscribeNothing, today)

/** The unit in which the words for an age count. */
const unitOf = (age: number) => (age < HOUR_MS ? MINUTE_MS : age < DAY_MS ? HOUR_MS : DAY_MS)

/** The first moment with the same words for the time since `then`, and the next one with others. */
export function ageStep(then: number, now: number): { from: number; to: number } {
  const age = Math.max(0, now - then)
  const unit = unitOf(age)
  const from = then + Math.floor(age / unit) * unit
  return { from, to: from + unit }
}

/** A moment with the words for the time since then that are right now. Renders again when they change; never for null. */
export function useAge(at: string | null): number {
  const then = at === null ? null : Date.parse(at)
  const subscribeAge = useCallback(
    (listener: () => void) =>
      then === null ? subscribeNothing() : subscribe(listener, () => ageStep(then, Date.now()).to),
    [then],
  )
  return useSyncExternalStore(subscribeAge, () => (then === null ? 0 : ageStep(then, Date.now()).from))
}
