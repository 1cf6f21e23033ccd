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
      const { defaultConfigSchema: configSchema, ...row } = catalogRows.find(key)
      return { ...row, configSchema }
    },
    upgradeReport: upgrades.report,
    ...createCatalogImport(core, { catalogRows, onReplaced: upgrades.entriesChanged }),
    ...createCatalogRemoval(core, catalogRows),
  }
}
