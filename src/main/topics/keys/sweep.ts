import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../../contract/errors.ts'
import { envelopeVersion } from '../../secrets/keys/envelope.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { Store } from '../../store/open.ts'
import type { StoredSecret } from '../../store/schema.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import type { Context } from '../../core/context.ts'
import type { FormerSecretMove } from '../connectors/former-secrets.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'

/** Connectors per transaction: small, so nothing else waits long. */
const BATCH = 50
const CHECKPOINT_TRIES = 20
const CHECKPOINT_PAUSE_MS = 250

interface Deps {
  connectorRows: ConnectorRows
  health: SecretHealth
  moveFormer: FormerSecretMove
  /** The person who sits here, for what the sweep changes. */
  me: () => Pick<Context, 'actor' | 'now'>
}

/**
 * A few secrets of a workspace encrypted with the newest key and marked where they cannot be read; called inside a
 * transaction. Answers where the next one goes on, null at the end. `left` collects the versions that are still in use.
 */
export const createSweep =
  ({ connectorRows, health, moveFormer, me }: Deps) =>
  (workspaceId: string, after: number, oldVersions: Set<number>, key: OpenKey) => {
    const page = connectorRows.secretsAfter(workspaceId, after, BATCH)
    let isNews = false
    for (const { id, catalogId, auth: stored, isTrashed } of page) {
      const left = moveFormer(me(), { workspaceId, id, auth: stored, catalogId }, key)
      const auth = left ?? stored
      if (left) isNews = true
      const renewed = reencryptAll(key, id, auth, oldVersions)
      const marked = health.marked(workspaceId, id, renewed ?? auth) ?? renewed
      if (marked) connectorRows.putSecrets(workspaceId, id, marked)
      if (health.note(workspaceId, id, isTrashed ? null : (marked ?? auth))) isNews = true
    }
    return { next: page.length < BATCH ? null : (page.at(-1)?.rowid ?? null), count: page.length, isNews }
  }

/** The secrets under the newest key; null when they are there already. One that cannot be read stays as it is. */
function reencryptAll(
  key: OpenKey,
  connectorId: string,
  auth: Record<string, StoredSecret>,
  oldVersions: Set<number>,
): Record<string, StoredSecret> | null {
  let changed = false
  const renewed = Object.entries(auth).map(([path, secret]) => {
    try {
      const value = key.reencrypt({ connectorId, path }, secret.value)
      changed ||= value !== secret.value
      return [path, { ...secret, value }] as const
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const version = envelopeVersion(secret.value)
      if (version !== null) oldVersions.add(version)
      return [path, secret] as const
    }
  })
  return changed ? Object.fromEntries(renewed) : null
}

/**
 * Moves everything from the write-ahead log into the database and empties the log; what was overwritten in the database
 * is zeroed already by `secure_delete`. Answers false where a reader holds the log.
 */
export async function eraseTraces({ sqlite }: Store, mustStop: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < CHECKPOINT_TRIES; tries += 1) {
    if (mustStop()) return false
    const [result] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (result?.busy === 0) return true
    await wait(CHECKPOINT_PAUSE_MS)
  }
  return false
}
