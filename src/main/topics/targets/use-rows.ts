import type { TargetUse } from '../../../contract/groups/targets.ts'
import type { Store } from '../../store/open.ts'

/** The statements on `target_uses`. */
export function createUseRows({ sqlite }: Store) {
  const exists = sqlite.prepare<{ workspaceId: string; connectorId: string }, 1>(
    'SELECT 1 FROM connectors WHERE id = @connectorId AND tenant_id = @workspaceId AND deleted_at IS NULL',
  )
  const clear = sqlite.prepare(`
    DELETE FROM target_uses WHERE source = @source
      AND connector_id IN (SELECT id FROM connectors WHERE tenant_id = @workspaceId)`)
  const put = sqlite.prepare(`
    INSERT OR REPLACE INTO target_uses (connector_id, source, uses, reported_at)
    VALUES (@connectorId, @source, @uses, @reportedAt)`)
  const of = sqlite.prepare<
    { workspaceId: string; connectorId: string },
    { source: string; uses: string; reportedAt: string }
  >(`
    SELECT u.source, u.uses, u.reported_at AS reportedAt
    FROM target_uses u JOIN connectors c ON c.id = u.connector_id
    WHERE u.connector_id = @connectorId AND c.tenant_id = @workspaceId ORDER BY u.source`)
  return {
    isConnector: (workspaceId: string, connectorId: string) => exists.get({ workspaceId, connectorId }) !== undefined,
    /** Removes all that a source has reported of a workspace. */
    clear: (workspaceId: string, source: string) => void clear.run({ workspaceId, source }),
    put: (connectorId: string, { source, uses, reportedAt }: TargetUse) =>
      void put.run({ connectorId, source, uses: JSON.stringify(uses), reportedAt }),
    of: (workspaceId: string, connectorId: string): TargetUse[] =>
      of.all({ workspaceId, connectorId }).map((row) => ({ ...row, uses: JSON.parse(row.uses) as string[] })),
  }
}
