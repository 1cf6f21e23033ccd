import type { catalog } from '../../contract/catalog.ts'
import type { GroupHandlers } from '../../contract/define.ts'
import { AppError } from '../../contract/errors.ts'
import type { Changes } from '../changes.ts'
import { lintEntry, readEntries } from '../schemas/import.ts'
import type { Validator } from '../schemas/validator.ts'
import type { Store } from '../store/open.ts'
import type { SeedEntry } from '../store/seed.ts'
import type { RecordActivity } from './activity.ts'
import { createCatalogImport } from './catalog-import.ts'
import { createCatalogRemoval } from './catalog-removal.ts'
import { type CatalogRows, toColumns } from './catalog-rows.ts'
import type { Context } from './context.ts'
import type { Upgrades } from './upgrades.ts'

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

/** A file of seeds/catalog as the columns that it fills. Throws `invalid` for a file that is not one sound entry. */
export function readSeedEntry(json: unknown): SeedEntry {
  const [raw] = readEntries(json)
  const entry = raw && lintEntry(raw).entry
  if (!entry) throw new AppError('invalid', 'A file of the built-in catalog is not a catalog entry')
  return toColumns(entry)
}
