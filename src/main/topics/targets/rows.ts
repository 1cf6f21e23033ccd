import { eq, sql } from 'drizzle-orm'
import { appError } from '../../../contract/errors.ts'
import type { PublishTarget } from '../../../contract/groups/targets.ts'
import type { Store } from '../../store/open.ts'
import { workspaces } from '../../store/schema.ts'

/** An active connector, whose entry says whether it can publish. */
export interface ActiveRow {
  rowid: number
  id: string
  name: string
  catalogId: string
  secretExpiresAt: string | null
}

/** A connector as the preview of an export reads it. */
export interface PreviewRow extends ActiveRow {
  status: 'active' | 'inactive' | 'error'
  isUnreadable: 0 | 1
  /** The paths of its stored secrets (JSON text) where some may be missing; null for others. */
  stored: string | null
}

/** What the targets of one catalog entry share. */
export interface PublishingEntry {
  key: string
  /** JSON text. */
  capabilities: string
}

/** The statements that find what can publish; they only read. */
export function createTargetRows({ sqlite, db }: Store) {
  // Pages follow the rowid, which no rename changes, so a change during an export neither skips nor repeats a row.
  const page = sqlite.prepare<{ workspaceId: string; after: number; limit: number }, ActiveRow>(`
    SELECT rowid, id, name, catalog_id AS catalogId, secret_expires_at AS secretExpiresAt
    FROM connectors INDEXED BY connectors_tenant_id
    WHERE tenant_id = @workspaceId AND rowid > @after AND status = 'active' AND deleted_at IS NULL
    ORDER BY rowid LIMIT @limit`)
  const anyPage = sqlite.prepare<{ workspaceId: string; after: number; limit: number }, PreviewRow>(`
    SELECT rowid, id, name, catalog_id AS catalogId, secret_expires_at AS secretExpiresAt, status,
      instr(auth, '"unreadable":true') > 0 AS isUnreadable,
      CASE WHEN attention > 0 THEN (SELECT json_group_array(key) FROM json_each(auth)) END AS stored
    FROM connectors INDEXED BY connectors_tenant_id
    WHERE tenant_id = @workspaceId AND rowid > @after AND deleted_at IS NULL
    ORDER BY rowid LIMIT @limit`)
  const workspacesOf = sqlite.prepare<{ personId: string }, { id: string; name: string }>(`
    SELECT w.id, w.name FROM members m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.person_id = @personId AND w.archived_at IS NULL AND w.deleted_at IS NULL ORDER BY w.name_key`)
  const unlessDeleted = sqlite.prepare<{ workspaceId: string }, { id: string; name: string }>(
    'SELECT id, name FROM workspaces WHERE id = @workspaceId AND deleted_at IS NULL',
  )
  const entries = sqlite.prepare<[], PublishingEntry & { id: string }>(
    'SELECT id, key, capabilities FROM connector_catalog',
  )
  // Each end of the index is found without the rows between them.
  const first = sqlite
    .prepare<[string], number | null>(
      'SELECT min(rowid) FROM connectors INDEXED BY connectors_tenant_id WHERE tenant_id = ?',
    )
    .pluck()
  const last = sqlite
    .prepare<[string], number | null>(
      'SELECT max(rowid) FROM connectors INDEXED BY connectors_tenant_id WHERE tenant_id = ?',
    )
    .pluck()
  const rowidOf = sqlite
    .prepare<{ workspaceId: string; id: string }, number>(
      'SELECT rowid FROM connectors WHERE id = @id AND tenant_id = @workspaceId',
    )
    .pluck()
  const workspaceName = db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, sql.placeholder('workspaceId')))
    .prepare()

  return {
    /** Some active connectors of a workspace in the order of their installation; `after` is the rowid to go on from. */
    activeAfter: (workspaceId: string, after: number, limit: number): ActiveRow[] =>
      page.all({ workspaceId, after, limit }),
    /** The same for connectors of every status. */
    anyAfter: (workspaceId: string, after: number, limit: number): PreviewRow[] =>
      anyPage.all({ workspaceId, after, limit }),
    /** The rowids between which all connectors of a workspace stand, the first one left out. */
    span: (workspaceId: string): { before: number; upTo: number } => ({
      before: (first.get(workspaceId) ?? 1) - 1,
      upTo: last.get(workspaceId) ?? 0,
    }),
    /** The workspaces of a person that are in use, by name. */
    workspacesOf: (personId: string) => workspacesOf.all({ personId }),
    /** Where a connector stands in that order, whatever has become of it. Throws `not_found`. */
    rowidOf: (workspaceId: string, id: string): number => {
      const rowid = rowidOf.get({ workspaceId, id })
      if (rowid === undefined) throw appError('no_connector')
      return rowid
    },

    /**
     * The catalog entries that can publish, by their ids: read once for all rows, because the same text for each of
     * 100,000 rows would be tens of megabytes. Throws a SyntaxError for damaged JSON.
     */
    publishing: (): Map<string, PublishingEntry> =>
      new Map(
        entries
          .all()
          .filter(canPublish)
          .map((entry) => [entry.id, entry]),
      ),

    /** A workspace with its name, or none while it is in the trash. */
    unlessDeleted: (workspaceId: string) => unlessDeleted.all({ workspaceId }),
    workspaceName: (workspaceId: string): string | undefined => workspaceName.get({ workspaceId })?.name,
  }
}

const canPublish = ({ capabilities }: PublishingEntry) =>
  (JSON.parse(capabilities) as PublishTarget['capabilities']).publish === true

export type TargetRows = ReturnType<typeof createTargetRows>
