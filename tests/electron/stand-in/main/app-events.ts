import { EventEmitter } from 'node:events'

/** What concerns the whole program, as `app.on` hears it. */
export const appEvents = new EventEmitter()
