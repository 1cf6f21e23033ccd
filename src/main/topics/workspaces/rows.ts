import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import type { Store } from '../../store/open.ts'
import { connectors, members, workspaces } from '../../store/schema.ts'

export type NewWorkspaceRow = typeof workspaces.$inferInsert

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
        role: members.role,
        connectorCount: sql<number>`(${connectorCount})`,
        createdAt: workspaces.createdAt,
        updatedAt: workspaces.updatedAt,
      })
      .from(members)
      .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
  const isMine = eq(members.personId, sql.placeholder('personId'))
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
    .where(eq(workspaces.nameKey, sql.placeholder('key')))
    .prepare()

  const name = db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, sql.placeholder('workspaceId')))
    .prepare()

  return {
    /** The workspaces of a person, by name. */
    list: (personId: string): Workspace[] => list.all({ personId }),
    /** The workspaces that a person owns, by name. */
    owned: (personId: string): Workspace[] => owned.all({ personId }),
    /** Undefined for a workspace that is unknown or somebody else's. */
    find: (personId: string, workspaceId: string): Workspace | undefined => one.get({ personId, workspaceId }),
    isNameTaken: (key: string): boolean => byNameKey.get({ key }) !== undefined,

    /** Undefined for a workspace that is not there. */
    nameOf: (workspaceId: string): string | undefined => name.get({ workspaceId })?.name,

    insert: (row: NewWorkspaceRow) => void db.insert(workspaces).values(row).run(),
    update: (workspaceId: string, values: Partial<NewWorkspaceRow>) =>
      void db.update(workspaces).set(values).where(eq(workspaces.id, workspaceId)).run(),
  }
}

export type WorkspaceRows = ReturnType<typeof createWorkspaceRows>
