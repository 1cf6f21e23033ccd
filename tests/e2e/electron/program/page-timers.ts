import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** The timers of the page that wait. */
    waitingTimers: Set<number>
  }
}

/** Loads the page again with a record of its timers. */
export async function followPageTimers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timers = new Set<number>()
    window.waitingTimers = timers
    const { setTimeout: set, setInterval: repeat, clearTimeout: clear } = window
    const forget = (id?: number) => {
      if (id !== undefined) timers.delete(id)
      clear(id)
    }
    const once = (run: () => void, milliseconds?: number) => {
      const id = set(() => {
        timers.delete(id)
        run()
      }, milliseconds)
      timers.add(id)
      return id
    }
    const often = (run: () => void, milliseconds?: number) => {
      const id = repeat(run, milliseconds)
      timers.add(id)
      return id
    }
    Object.assign(window, { setTimeout: once, setInterval: often, clearTimeout: forget, clearInterval: forget })
  })
  await page.reload()
}
