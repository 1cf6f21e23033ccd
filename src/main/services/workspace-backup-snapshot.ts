import { AppError } from '../../contract/errors.ts'
import type { OpenKey } from '../secrets/vault.ts'
import type { CatalogRow, CatalogRows } from './catalog-rows.ts'
import type { ConnectorRow } from './connector-rows.ts'
import type { BackedUpConnector } from './workspace-backup-format.ts'

/** An imported catalog entry in the format of catalog files; null for one that every Patchbay has. */
export function toEntryFile(row: CatalogRow): Record<string, unknown> | null {
  if (row.source === 'builtin') return null
  const { key, name, description, category, icon, authType, docsUrl, version, capabilities } = row
  const { connectionTest, oauth, authSchema, defaultConfigSchema: configSchema } = row
  const described = { key, name, description, category, icon, authType, docsUrl, version, capabilities }
  return { format: 1, ...described, connectionTest, oauth, configSchema, authSchema }
}

/** A connector with its secrets as a backup holds it; `unreadable` counts the secrets that did not open. */
export function toBackedUp(
  row: ConnectorRow,
  key: OpenKey | null,
  catalog: Pick<CatalogRows, 'byId'>,
): { connector: BackedUpConnector; unreadable: number } {
  const secrets: BackedUpConnector['secrets'] = {}
  let unreadable = 0
  for (const [path, { value, updatedAt }] of Object.entries(row.auth))
    try {
      if (key) secrets[path] = { value: key.decrypt({ connectorId: row.id, path }, value), updatedAt }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      unreadable += 1
    }
  const { id, name, catalogVersion, status, statusMessage, config, tags, secretExpiresAt } = row
  const { createdAt, createdBy, createdByName, updatedAt, updatedByName } = row
  const connector = {
    ...{ id, name, catalogKey: catalog.byId(row.catalogId).key, catalogVersion, status, statusMessage, config, tags },
    ...{ secretExpiresAt, secrets, createdAt, createdBy, createdByName, updatedAt, updatedByName },
  }
  return { connector, unreadable }
}
