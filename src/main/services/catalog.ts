import type { catalog, OutgrownConnector } from '../../contract/catalog.ts'
import type { GroupHandlers } from '../../contract/define.ts'
import type { Changes } from '../changes.ts'
import type { Validator } from '../schemas/validator.ts'
import type { Store } from '../store/open.ts'
import type { RecordActivity } from './activity.ts'
import { createCatalogImport } from './catalog-import.ts'
import { createCatalogRemoval } from './catalog-removal.ts'
import type { CatalogRows } from './catalog-rows.ts'
import type { Context } from './context.ts'

/** What the catalog asks of the connectors that were made from its entries. */
interface Upgrades {
  /** Has the connectors of changed entries checked, behind the call that asks. */
  entriesChanged(): void
  /** The connectors of the account's workspaces that do not fit their entry. */
  report(context: Context): Promise<OutgrownConnector[]>
}

interface Deps {
  store: Store
  rows: CatalogRows
  validator: Pick<Validator, 'lint'>
  changes: Changes
  record: RecordActivity
  upgrades: Upgrades
}

/** The global catalog: read by everybody, filled from files. */
export function createCatalog(deps: Deps): { handlers: GroupHandlers<typeof catalog, Context> } {
  const { rows, upgrades } = deps
  return {
    handlers: {
      list: () => rows.cards(),
      get: (_context, { key }) => {
        const { defaultConfigSchema: configSchema, ...row } = rows.find(key)
        return { ...row, configSchema }
      },
      upgradeReport: upgrades.report,
      ...createCatalogImport({ ...deps, onReplaced: upgrades.entriesChanged }),
      ...createCatalogRemoval(deps),
    },
  }
}
