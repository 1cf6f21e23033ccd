import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppApi } from '../../contract/index.ts'
import type { IdleMinutes } from '../../shared/limits.ts'

/** What a person does in a window. */
const INPUT = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** How often input is reported at most, in milliseconds: far less than the shortest time until a lock. */
const REPORT_MS = 20_000

export interface IdleStore {
  /** The minutes without use after which every workspace locks; null before they are known. */
  store: StoreApi<{ minutes: IdleMinutes | null }>
  refresh(): Promise<void>
  /** Throws the error of the call. */
  set(minutes: IdleMinutes): Promise<void>
  /** Reports input while there is a time after which the workspaces lock; returns the function that stops it. */
  followInput(): () => void
}

/** After what time without use the workspaces lock, and the input in this window, which is use. */
export function createIdleStore(api: AppApi, page: Window): IdleStore {
  const store = createStore<{ minutes: IdleMinutes | null }>(() => ({ minutes: null }))
  let reportedAt = Number.NEGATIVE_INFINITY

  const report = () => {
    const now = performance.now()
    if (now - reportedAt < REPORT_MS) return
    reportedAt = now
    void api.keys.stayOpen({}).catch(() => undefined)
  }
  const listen = (isOn: boolean) => {
    const change = isOn ? page.addEventListener.bind(page) : page.removeEventListener.bind(page)
    // Capturing, since an element may keep its events to itself.
    for (const name of INPUT) change(name, report, { capture: true, passive: true })
  }

  return {
    store,
    refresh: async () => store.setState(await api.keys.idleLock({})),
    set: async (minutes) => store.setState(await api.keys.setIdleLock({ minutes })),
    followInput: () => {
      const stop = store.subscribe(({ minutes }, { minutes: before }) => {
        if (Boolean(minutes) !== Boolean(before)) listen(Boolean(minutes))
      })
      return () => {
        stop()
        listen(false)
      }
    },
  }
}
