import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000

const startOfDay = () => new Date(new Date().setHours(0, 0, 0, 0))

const listeners = new Set<() => void>()
let day: Date | null = null
let timer: ReturnType<typeof setInterval> | null = null

const look = () => {
  const now = startOfDay()
  if (now.getTime() === day?.getTime()) return
  day = now
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(look, MINUTE_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

const minuteListeners = new Set<() => void>()
let minuteTimer: ReturnType<typeof setInterval> | null = null

function subscribeMinute(listener: () => void): () => void {
  minuteListeners.add(listener)
  minuteTimer ??= setInterval(() => {
    for (const one of minuteListeners) one()
  }, MINUTE_MS)
  return () => {
    minuteListeners.delete(listener)
    if (minuteListeners.size > 0 || minuteTimer === null) return
    clearInterval(minuteTimer)
    minuteTimer = null
  }
}

const thisMinute = () => Math.floor(Date.now() / MINUTE_MS)
const noMinute = () => 0
const subscribeNothing = () => () => undefined

/** Renders again with every minute where that is needed; all that do share one timer. */
export function useMinute(isNeeded: boolean): void {
  useSyncExternalStore(isNeeded ? subscribeMinute : subscribeNothing, isNeeded ? thisMinute : noMinute)
}

/** Today here; the same object until the day ends, however many use it. */
export const useToday = (): Date => useSyncExternalStore(subscribe, () => (day ??= startOfDay()))
