import { eq } from 'drizzle-orm'
import type { TrashedWorkspace, Workspace } from '../../../contract/groups/workspaces.ts'
import type { TestHours } from '../../../shared/limits.ts'
import { once } from '../../core/once.ts'
import type { Store } from '../../store/open.ts'
import { type ScheduledRun, workspaces } from '../../store/schema.ts'

export type NewWorkspaceRow = typeof workspaces.$inferInsert

/** When the connectors of a workspace are tested, and what came of the last run. */
export interface TestScheduleRow {
  id: string
  name: string
  everyHours: TestHours
  marksErrors: boolean
  lastRun: ScheduledRun | null
  archivedAt: string | null
}

/** SQLite has numbers for flags. */
type WorkspaceRow = Omit<Workspace, 'isProduction'> & { isProduction: 0 | 1 }

type ScheduleRow = Omit<TestScheduleRow, 'marksErrors' | 'lastRun'> & { marksErrors: 0 | 1; lastRun: string | null }

const toSchedule = ({ marksErrors, lastRun, ...row }: ScheduleRow): TestScheduleRow => ({
  ...row,
  marksErrors: marksErrors === 1,
  lastRun: lastRun === null ? null : (JSON.parse(lastRun) as ScheduledRun),
})

const CONNECTOR_COUNT =
  '(SELECT count(*) FROM connectors c WHERE c.tenant_id = w.id AND c.deleted_at IS NULL) AS connectorCount'

const toWorkspace = ({ isProduction, ...row }: WorkspaceRow): Workspace => ({
  ...row,
  isProduction: isProduction === 1,
})

/** Whether the connectors of any workspace are tested without anybody's asking, or were to be when it was archived. */
export const hasTestSchedule = ({ sqlite }: Store): boolean =>
  sqlite.prepare('SELECT 1 FROM workspaces WHERE test_every_hours > 0 LIMIT 1').get() !== undefined

/** The statements on `workspaces`. */
export function createWorkspaceRows(store: Store) {
  const { sqlite } = store
  // Read at the start of every command, which drizzle would make slower than the rest of it.
  const mine = (where: string, order = '') =>
    sqlite.prepare<{ personId: string; workspaceId?: string }, WorkspaceRow>(`
      SELECT w.id, w.name, w.colour, w.letter, m.role, w.production AS isProduction, w.archived_at AS archivedAt,
        ${CONNECTOR_COUNT}, w.created_at AS createdAt, w.updated_at AS updatedAt
      FROM members m JOIN workspaces w ON w.id = m.workspace_id
      WHERE m.person_id = @personId AND w.deleted_at IS NULL ${where} ${order}`)
  const list = once(() => mine('', 'ORDER BY w.name_key'))
  const owned = once(() => mine("AND m.role = 'owner'", 'ORDER BY w.name_key'))
  const one = once(() => mine('AND w.id = @workspaceId'))
  const byNameKey = once(() =>
    sqlite.prepare<[key: string], { id: string }>(
      'SELECT id FROM workspaces WHERE name_key = ? AND deleted_at IS NULL',
    ),
  )
  const trash = once(() =>
    sqlite.prepare<[personId: string], TrashedWorkspace>(`
      SELECT w.id, w.name, w.colour, w.letter, ${CONNECTOR_COUNT}, w.deleted_at AS deletedAt, w.updated_by_name AS deletedByName
      FROM members m JOIN workspaces w ON w.id = m.workspace_id
      WHERE m.person_id = ? AND m.role = 'owner' AND w.deleted_at IS NOT NULL ORDER BY w.deleted_at DESC, w.name_key`),
  )
  const name = once(() => sqlite.prepare<[id: string], string>('SELECT name FROM workspaces WHERE id = ?').pluck())

  const schedules = (where: string) =>
    sqlite.prepare<string[], ScheduleRow>(`
      SELECT id, name, test_every_hours AS everyHours, marks_failed_tests AS marksErrors, scheduled_run AS lastRun,
        archived_at AS archivedAt
      FROM workspaces WHERE ${where}`)
  const testSchedule = once(() => schedules('id = ?'))
  // A program that stays open asks this at its start, too.
  const scheduled = once(() =>
    schedules('test_every_hours > 0 AND archived_at IS NULL AND deleted_at IS NULL ORDER BY name_key'),
  )

  return {
    /** The workspaces of a person, by name; none that is in the trash. */
    list: (personId: string): Workspace[] => list().all({ personId }).map(toWorkspace),
    /** The workspaces that a person owns, by name. */
    owned: (personId: string): Workspace[] => owned().all({ personId }).map(toWorkspace),
    /** Undefined for a workspace that is unknown or somebody else's. */
    find: (personId: string, workspaceId: string): Workspace | undefined => {
      const row = one().get({ personId, workspaceId })
      return row && toWorkspace(row)
    },
    /** The workspaces in the trash that a person owns, the last deleted first. */
    trash: (personId: string): TrashedWorkspace[] => trash().all(personId),
    isNameTaken: (key: string): boolean => byNameKey().get(key) !== undefined,

    /** When the connectors of a workspace are tested. Undefined for one that is not there. */
    testSchedule: (workspaceId: string): TestScheduleRow | undefined => {
      const row = testSchedule().get(workspaceId)
      return row && toSchedule(row)
    },
    /** The same of all workspaces in use whose connectors are tested without anybody's asking, by name. */
    scheduled: (): TestScheduleRow[] => scheduled().all().map(toSchedule),

    /** Undefined for a workspace that is not there. */
    nameOf: (workspaceId: string): string | undefined => name().get(workspaceId),

    insert: (row: NewWorkspaceRow) => void store.db.insert(workspaces).values(row).run(),
    update: (workspaceId: string, values: Partial<NewWorkspaceRow>) =>
      void store.db.update(workspaces).set(values).where(eq(workspaces.id, workspaceId)).run(),
    /** Deletes the row with the members; what else names the workspace must be gone. */
    delete: (workspaceId: string) => void store.db.delete(workspaces).where(eq(workspaces.id, workspaceId)).run(),
  }
}

export type WorkspaceRows = ReturnType<typeof createWorkspaceRows>
