import { createChanges } from '../core/changes.ts'
import type { Clock, Identity } from '../core/ports.ts'
import type { Log } from '../platform/log.ts'
import type { Resources } from '../platform/resources.ts'
import { NOT_REMEMBERED } from '../platform/unfinished-files.ts'
import { USUAL_PREFERENCES } from '../../shared/text/preferences.ts'
import { createValidator } from '../schemas/validate/validator.ts'
import { createChecks, createLint } from '../topics/catalog/lint.ts'
import type { App } from './app.ts'
import { createDispatch, NOBODY } from './dispatch.ts'

interface Options {
  resources: Resources
  clock: Clock
  identity: Identity
}

/** The program for what needs no data: it checks catalog files and compares them with no catalog. */
export function openWithoutData({ resources, clock, identity }: Options): App {
  const validator = createValidator({ workerUrl: resources.schemaWorkerUrl })
  const door = createDispatch({ identity, clock, log: NO_LOG })
  door.serve({
    file: ':memory:',
    access: NOBODY,
    missing: () => undefined,
    handlers: {
      catalog: createLint(createChecks({ lint: validator.lint, effectOf: () => ({ effect: 'add', version: null }) })),
    },
  })
  return {
    dispatch: door.dispatch,
    changes: createChanges(),
    unfinished: NOT_REMEMBERED,
    problem: null,
    hasDirectory: false,
    warnings: () => [],
    preferences: () => USUAL_PREFERENCES,
    seeded: { written: [], unchanged: 0 },
    withOwnKeys: (work) => work(),
    close: () => validator.close(),
  }
}

/** A log is kept in the data directory. */
const NO_LOG: Log = { write: () => undefined, close: () => undefined }
