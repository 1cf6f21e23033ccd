import type { ChromiumCalls } from '../calls.ts'
import { createLink, type Endpoint, type Link } from '../link.ts'

const endpoint: Endpoint = {
  send: (message) => void process.send?.(message),
  onMessage: (listener) => void process.on('message', listener),
}

/** What Chromium may ask; each part of the stand-in adds its own. */
export const handlers: Record<string, (...args: never[]) => unknown> = {}

const link: Link<ChromiumCalls> = createLink<ChromiumCalls>(endpoint, handlers)

/** The process that has the pages. */
export const chromium = link.remote

/** An event that a listener can stop. */
export function createEvent<T extends object>(details: T) {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) }
  return event
}
