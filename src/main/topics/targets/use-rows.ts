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
  type Stored = Omit<TargetUse, 'uses'> & { uses: string }
  const SELECT = `SELECT u.connector_id AS id, u.source, u.uses, u.reported_at AS reportedAt
    FROM target_uses u JOIN connectors c ON c.id = u.connector_id`
  const of = sqlite.prepare<{ workspaceId: string; connectorId: string }, Stored>(
    `${SELECT} WHERE u.connector_id = @connectorId AND c.tenant_id = @workspaceId ORDER BY u.source`,
  )
  const all = sqlite.prepare<{ workspaceId: string }, Stored>(
    `${SELECT} WHERE c.tenant_id = @workspaceId AND c.deleted_at IS NULL ORDER BY c.name_key, u.source`,
  )
  const read = (row: Stored): TargetUse => ({ ...row, uses: JSON.parse(row.uses) as string[] })
  return {
    isConnector: (workspaceId: string, connectorId: string) => exists.get({ workspaceId, connectorId }) !== undefined,
    /** Removes all that a source has reported of a workspace. */
    clear: (workspaceId: string, source: string) => void clear.run({ workspaceId, source }),
    put: ({ id, source, uses, reportedAt }: TargetUse) =>
      void put.run({ connectorId: id, source, uses: JSON.stringify(uses), reportedAt }),
    of: (workspaceId: string, connectorId: string): TargetUse[] => of.all({ workspaceId, connectorId }).map(read),
    /** Of all connectors that are not in the trash, by name. */
    all: (workspaceId: string): TargetUse[] => all.all({ workspaceId }).map(read),
  }
}
