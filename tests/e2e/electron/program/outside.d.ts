/** The state of outside.cjs in the main process, for functions that a test runs there. */
interface Outside {
  /** The path that the next save dialogs return; null cancels them. */
  saveTo: string | null
  /** All notifications so far. */
  notifications: NodeJS.EventEmitter[]
  /** The program's repeated tasks and their intervals in milliseconds. */
  repeated: { run: () => void; every: number }[]
}

declare function outside(): Outside
