/** The state of outside.cjs in the main process, for functions that a test runs there. */
interface Outside {
  /** The path that the next save dialogs return; null cancels them. */
  saveTo: string | null
  /** All notifications so far. */
  notifications: NodeJS.EventEmitter[]
  /** The timers of the main process that wait. */
  timers: ReadonlyMap<number, unknown>
  /** Runs what waits for so many milliseconds, or for a number of them in a range. */
  pass(least: number, most?: number): void
}

declare function outside(): Outside
