import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '../../src/contract/client.ts'
import type { AppApi, AppContract } from '../../src/contract/index.ts'
import type { App } from '../../src/main/app/app.ts'
import { openApp } from '../../src/main/app/open-app.ts'
import { resourcesBeside } from '../../src/main/platform/resources.ts'
import { createFileKeychain } from '../../tests/helpers/keychains/file-keychain.ts'
import catalog from './catalog.json' with { type: 'json' }
import { type DemoWorkspace, planDemo } from './plan.ts'

/** The program with demo data. */
export interface Demo {
  app: App
  api: AppApi
  /** The workspace whose key is locked, with the passphrase that opens it. */
  locked: Locked
}

interface Locked {
  workspace: string
  passphrase: string
}

export interface DemoOptions {
  /** The data directory: created if missing; otherwise empty or filled by an earlier demo. */
  dataDir: string
  seed?: number
  /** The day from which expiry dates are counted; today by default. */
  today?: Date
  /** The clock of the opened program; that of the computer by default. */
  clock?: () => Date
}

const LOCKED: Locked = { workspace: 'Harbour Trust', passphrase: 'lantern walnut harbour violin copper meadow' }

/** The age of the first connector in milliseconds. */
const HISTORY_MS = 120 * 24 * 60 * 60 * 1000

export const demoResources = resourcesBeside(new URL('../../src/main/cli.ts', import.meta.url).href)

/**
 * Opens the program on a demo's data directory. An empty one is filled first, with the same calls as the
 * screens and with a keychain inside the directory, so the system's keychain stays clean. The same seed
 * and day give the same data. Throws when the directory contains anything else.
 */
export async function openDemo({
  dataDir,
  seed = 1,
  today = new Date(),
  clock = () => new Date(),
}: DemoOptions): Promise<Demo> {
  const mark = join(dataDir, 'demo-is-filled')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(mark)) {
    if (readdirSync(dataDir).length > 0)
      throw new Error(`${dataDir} is not empty. Choose another directory for the demo`)
    await fill(dataDir, planDemo({ seed, today }), today)
    writeFileSync(mark, '')
  }
  const app = open(dataDir, clock)
  const api = apiOf(app)
  const workspace = (await api.workspaces.list({})).find(({ name }) => name === LOCKED.workspace)
  if (workspace) await api.keys.lock({ workspaceId: workspace.id })
  return { app, api, locked: LOCKED }
}

const open = (dataDir: string, clock: () => Date): App =>
  openApp({
    dataDir,
    host: 'http',
    resources: demoResources,
    keychainEngine: createFileKeychain(join(dataDir, 'demo-keychain')),
    clock,
    identity: { id: 'demo', name: 'Demo' },
  })

const apiOf = ({ dispatch }: App): AppApi => createClient<AppContract>((name, input) => dispatch(name, input))

async function fill(dataDir: string, workspaces: DemoWorkspace[], today: Date) {
  const connectors = workspaces.flatMap(({ name, connectors: own }) =>
    own.map((each) => ({ ...each, workspace: name })),
  )
  // The clock advances while connectors are installed, which gives the activity a history.
  let done = 0
  const clock = () => new Date(today.getTime() - HISTORY_MS * (1 - done / connectors.length))
  const app = open(dataDir, clock)
  const api = apiOf(app)
  try {
    const ids = new Map<string, string>()
    for (const { name, colour } of workspaces) {
      const passphrase = name === LOCKED.workspace ? { passphrase: LOCKED.passphrase } : {}
      ids.set(name, (await api.workspaces.create({ name, colour, ...passphrase })).id)
    }
    await api.catalog.import({ text: JSON.stringify(catalog) })
    for (const { workspace, state, error, order: _order, ...input } of connectors.sort((a, b) => a.order - b.order)) {
      const workspaceId = ids.get(workspace) ?? ''
      const draft = { ...input, ...(done % 4 === 0 && { name: `${input.name} (draft)`, tags: input.tags.slice(0, 1) }) }
      const which = { workspaceId, id: (await api.connectors.install({ workspaceId, ...draft })).id }
      if (draft.name !== input.name) await api.connectors.update({ ...which, name: input.name, tags: input.tags })
      if (state === 'active') await api.connectors.activate(which)
      if (state === 'error') await api.connectors.markError({ ...which, message: error })
      if (state === 'trash') await api.connectors.remove(which)
      done += 1
    }
    await api.catalog.import({ text: JSON.stringify(catalog.map(withNewRequirement)), keys: ['ghost'] })
  } finally {
    await app.close()
  }
}

/** The next version of an entry, which makes its connectors outdated. */
const withNewRequirement = (entry: (typeof catalog)[number]) => ({
  ...entry,
  version: '2.0.0',
  configSchema: {
    ...entry.configSchema,
    required: [...entry.configSchema.required, 'time_zone'],
    properties: {
      ...entry.configSchema.properties,
      time_zone: { type: 'string', title: 'Time zone', examples: ['Europe/Lisbon'], minLength: 1 },
    },
  },
})
