import type { catalog, OutgrownConnector } from '../../../contract/groups/catalog.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { Core } from '../core.ts'
import { createCatalogImport } from './import.ts'
import { createCatalogRemoval } from './removal.ts'
import type { CatalogRows } from './rows.ts'
import type { Context } from '../../core/context.ts'

/** What the catalog asks of the connectors that were made from its entries. */
interface Upgrades {
  /** Has the connectors of changed entries checked, behind the call that asks. */
  entriesChanged(): void
  /** The connectors of the account's workspaces that do not fit their entry. */
  report(context: Context): Promise<OutgrownConnector[]>
}

interface Deps {
  catalogRows: CatalogRows
  upgrades: Upgrades
}

/** The global catalog: read by everybody, filled from files. */
export function createCatalog(core: Core, { catalogRows, upgrades }: Deps): GroupHandlers<typeof catalog, Context> {
  return {
    list: () => catalogRows.cards(),
    get: (_context, { key }) => {
      // Just what the view names, as an answer with more goes through the schemas.
      const entry = catalogRows.find(key)
      const {
        defaultConfigSchema: configSchema,
        identity: _own,
        contentHash: _hash,
        updatedAt: _time,
        ...shown
      } = entry
      return { ...shown, configSchema }
    },
    upgradeReport: upgrades.report,
    ...createCatalogImport(core, { catalogRows, onReplaced: upgrades.entriesChanged }),
    ...createCatalogRemoval(core, catalogRows),
  }
}
