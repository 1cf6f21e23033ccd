import { type App, type AppOptions, createApp } from '../../src/main/app/app.ts'
import { createDispatch } from '../../src/main/app/dispatch.ts'
import type { Identity } from '../../src/main/core/ports.ts'
import { NOT_REMEMBERED } from '../../src/main/platform/unfinished-files.ts'

/** The program on an open store that a test brings, behind a door of its own. */
export function serveApp({ identity, ...options }: AppOptions & { identity: Identity }): App {
  const { table, changes, seeded, close } = createApp(options)
  const { dispatch, serve } = createDispatch({ identity, clock: options.clock, log: options.log })
  serve(table)
  return { dispatch, changes, seeded, close, problem: null, unfinished: NOT_REMEMBERED }
}
