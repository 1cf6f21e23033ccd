import { and, count, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { TrashedWorkspace, Workspace } from '../../../contract/groups/workspaces.ts'
import type { TestHours } from '../../../shared/limits.ts'
import type { Store } from '../../store/open.ts'
import { connectors, members, type ScheduledRun, workspaces } from '../../store/schema.ts'

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

/** The statements on `workspaces`. */
export function createWorkspaceRows({ db }: Store) {
  const connectorCount = db
    .select({ count: count() })
    .from(connectors)
    .where(and(eq(connectors.tenantId, workspaces.id), isNull(connectors.deletedAt)))
  // A builder of drizzle is changed by its own methods, so each statement starts from a new one.
  const mine = () =>
    db
      .select({
        id: workspaces.id,
        name: workspaces.name,
        colour: sql<Workspace['colour']>`${workspaces.colour}`,
        letter: workspaces.letter,
        role: members.role,
        isProduction: workspaces.isProduction,
        archivedAt: workspaces.archivedAt,
        connectorCount: sql<number>`(${connectorCount})`,
        createdAt: workspaces.createdAt,
        updatedAt: workspaces.updatedAt,
      })
      .from(members)
      .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
  const isMyRow = eq(members.personId, sql.placeholder('personId'))
  const isMine = and(isMyRow, isNull(workspaces.deletedAt))
  const inMyTrash = and(isMyRow, eq(members.role, 'owner'), isNotNull(workspaces.deletedAt))
  const list = mine().where(isMine).orderBy(workspaces.nameKey).prepare()
  const owned = mine()
    .where(and(isMine, eq(members.role, 'owner')))
    .orderBy(workspaces.nameKey)
    .prepare()
  const one = mine()
    .where(and(isMine, eq(workspaces.id, sql.placeholder('workspaceId'))))
    .prepare()
  const byNameKey = db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(eq(workspaces.nameKey, sql.placeholder('key')), isNull(workspaces.deletedAt)))
    .prepare()
  const trash = db
    .select({
      id: workspaces.id,
      name: workspaces.name,
      colour: sql<Workspace['colour']>`${workspaces.colour}`,
      letter: workspaces.letter,
      connectorCount: sql<number>`(${connectorCount})`,
      deletedAt: sql<string>`${workspaces.deletedAt}`,
      deletedByName: workspaces.updatedByName,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(inMyTrash)
    .orderBy(desc(workspaces.deletedAt), workspaces.nameKey)
    .prepare()

  const name = db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, sql.placeholder('workspaceId')))
    .prepare()

  const schedules = () =>
    db
      .select({
        id: workspaces.id,
        name: workspaces.name,
        everyHours: sql<TestHours>`${workspaces.testEveryHours}`,
        marksErrors: workspaces.marksFailedTests,
        lastRun: workspaces.scheduledRun,
        archivedAt: workspaces.archivedAt,
      })
      .from(workspaces)
  const testSchedule = schedules()
    .where(eq(workspaces.id, sql.placeholder('workspaceId')))
    .prepare()
  const scheduled = schedules()
    .where(and(gt(workspaces.testEveryHours, 0), isNull(workspaces.archivedAt), isNull(workspaces.deletedAt)))
    .orderBy(workspaces.nameKey)
    .prepare()

  return {
    /** The workspaces of a person, by name; none that is in the trash. */
    list: (personId: string): Workspace[] => list.all({ personId }),
    /** The workspaces that a person owns, by name. */
    owned: (personId: string): Workspace[] => owned.all({ personId }),
    /** Undefined for a workspace that is unknown or somebody else's. */
    find: (personId: string, workspaceId: string): Workspace | undefined => one.get({ personId, workspaceId }),
    /** The workspaces in the trash that a person owns, the last deleted first. */
    trash: (personId: string): TrashedWorkspace[] => trash.all({ personId }),
    isNameTaken: (key: string): boolean => byNameKey.get({ key }) !== undefined,

    /** When the connectors of a workspace are tested. Undefined for one that is not there. */
    testSchedule: (workspaceId: string): TestScheduleRow | undefined => testSchedule.get({ workspaceId }),
    /** The same of all workspaces in use whose connectors are tested without anybody's asking, by name. */
    scheduled: (): TestScheduleRow[] => scheduled.all(),

    /** Undefined for a workspace that is not there. */
    nameOf: (workspaceId: string): string | undefined => name.get({ workspaceId })?.name,

    insert: (row: NewWorkspaceRow) => void db.insert(workspaces).values(row).run(),
    update: (workspaceId: string, values: Partial<NewWorkspaceRow>) =>
      void db.update(workspaces).set(values).where(eq(workspaces.id, workspaceId)).run(),
    /** Deletes the row with the members; what else names the workspace must be gone. */
    delete: (workspaceId: string) => void db.delete(workspaces).where(eq(workspaces.id, workspaceId)).run(),
  }
}

export type WorkspaceRows = ReturnType<typeof createWorkspaceRows>
