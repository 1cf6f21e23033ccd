import { AppError } from '../../../../contract/errors.ts'
import type { Vault } from '../../../secrets/vault.ts'
import type { CatalogRow } from '../../catalog/rows.ts'
import { formerSecrets } from '../former-secrets.ts'
import type { ConnectorRow } from '../rows.ts'
import { secretMoves } from '../secret-moves.ts'

type Entry = Pick<CatalogRow, 'source' | 'defaultConfigSchema' | 'authSchema'>
type Stored = Pick<ConnectorRow, 'id' | 'tenantId' | 'config' | 'auth'>

/** Reads secrets of a connector by their present paths: null for one that does not open, nothing for one that is not there. */
export type ReadSecrets = (
  paths: readonly string[],
  entry: Entry,
  connector: Stored,
) => Promise<Record<string, unknown>>

export const createReadSecrets =
  (vault: Pick<Vault, 'use'>): ReadSecrets =>
  async (paths, entry, { id: connectorId, tenantId, config, auth }) => {
    const schemas = { configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema }
    const { from } = secretMoves({ schemas, config, stored: Object.keys(auth) })
    // A setting that was a secret is one until the next update.
    const formerly = new Map([...formerSecrets(entry)].map(([path, name]) => [`config.${name}`, path]))
    const secrets: Record<string, unknown> = {}
    for (const path of paths) {
      const storedPath = from.get(path) ?? formerly.get(path) ?? path
      const stored = auth[storedPath]
      if (!stored) continue
      const key = await vault.use(tenantId)
      secrets[path] = readSecret(() => key.decrypt({ connectorId, path: storedPath }, stored.value))
    }
    return secrets
  }

function readSecret(decrypt: () => unknown): unknown {
  try {
    return decrypt()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
