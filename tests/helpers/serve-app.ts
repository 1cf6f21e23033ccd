import { type App, createApp } from '../../src/main/app/app.ts'
import type { AppOptions } from '../../src/main/app/app-options.ts'
import { createDispatch } from '../../src/main/app/dispatch.ts'
import { openSettings } from '../../src/main/platform/settings.ts'
import { NOT_REMEMBERED } from '../../src/main/platform/unfinished-files.ts'

/** The program on an open store that a test brings, behind a door of its own. */
export function serveApp(options: AppOptions): App {
  const { identity } = options
  const settings = openSettings(null)
  const { table, changes, seeded, withOwnKeys, close } = createApp({ settings, ...options })
  const { dispatch, serve } = createDispatch({ identity, clock: options.clock, log: options.log })
  serve(table)
  return {
    dispatch,
    warnings: () => [],
    preferences: () => settings.preferences(identity.id),
    changes,
    seeded,
    withOwnKeys,
    close,
    problem: null,
    hasDirectory: false,
    unfinished: NOT_REMEMBERED,
  }
}
