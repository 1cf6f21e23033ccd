import type { Change, Send } from './client.ts'

/** The two channels between a window and the main process. */
export const CHANNEL = { call: 'patchbay:call', change: 'patchbay:change' } as const

/** What the preload script gives to the screens as `window.patchbay`. */
export interface Bridge {
  host: 'electron'
  call: Send
  /** Returns the function that stops listening. */
  onChange(listener: (change: Change) => void): () => void
}
