import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openAtomicFile } from '../../platform/atomic-file.ts'

const FILE = 'remembered.json'
const MAX_EXPORTS = 5
/** Far more than a person has expiry dates; the oldest go first. */
const MAX_TOLD = 10_000
/** More windows than this are a mistake, and not opened again. */
const MAX_WINDOWS = 20
const MAX_PATH = 2000

interface RememberedWindow {
  /** Counts from 1. */
  slot: number
  /** What it showed. */
  path: string
}

interface Stored {
  /** Paths of exported files, the newest first. */
  recentExports: string[]
  /** The expiry dates that a notification has already shown. */
  notifiedExpiries: string[]
  /** The windows that were open. */
  windows: RememberedWindow[]
}

/** What the desktop program remembers beside the places of its windows; no secrets, and nothing that must not be lost. */
export interface Remembered {
  recentExports(): readonly string[]
  addExport(path: string): void
  removeExport(path: string): void
  clearExports(): void
  windows(): Stored['windows']
  setWindows(windows: Stored['windows']): void
  hasNotified(mark: string): boolean
  addNotified(marks: readonly string[]): void
  /** Waits for what is being written. */
  written(): Promise<void>
}

export function createRemembered(directory: string, onExports: () => void): Remembered {
  const path = join(directory, FILE)
  let stored = read(path)
  let writing = Promise.resolve()

  const change = (next: Partial<Stored>) => {
    stored = { ...stored, ...next }
    const content = JSON.stringify(stored)
    // A disk that is full costs the memory of this, and must not stop the work.
    writing = writing.then(() => write(path, content)).catch(() => undefined)
    if (next.recentExports) onExports()
  }
  const others = (path: string) => stored.recentExports.filter((other) => other !== path)

  return {
    recentExports: () => stored.recentExports,
    addExport: (path) => change({ recentExports: [path, ...others(path)].slice(0, MAX_EXPORTS) }),
    removeExport: (path) => change({ recentExports: others(path) }),
    clearExports: () => change({ recentExports: [] }),
    windows: () => stored.windows,
    setWindows: (windows) => {
      if (JSON.stringify(windows) !== JSON.stringify(stored.windows)) change({ windows: windows.slice(0, MAX_WINDOWS) })
    },
    hasNotified: (mark) => stored.notifiedExpiries.includes(mark),
    addNotified: (marks) => change({ notifiedExpiries: [...stored.notifiedExpiries, ...marks].slice(-MAX_TOLD) }),
    written: () => writing,
  }
}

/** A file that is missing or damaged is an empty memory, and so is a list in it with anything else than what it is of. */
function read(path: string): Stored {
  const { recentExports, notifiedExpiries, windows } = readObject(path)
  const open = listOf(windows, isWindow)
  return {
    recentExports: listOf(recentExports, isText),
    notifiedExpiries: listOf(notifiedExpiries, isText),
    windows: open.length > MAX_WINDOWS ? [] : open,
  }
}

function readObject(path: string): { [N in keyof Stored]?: unknown } {
  try {
    return Object(JSON.parse(readFileSync(path, 'utf8'))) as object
  } catch {
    return {}
  }
}

// By hand, as every start reads this before it opens a window, and would load a library for it.
const listOf = <T>(value: unknown, isOne: (item: unknown) => item is T): T[] =>
  Array.isArray(value) && value.every(isOne) ? value : []

const isText = (value: unknown): value is string => typeof value === 'string'

const isWindow = (value: unknown): value is RememberedWindow => {
  const { slot, path } = Object(value) as { [N in keyof RememberedWindow]?: unknown }
  return Number.isInteger(slot) && Number(slot) >= 1 && isText(path) && path.startsWith('/') && path.length <= MAX_PATH
}

async function write(path: string, content: string) {
  const file = await openAtomicFile(path)
  await file.write(content)
  await file.commit()
}
