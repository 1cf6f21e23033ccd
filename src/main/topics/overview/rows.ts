import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import type { Trouble } from '../../../shared/connector-state.ts'
import { ATTENTION_FROM } from '../../store/attention-from.ts'
import type { Store } from '../../store/open.ts'

/** Connectors of a workspace that need attention for the same reasons. */
export interface TroubleRow {
  workspaceId: string
  status: 'active' | 'error'
  /** -1 for secrets that have expired, 0 for ones that expire soon; null for others. */
  expiry: -1 | 0 | null
  needsSignIn: 0 | 1
  needsSecrets: 0 | 1
  hasFailedTest: 0 | 1
  /** The entry and the paths of stored secrets (JSON text) of outdated connectors; null for others. */
  catalogId: string | null
  stored: string | null
  count: number
}

/** A connector as the search reads it. */
export interface SearchRow {
  rowid: number
  id: string
  name: string
  identity: string | number | null
  catalogName: string
  /** JSON text. */
  tags: string
  description: string
  statusMessage: string | null
  /** JSON text. */
  statusCause: string | null
  createdByName: string
  updatedByName: string
}

interface Days {
  /** YYYY-MM-DD, as the column. */
  today: string
  soon: string
}

const UNREADABLE = `instr(c.auth, '"unreadable":true') > 0`
const FAILED = `(coalesce(instr(c.last_test_result, '"isLasting":true'), 0) > 0 OR instr(c.auth, '"isUnconfirmed":true') > 0)`
const SIGNED_OUT = `instr(coalesce(c.sign_in, ''), '"lost":"') > 0`
/** What is archived or in the trash is out of sight. The index holds the others by the day from which they need attention. */
const TROUBLE_IN_MY_WORKSPACES = `
  FROM members m JOIN workspaces w ON w.id = m.workspace_id
  JOIN connectors c INDEXED BY connectors_attention_from ON c.tenant_id = w.id
  WHERE m.person_id = @personId AND w.archived_at IS NULL AND w.deleted_at IS NULL
    AND c.deleted_at IS NULL AND ${ATTENTION_FROM} IS NOT NULL AND ${ATTENTION_FROM} <= @soon`

/** The ranks of what may have a trouble; only its card says whether a secret is missing, which is worse than what it ranks by. */
const RANKS: Record<Trouble, string> = { errors: '03', expired: '1', secrets: '2345', expiring: '4', outdated: '5' }
const ALL_RANKS = '012345'

/** The statements across all workspaces of a person; they only read. */
export function createOverviewRows({ sqlite }: Store) {
  // The list of workspaces counts the connectors of each, which takes longer than a search.
  const places = sqlite.prepare<{ personId: string }, { id: string; role: MemberRole }>(`
    SELECT w.id, m.role FROM members m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.person_id = @personId AND w.deleted_at IS NULL ORDER BY w.name_key`)
  const troubles = sqlite.prepare<{ personId: string } & Days, TroubleRow>(`
    SELECT c.tenant_id AS workspaceId, c.status,
      CASE WHEN c.secret_expires_at < @today THEN -1 WHEN c.secret_expires_at <= @soon THEN 0 END AS expiry,
      ${SIGNED_OUT} AS needsSignIn,
      ${UNREADABLE} AS needsSecrets,
      ${FAILED} AS hasFailedTest,
      CASE WHEN c.attention > 0 THEN c.catalog_id END AS catalogId,
      CASE WHEN c.attention > 0 THEN (SELECT json_group_array(key) FROM json_each(c.auth)) END AS stored,
      count(*) AS count
    ${TROUBLE_IN_MY_WORKSPACES}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`)
  const urgent = sqlite.prepare<
    { personId: string; limit: number; ranks: string } & Days,
    { workspaceId: string; id: string }
  >(`
    SELECT c.tenant_id AS workspaceId, c.id, CASE WHEN c.status = 'error' THEN 0 WHEN c.secret_expires_at < @today THEN 1
      WHEN ${SIGNED_OUT} OR ${UNREADABLE} THEN 2
      WHEN ${FAILED} THEN 3 WHEN c.secret_expires_at <= @soon THEN 4 ELSE 5 END AS rank
    ${TROUBLE_IN_MY_WORKSPACES} AND instr(@ranks, rank) > 0
    ORDER BY rank, c.secret_expires_at, c.name_key
    LIMIT @limit`)
  const refusedSecret = sqlite
    .prepare<{ workspaceId: string; id: string }, string | null>(
      `SELECT last_test_result ->> 'field' FROM connectors WHERE tenant_id = @workspaceId AND id = @id
        AND last_test_result ->> 'isLasting' AND last_test_result ->> 'field' GLOB 'auth.*'`,
    )
    .pluck()
  // SQLite compiles a join again for each value that may change its plan, unless it stands in a `SELECT` of its own.
  const searchable = sqlite.prepare<{ workspaceId: string; after: number; limit: number }, SearchRow>(`
    SELECT c.rowid, c.id, c.name, coalesce(json_extract(c.config, e.identity ->> 0), json_extract(c.config, e.identity ->> 1)) AS identity,
      e.name AS catalogName, c.tags, c.description, c.status_message AS statusMessage,
      CASE WHEN c.status = 'error' THEN c.status_cause END AS statusCause, c.created_by_name AS createdByName,
      c.updated_by_name AS updatedByName
    FROM connectors c INDEXED BY connectors_tenant_id JOIN connector_catalog e ON e.id = c.catalog_id
    WHERE c.tenant_id = (SELECT @workspaceId) AND c.rowid > (SELECT @after) AND c.deleted_at IS NULL ORDER BY c.rowid LIMIT (SELECT @limit)`)

  return {
    /** The workspaces of a person, by name, with their role. */
    places: (personId: string) => places.all({ personId }),
    /** How many connectors of a person's workspaces need attention, by workspace and reasons. */
    troubles: (personId: string, days: Days): TroubleRow[] => troubles.all({ personId, ...days }),
    /** The most urgent of them, nearly in the order of urgency; of a trouble those that may have it. */
    urgent: (personId: string, days: Days, limit: number, trouble?: Trouble) =>
      urgent.all({ personId, ...days, limit, ranks: trouble === undefined ? ALL_RANKS : RANKS[trouble] }),
    /** The path of the secret about which the last test of a connector failed; null for none. */
    refusedSecret: (workspaceId: string, id: string): string | null => refusedSecret.get({ workspaceId, id }) ?? null,
    /** Some connectors of a workspace; `after` is the rowid to go on from. */
    searchable: (workspaceId: string, after: number, limit: number): SearchRow[] =>
      searchable.all({ workspaceId, after, limit }),
  }
}

export type OverviewRows = ReturnType<typeof createOverviewRows>
