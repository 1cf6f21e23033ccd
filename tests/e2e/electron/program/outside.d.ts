/** What outside.cjs keeps in the main process, for the functions that a test runs there. */
interface Outside {
  /** What the next save dialogs answer; null cancels them. */
  saveTo: string | null
  /** The notifications that were shown. */
  notifications: NodeJS.EventEmitter[]
  /** What the program repeats, and after how many milliseconds. */
  repeated: { run: () => void; every: number }[]
}

declare function outside(): Outside
