import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000

const startOfDay = () => new Date(new Date().setHours(0, 0, 0, 0))

const listeners = new Set<() => void>()
let day: Date | null = null
let timer: ReturnType<typeof setInterval> | null = null

const tick = () => {
  const now = startOfDay()
  if (now.getTime() !== day?.getTime()) day = now
  for (const listener of listeners) listener()
}

/** Looks every minute whether something has changed; all that do share one timer. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, MINUTE_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

const subscribeNothing = () => () => undefined
const thisMinute = () => Math.floor(Date.now() / MINUTE_MS)
const noMinute = () => 0

/** Renders again every minute where that is needed. */
export function useMinute(isNeeded: boolean): void {
  useSyncExternalStore(isNeeded ? subscribe : subscribeNothing, isNeeded ? thisMinute : noMinute)
}

/** Today here; the same object until the day ends, however many use it. */
export const useToday = (): Date => useSyncExternalStore(subscribe, () => (day ??= startOfDay()))
