import type { OutgrownConnector } from '../../../contract/groups/catalog.ts'
import type { Core } from '../core.ts'

/** A connector whose entry has changed since its config was last checked. */
export interface StaleConnector {
  id: string
  workspaceId: string
  config: Record<string, unknown>
  /** The paths of its stored secrets. */
  stored: string[]
  updatedAt: string
}

export type OutgrownRow = Omit<OutgrownConnector, 'fields'> & { catalogId: string } & Pick<
    StaleConnector,
    'config' | 'stored'
  >

interface Checked {
  connector: StaleConnector
  attention: number
}

type Text<T> = Omit<T, 'config' | 'stored'> & { config: string; stored: string }

const STORED = `(SELECT json_group_array(key) FROM json_each(c.auth)) AS stored`

/** The statements on `connectors` that keep the result of the check against their entry, of all workspaces. */
export function createConnectorChecks({ store: { sqlite }, commit }: Core) {
  // Two ranges of the index instead of one inequality, which SQLite would answer by reading everything.
  const staleEntries = sqlite.prepare<[], { id: string; hash: string }>(`
    SELECT e.id, e.content_hash AS hash FROM connector_catalog e
    WHERE EXISTS (SELECT 1 FROM connectors c WHERE c.catalog_id = e.id AND c.checked_hash < e.content_hash)
       OR EXISTS (SELECT 1 FROM connectors c WHERE c.catalog_id = e.id AND c.checked_hash > e.content_hash)`)
  const stalePage = (comparison: '<' | '>') =>
    sqlite.prepare<{ entry: string; hash: string; limit: number }, Text<StaleConnector>>(`
      SELECT c.id, c.tenant_id AS workspaceId, c.config, ${STORED}, c.updated_at AS updatedAt FROM connectors c
      WHERE c.catalog_id = @entry AND c.checked_hash ${comparison} @hash LIMIT @limit`)
  const [below, above] = [stalePage('<'), stalePage('>')]
  // A connector that was changed in the meantime was checked by that change, or is found again.
  const note = sqlite.prepare<{ id: string; workspaceId: string; updatedAt: string; hash: string; attention: number }>(`
    UPDATE connectors SET checked_hash = @hash, attention = @attention
    WHERE id = @id AND tenant_id = @workspaceId AND updated_at = @updatedAt`)
  const attentionOf = sqlite
    .prepare<{ id: string; workspaceId: string }, number>(
      'SELECT attention FROM connectors WHERE id = @id AND tenant_id = @workspaceId',
    )
    .pluck()
  const outgrown = sqlite.prepare<{ person: string }, Text<OutgrownRow>>(`
    SELECT c.id, c.name, c.status, c.tenant_id AS workspaceId, w.name AS workspaceName, e.id AS catalogId,
      e.key AS catalogKey, c.catalog_version AS fromVersion, e.version AS toVersion, c.config, ${STORED}
    FROM members m JOIN workspaces w ON w.id = m.workspace_id
      JOIN connectors c INDEXED BY connectors_attention ON c.tenant_id = w.id
      JOIN connector_catalog e ON e.id = c.catalog_id
    WHERE m.person_id = @person AND w.deleted_at IS NULL AND c.attention > 0 AND c.deleted_at IS NULL ORDER BY w.name_key, c.name_key`)

  const parsed = <T extends { config: string; stored: string }>(row: T) => ({
    ...row,
    config: JSON.parse(row.config) as Record<string, unknown>,
    stored: JSON.parse(row.stored) as string[],
  })

  return {
    /** The entries that have connectors to check, with their present content hash. */
    staleEntries: () => staleEntries.all(),

    /** Some connectors of an entry that have not been checked against this content. */
    stale: (entry: string, hash: string, limit: number): StaleConnector[] => {
      const rows = below.all({ entry, hash, limit })
      return [...rows, ...(rows.length < limit ? above.all({ entry, hash, limit: limit - rows.length }) : [])].map(
        parsed,
      )
    },

    /** Stores what checks have found; answers the workspaces in which something changed. */
    note: (hash: string, checked: Checked[]): Promise<Set<string>> =>
      commit(() => {
        const changed = new Set<string>()
        for (const { connector, attention } of checked) {
          const { id, workspaceId, updatedAt } = connector
          if (attentionOf.get({ id, workspaceId }) !== attention) changed.add(workspaceId)
          note.run({ id, workspaceId, updatedAt, hash, attention })
        }
        return changed
      }),

    /** The connectors of a person's workspaces that do not fit their entry. */
    outgrown: (person: string): OutgrownRow[] => outgrown.all({ person }).map(parsed),
  }
}
