import type { OutgrownConnector } from '../../../contract/groups/catalog.ts'
import { AppError, type FieldErrors } from '../../../contract/errors.ts'
import type { Core } from '../core.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
import { createConnectorChecks } from './check-rows.ts'
import type { ConnectorInput } from './input.ts'
import type { Context } from '../../core/context.ts'

interface Deps {
  catalogRows: Pick<CatalogRows, 'byId'>
  input: Pick<ConnectorInput, 'checkStored'>
}

export interface Upgrades {
  /** Checks what an earlier run of the program left, once and behind the call that asks. */
  wake(): void
  /** Checks the connectors of entries that have just changed, or that came from elsewhere. */
  entriesChanged(): void
  /** The connectors of the account's workspaces that do not fit, once every check is done. */
  report(context: Context): Promise<OutgrownConnector[]>
  close(): Promise<void>
}

/** Connectors between two writes. */
const PAGE = 200

/**
 * Checks installed configs against entries that have changed: one connector at a time, so calls of people come in
 * between. All that changes of a connector is the number of fields that need attention.
 */
export function createUpgrades(core: Core, { catalogRows, input }: Deps): Upgrades {
  const { changes, log } = core
  const checks = createConnectorChecks(core)
  let isNeeded = true
  let isClosed = false
  let running: Promise<void> | null = null

  const fieldsOf = async (entry: CatalogRow, connector: { config: Record<string, unknown>; stored: string[] }) => {
    try {
      return await input.checkStored(entry, connector)
    } catch (error) {
      // An entry that cannot be checked says so where it is edited; its connectors cannot be blamed.
      if (error instanceof AppError && error.code === 'invalid') return {}
      throw error
    }
  }

  const checkEntry = async (id: string, hash: string) => {
    for (;;) {
      const page = checks.stale(id, hash, PAGE)
      if (page.length === 0) return
      const entry = catalogRows.byId(id)
      // It has changed again, and is looked for again.
      if (entry.contentHash !== hash) return
      const checked = []
      for (const connector of page) {
        if (isClosed) return
        checked.push({ connector, attention: Object.keys(await fieldsOf(entry, connector)).length })
      }
      if (isClosed) return
      for (const workspaceId of await checks.note(hash, checked)) changes.emit({ workspaceId, topic: 'connectors' })
    }
  }

  const run = async () => {
    while (isNeeded) {
      if (isClosed) return
      isNeeded = false
      for (const { id, hash } of checks.staleEntries()) await checkEntry(id, hash)
    }
  }

  const start = (): Promise<void> => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
  const startBehind = () =>
    void setImmediate(() => {
      if (isNeeded && !isClosed)
        start().catch((error: unknown) => {
          // What has a reason, such as a damaged database, is answered to the next call.
          if (!isClosed && !(error instanceof AppError))
            log.write('call.failed', { procedure: 'catalog.upgradeReport', error })
        })
    })

  return {
    wake: () => {
      if (isNeeded && !running) startBehind()
    },
    entriesChanged: () => {
      isNeeded = true
      startBehind()
    },
    report: async ({ actor }) => {
      isNeeded = true
      await start()
      const outgrown: OutgrownConnector[] = []
      for (const { config, stored, catalogId, ...connector } of checks.outgrown(actor.id)) {
        const fields: FieldErrors = await fieldsOf(catalogRows.byId(catalogId), { config, stored })
        if (Object.keys(fields).length > 0) outgrown.push({ ...connector, fields })
      }
      return outgrown
    },
    close: async () => {
      isClosed = true
      await running?.catch(() => undefined)
    },
  }
}
