import type { ErrorBody } from '../../../contract/errors.ts'
import { once } from '../../core/once.ts'
import type { Store } from '../../store/open.ts'
import type { Conflicts } from './format/connector-files.ts'
import type { Fields } from './format/fields.ts'
import type { Operation } from './merge.ts'
import type { State } from './verify/state.ts'

/** A shared workspace as this computer knows it. */
export interface SharedWorkspace {
  workspaceId: string
  remote: string
  root: string
  state: State
  syncedAt: string | null
  problem: ErrorBody | null
  refusedHead: string | null
}

/** What one transaction changed, which becomes one commit. */
export interface Change {
  id: number
  changeId: string
  at: string
  words: string
  operations: Operation[]
}

/** Why a shared connector has no row here. */
export type WaitsFor = 'entry' | 'id'

export interface SharedRow {
  connectorId: string
  fields: Fields
  waitsFor: WaitsFor | null
}

/** A secret of a shared connector as it is stored. */
interface Envelope {
  connectorId: string
  name: string
  field: string
  envelope: string
}

type Text<T, N extends keyof T> = Omit<T, N> & Record<N, string>

/** Whether any workspace is shared, in use or not. */
export const hasShared = ({ sqlite }: Store): boolean =>
  sqlite.prepare('SELECT 1 FROM shared_workspaces LIMIT 1').get() !== undefined

/** Knows whether the present transaction has written a shared connector, without anything else of sharing. */
export function createTouchCheck({ sqlite }: Store): () => boolean {
  const touch = once(() => sqlite.prepare('SELECT 1 FROM shared_touches LIMIT 1'))
  return () => touch().get() !== undefined
}

/** The statements on the tables of shared workspaces; every one but that of all of them is scoped to a workspace. */
export function createSharingRows({ sqlite }: Store) {
  const COLUMNS = `workspace_id AS workspaceId, remote, root, state, synced_at AS syncedAt, problem, refused_head AS refusedHead`
  type Stored = Text<Omit<SharedWorkspace, 'problem'>, 'state'> & { problem: string | null }
  const one = sqlite.prepare<[string], Stored>(`SELECT ${COLUMNS} FROM shared_workspaces WHERE workspace_id = ?`)
  const all = sqlite
    .prepare<[], string>(
      `SELECT s.workspace_id FROM shared_workspaces AS s JOIN workspaces AS w ON w.id = s.workspace_id
       WHERE w.deleted_at IS NULL AND w.archived_at IS NULL ORDER BY s.workspace_id`,
    )
    .pluck()
  const isShared = sqlite.prepare<[string], 1>('SELECT 1 FROM shared_workspaces WHERE workspace_id = ?').pluck()
  const insert = sqlite.prepare(
    'INSERT INTO shared_workspaces (workspace_id, remote, root, state, synced_at) VALUES (@workspaceId, @remote, @root, @state, @syncedAt)',
  )
  const remove = sqlite.prepare('DELETE FROM shared_workspaces WHERE workspace_id = ?')
  const putState = sqlite.prepare('UPDATE shared_workspaces SET state = @state WHERE workspace_id = @workspaceId')
  const putResult = sqlite.prepare(
    `UPDATE shared_workspaces SET problem = @problem, refused_head = @refusedHead, synced_at = coalesce(@syncedAt, synced_at)
     WHERE workspace_id = @workspaceId`,
  )
  const connector = sqlite.prepare<[string, string], Text<SharedRow, 'fields'>>(
    `SELECT connector_id AS connectorId, fields, waits_for AS waitsFor FROM shared_connectors
     WHERE workspace_id = ? AND connector_id = ?`,
  )
  const names = sqlite
    .prepare<[string], [string, string]>(
      `SELECT connector_id, fields ->> 'name' FROM shared_connectors WHERE workspace_id = ?`,
    )
    .raw()
  const envelopes = sqlite.prepare<[string], Envelope>(
    `SELECT c.connector_id AS connectorId, c.fields ->> 'name' AS name, field.key AS field, field.value AS envelope
     FROM shared_connectors AS c, json_each(c.fields) AS field
     WHERE c.workspace_id = ? AND field.key LIKE 'secrets/%' ORDER BY c.fields ->> 'name', c.connector_id, field.key`,
  )
  const waiting = sqlite.prepare<[string], Text<SharedRow, 'fields'>>(
    `SELECT connector_id AS connectorId, fields, waits_for AS waitsFor FROM shared_connectors
     WHERE workspace_id = ? AND waits_for IS NOT NULL ORDER BY connector_id`,
  )
  const putConnector = sqlite.prepare(
    `INSERT INTO shared_connectors (workspace_id, connector_id, fields, waits_for) VALUES (@workspaceId, @connectorId, @fields, @waitsFor)
     ON CONFLICT (workspace_id, connector_id) DO UPDATE SET fields = excluded.fields, waits_for = excluded.waits_for`,
  )
  const removeConnector = sqlite.prepare('DELETE FROM shared_connectors WHERE workspace_id = ? AND connector_id = ?')
  const touches = sqlite.prepare<[], { workspaceId: string; connectorId: string }>(
    'SELECT workspace_id AS workspaceId, connector_id AS connectorId FROM shared_touches ORDER BY rowid',
  )
  const touchAll = sqlite.prepare(
    'INSERT OR IGNORE INTO shared_touches SELECT tenant_id, id FROM connectors WHERE tenant_id = ?',
  )
  const clearTouches = sqlite.prepare('DELETE FROM shared_touches')
  const outbox = sqlite.prepare<[string], Text<Change, 'operations'>>(
    'SELECT id, change_id AS changeId, at, words, operations FROM shared_outbox WHERE workspace_id = ? ORDER BY id',
  )
  const outboxCount = sqlite
    .prepare<[string], number>('SELECT count(*) FROM shared_outbox WHERE workspace_id = ?')
    .pluck()
  const lastChange = sqlite
    .prepare<[string], number | null>('SELECT max(id) FROM shared_outbox WHERE workspace_id = ?')
    .pluck()
  const addChange = sqlite.prepare(
    `INSERT INTO shared_outbox (workspace_id, change_id, at, words, operations) VALUES (@workspaceId, @changeId, @at, @words, @operations)`,
  )
  const putOperations = sqlite.prepare('UPDATE shared_outbox SET operations = @operations WHERE change_id = @changeId')
  const removeChange = sqlite.prepare('DELETE FROM shared_outbox WHERE workspace_id = ? AND change_id = ?')
  const conflicts = sqlite.prepare<[string], { connectorId: string; field: string; memberId: string; entry: string }>(
    `SELECT connector_id AS connectorId, field, member_id AS memberId, entry FROM shared_conflicts
     WHERE workspace_id = ? ORDER BY connector_id, field, member_id`,
  )
  const conflictCount = sqlite
    .prepare<[string], number>('SELECT count(*) FROM shared_conflicts WHERE workspace_id = ?')
    .pluck()
  const addConflict = sqlite.prepare(
    'INSERT INTO shared_conflicts VALUES (@workspaceId, @connectorId, @field, @memberId, @entry)',
  )
  const removeConflicts = sqlite.prepare('DELETE FROM shared_conflicts WHERE workspace_id = ? AND connector_id = ?')

  const readRow = ({ fields, ...row }: Text<SharedRow, 'fields'>): SharedRow => ({
    ...row,
    fields: JSON.parse(fields) as Fields,
  })

  return {
    get: (workspaceId: string): SharedWorkspace | null => {
      const row = one.get(workspaceId)
      if (!row) return null
      return {
        ...row,
        state: JSON.parse(row.state) as State,
        problem: row.problem === null ? null : (JSON.parse(row.problem) as ErrorBody),
      }
    },
    /** The workspaces in use that are shared. */
    all: (): string[] => all.all(),
    isShared: (workspaceId: string): boolean => isShared.get(workspaceId) !== undefined,
    insert: ({ state, ...row }: Omit<SharedWorkspace, 'problem' | 'refusedHead'>): void =>
      void insert.run({ ...row, state: JSON.stringify(state) }),
    /** Forgets that a workspace is shared, with all that is noted about it. */
    remove: (workspaceId: string): void => void remove.run(workspaceId),
    putState: (workspaceId: string, state: State): void =>
      void putState.run({ workspaceId, state: JSON.stringify(state) }),
    /** Notes how a try ended; `syncedAt` where this computer is up to date. */
    putResult: (
      workspaceId: string,
      result: { problem: ErrorBody | null; refusedHead: string | null; syncedAt: string | null },
    ): void =>
      void putResult.run({ workspaceId, ...result, problem: result.problem && JSON.stringify(result.problem) }),

    connector: (workspaceId: string, connectorId: string): SharedRow | null => {
      const row = connector.get(workspaceId, connectorId)
      return row ? readRow(row) : null
    },
    /** Names by connector. */
    names: (workspaceId: string): Map<string, string> => new Map(names.all(workspaceId)),
    /** The envelopes of secrets, by connector and field, connectors by name. */
    envelopes: (workspaceId: string): Envelope[] => envelopes.all(workspaceId),
    waiting: (workspaceId: string): SharedRow[] => waiting.all(workspaceId).map(readRow),
    putConnector: (workspaceId: string, { fields, ...row }: SharedRow): void =>
      void putConnector.run({ workspaceId, ...row, fields: JSON.stringify(fields) }),
    removeConnector: (workspaceId: string, connectorId: string): void =>
      void removeConnector.run(workspaceId, connectorId),

    /** The shared connectors that the present transaction has written so far; they are forgotten. */
    takeTouches: (): { workspaceId: string; connectorId: string }[] => {
      const list = touches.all()
      if (list.length > 0) clearTouches.run()
      return list
    },
    /** Has every connector of a workspace compared with what was noted last. */
    touchAll: (workspaceId: string): void => void touchAll.run(workspaceId),

    outbox: (workspaceId: string): Change[] =>
      outbox
        .all(workspaceId)
        .map(({ operations, ...change }) => ({ ...change, operations: JSON.parse(operations) as Operation[] })),
    outboxCount: (workspaceId: string): number => outboxCount.get(workspaceId) ?? 0,
    /** The newest change that waits; 0 for none. */
    lastChange: (workspaceId: string): number => lastChange.get(workspaceId) ?? 0,
    addChange: (workspaceId: string, { operations, ...change }: Omit<Change, 'id'>): void =>
      void addChange.run({ workspaceId, ...change, operations: JSON.stringify(operations) }),
    putOperations: ({ changeId, operations }: Pick<Change, 'changeId' | 'operations'>): void =>
      void putOperations.run({ changeId, operations: JSON.stringify(operations) }),
    removeChange: (workspaceId: string, changeId: string): void => void removeChange.run(workspaceId, changeId),

    /** What waits for a choice, by connector. */
    conflicts: (workspaceId: string): Map<string, Conflicts> => {
      const byConnector = new Map<string, Record<string, Record<string, Conflicts[string][string]>>>()
      for (const { connectorId, field, memberId, entry } of conflicts.all(workspaceId)) {
        const mine = byConnector.get(connectorId) ?? {}
        mine[field] = { ...mine[field], [memberId]: JSON.parse(entry) as Conflicts[string][string] }
        byConnector.set(connectorId, mine)
      }
      return byConnector
    },
    conflictCount: (workspaceId: string): number => conflictCount.get(workspaceId) ?? 0,
    putConflicts: (workspaceId: string, connectorId: string, waits: Conflicts): void => {
      removeConflicts.run(workspaceId, connectorId)
      for (const [field, byMember] of Object.entries(waits))
        for (const [memberId, entry] of Object.entries(byMember))
          addConflict.run({ workspaceId, connectorId, field, memberId, entry: JSON.stringify(entry) })
    },
  }
}

export type SharingRows = ReturnType<typeof createSharingRows>
