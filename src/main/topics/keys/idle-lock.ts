import type { Clock } from '../../core/ports.ts'
import type { SettingsFile } from '../../platform/settings.ts'
import type { IdleMinutes } from '../../../shared/limits.ts'
import { steadyTime } from '../../core/steady-time.ts'

const MINUTE_MS = 60_000

interface Deps {
  settings: SettingsFile
  clock: Clock
  /** Locks every workspace and ends what windows and sessions hold. */
  lock: () => Promise<void>
  minuteMs?: number
}

/** Locks all workspaces once nobody has used the program for as long as a person has set. */
export interface IdleLock {
  minutes(): IdleMinutes
  set(minutes: IdleMinutes): Promise<void>
  /** Notes that somebody is there. Where the last use is too long ago, as after a night's sleep, it locks first. */
  noteUse(): Promise<void>
  /** Runs a call. One that is work holds the lock up until it ends; one that is use counts as use as well. */
  during<T>(call: () => T | Promise<T>, options: { isUse: boolean; isWork: boolean }): Promise<T>
  close(): void
}

/** There is one timer from a use until the lock that follows it while the setting is on, and none otherwise. */
export function createIdleLock({ settings, clock, lock, minuteMs = MINUTE_MS }: Deps): IdleLock {
  let timer: NodeJS.Timeout | undefined
  let lastUse = { wall: 0, steady: 0 }
  let calls = 0
  let locking: Promise<void> | null = null
  let isClosed = false

  const limit = () => settings.idleMinutes() * minuteMs
  /** The clock of the computer goes on while it sleeps; the other one goes on where somebody sets the first back. */
  const unused = () => Math.max(clock().getTime() - lastUse.wall, steadyTime() - lastUse.steady)

  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }

  const wait = (milliseconds: number) => {
    timer = setTimeout(onTime, milliseconds).unref()
  }

  const onTime = () => {
    const left = calls > 0 ? limit() : limit() - unused()
    if (left > 0) wait(left)
    // Who asks next waits for it and hears of a failure.
    else void lockNow().catch(() => undefined)
  }

  const lockNow = (): Promise<void> => {
    stop()
    locking ??= lock().finally(() => {
      locking = null
    })
    return locking
  }

  const lockIfDue = async () => {
    if (timer && calls === 0 && unused() >= limit()) await lockNow()
    else if (locking) await locking
  }

  const restart = () => {
    lastUse = { wall: clock().getTime(), steady: steadyTime() }
    if (!timer && limit() > 0 && !isClosed) wait(limit())
  }

  const noteUse = async () => {
    await lockIfDue()
    restart()
  }

  return {
    minutes: () => settings.idleMinutes(),
    set: async (minutes) => {
      await settings.setIdleMinutes(minutes)
      stop()
      restart()
    },
    noteUse,
    during: async (call, { isUse, isWork }) => {
      await lockIfDue()
      if (isUse) restart()
      if (!isWork) return call()
      calls += 1
      try {
        return await call()
      } finally {
        calls -= 1
        if (isUse) restart()
      }
    },
    close: () => {
      isClosed = true
      stop()
    },
  }
}
