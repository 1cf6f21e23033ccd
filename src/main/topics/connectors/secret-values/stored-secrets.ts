import { appError, AppError } from '../../../../contract/errors.ts'
import { resolveReference } from '../../../secrets/reference.ts'
import type { Vault } from '../../../secrets/vault.ts'
import type { CatalogRow } from '../../catalog/rows.ts'
import { formerSecrets } from '../former-secrets.ts'
import type { ConnectorRow } from '../rows.ts'
import { asReference, type Reference } from './references.ts'
import { secretMoves } from '../secret-moves.ts'

type Entry = Pick<CatalogRow, 'source' | 'defaultConfigSchema' | 'authSchema'>
type Stored = Pick<ConnectorRow, 'id' | 'tenantId' | 'config' | 'auth'>

/**
 * Reads secrets of a connector by their present paths, and those with a reference from where they are kept. One that does not
 * open is null; one that is not there is left out. Throws `conflict` where a reference gives no secret.
 */
export type ReadSecrets = (
  paths: readonly string[],
  entry: Entry,
  connector: Stored,
  signal?: AbortSignal,
) => Promise<Record<string, unknown>>

export const createReadSecrets =
  (vault: Pick<Vault, 'use'>): ReadSecrets =>
  async (paths, entry, { id: connectorId, tenantId, config, auth }, signal) => {
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
      const value = readSecret(() => key.decrypt({ connectorId, path: storedPath }, stored.value))
      const reference = asReference(stored, value)
      secrets[path] = reference ? await readReference(path, reference, signal) : value
    }
    return secrets
  }

/** The secret that a reference at a path names. Throws `conflict` where there is none. */
export async function readReference(
  path: string,
  { reference, isConfirmed }: Reference,
  signal: AbortSignal | undefined,
): Promise<string> {
  const resolved = isConfirmed
    ? await resolveReference(reference, signal ? { signal } : {})
    : ({ why: 'unconfirmed' } as const)
  if ('secret' in resolved) return resolved.secret
  throw appError('secret_reference', { reference, why: resolved.why }, { fields: { [path]: [] } })
}

function readSecret(decrypt: () => unknown): unknown {
  try {
    return decrypt()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
