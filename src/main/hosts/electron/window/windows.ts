import { app, type BrowserWindow } from 'electron'
import type { Remembered } from '../remembered.ts'
import { followColourScheme, openScreens, type ScreenWindow } from './window.ts'

/** The windows of the program; each shows a workspace of its own. */
export interface Windows {
  /** Opens the windows of the last time, or the first one; nothing where one is open. */
  open(): void
  /** Opens one more, which shows what the front one does unless a path is named. */
  openAnother(path?: string): void
  /** Brings the front window forward; opens the windows where there is none. */
  focus(): void
  /** The window that was used last, which is opened where there is none. */
  front(): ScreenWindow
  /** What their pages show. */
  paths(): string[]
  /** A quit was called off. */
  stay(): void
  /** Ends the pages with everything that they hold in memory and starts the screens afresh. */
  renew(): void
}

interface Deps {
  rootDir: string
  remembered: Pick<Remembered, 'windows' | 'setWindows'>
  /** Hears of every window before its page is loaded. */
  onOpen: (opened: ScreenWindow) => void
}

export function createWindows({ rootDir, remembered, onOpen }: Deps): Windows {
  /** The one that was used last comes last. */
  let all: ScreenWindow[] = []
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })

  /** What a quit closes comes back at the next start, and so does the last window. */
  const remember = () => {
    if (isQuitting || all.length === 0) return
    remembered.setWindows(all.map((one) => ({ slot: one.slot, path: one.path() })).toSorted((a, b) => a.slot - b.slot))
  }
  const freeSlot = () => {
    let slot = 1
    while (all.some((one) => one.slot === slot)) slot += 1
    return slot
  }
  const openOne = (path: string, slot: number): ScreenWindow => {
    const opened = openScreens({
      ...{ rootDir, slot, path, onMove: remember },
      onOpen: (one) => {
        all = [...all, one]
        onOpen(one)
      },
    })
    const { window } = opened
    window.on('focus', () => {
      all = [...all.filter((one) => one !== opened), opened]
    })
    window.once('closed', () => {
      all = all.filter((one) => one !== opened)
      remember()
    })
    remember()
    return opened
  }
  const open = () => {
    if (all.length > 0) return
    isQuitting = false
    const before = remembered.windows()
    for (const { path, slot } of before.length > 0 ? before : [{ path: '/', slot: 1 }]) openOne(path, slot)
  }
  const front = (): ScreenWindow => {
    open()
    // The program has just opened one where there was none.
    return all.at(-1) ?? openOne('/', 1)
  }

  followColourScheme((): BrowserWindow[] => all.map(({ window }) => window))
  return {
    open,
    openAnother: (path) => void openOne(path ?? all.at(-1)?.path() ?? '/', freeSlot()),
    front,
    focus: () => {
      const { window } = front()
      if (window.isMinimized()) window.restore()
      window.focus()
    },
    paths: () => all.map((one) => one.path()),
    stay: () => {
      isQuitting = false
      remember()
    },
    renew: () => {
      for (const { renew } of all) renew()
    },
  }
}
