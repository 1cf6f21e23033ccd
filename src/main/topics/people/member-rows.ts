import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import { MEMBER_ROLES } from '../../../shared/limits.ts'
import { sortByName } from '../../../shared/names.ts'
import type { Store } from '../../store/open.ts'
import { members, persons, spentInvitations, workspaces } from '../../store/schema.ts'

/** Somebody in a workspace. */
export interface MemberRow {
  personId: string
  name: string
  role: MemberRole
  since: string
  ed25519: string | null
  x25519: string | null
}

/** Somebody who works at another computer. */
type NewPerson = Pick<typeof persons.$inferInsert, 'id' | 'name' | 'createdAt'> & { x25519: string; ed25519: string }

/** The statements on `members` and `spent_invitations` by which people come and go, and on the names of `persons`. */
export function createMemberRows({ db }: Store) {
  const all = db
    .select({
      personId: members.personId,
      name: persons.name,
      role: members.role,
      since: members.createdAt,
      ed25519: persons.ed25519,
      x25519: persons.x25519,
    })
    .from(members)
    .innerJoin(persons, eq(persons.id, members.personId))
    .where(eq(members.workspaceId, sql.placeholder('workspaceId')))
    .orderBy(asc(members.personId))
    .prepare()
  const workspace = db
    .select({ id: workspaces.id, name: workspaces.name })
    .from(workspaces)
    .where(and(eq(workspaces.id, sql.placeholder('workspaceId')), isNull(workspaces.deletedAt)))
    .prepare()
  const everyWorkspace = db
    .select({ id: workspaces.id, name: workspaces.name })
    .from(workspaces)
    .where(isNull(workspaces.deletedAt))
    .orderBy(workspaces.nameKey)
  const invitation = db
    .select({ id: spentInvitations.id })
    .from(spentInvitations)
    .where(eq(spentInvitations.id, sql.placeholder('id')))
    .prepare()

  const byKey = db
    .select({ id: persons.id })
    .from(persons)
    .where(eq(persons.ed25519, sql.placeholder('ed25519')))
    .prepare()

  return {
    /** The people of a workspace: owners, then admins, then members. */
    list: (workspaceId: string): MemberRow[] => {
      const rows = sortByName(all.all({ workspaceId }))
      return MEMBER_ROLES.flatMap((role) => rows.filter((row) => row.role === role))
    },
    find: (workspaceId: string, personId: string): MemberRow | undefined =>
      all.all({ workspaceId }).find((row) => row.personId === personId),
    /** Undefined for one that is in the trash, too. */
    workspace: (workspaceId: string): { id: string; name: string } | undefined => workspace.get({ workspaceId }),
    workspaces: (): { id: string; name: string }[] => everyWorkspace.all(),

    /** Gives somebody a role, who may have had another one. */
    put: (workspaceId: string, personId: string, role: MemberRole, createdAt: string) =>
      void db
        .insert(members)
        .values({ workspaceId, personId, role, createdAt })
        .onConflictDoUpdate({ target: [members.workspaceId, members.personId], set: { role } })
        .run(),
    remove: (workspaceId: string, personId: string) =>
      void db
        .delete(members)
        .where(and(eq(members.workspaceId, workspaceId), eq(members.personId, personId)))
        .run(),

    isSpent: (id: string): boolean => invitation.get({ id }) !== undefined,
    /** Forgets the invitations to a workspace that is deleted for good. */
    forgetInvitations: (workspaceId: string) =>
      void db.delete(spentInvitations).where(eq(spentInvitations.workspaceId, workspaceId)).run(),
    spend: (row: typeof spentInvitations.$inferInsert) => void db.insert(spentInvitations).values(row).run(),

    /** The person of a key that signs, who is made where nobody here has it; call inside a transaction. */
    ofKey: ({ id, ...person }: NewPerson): string => {
      const known = byKey.get({ ed25519: person.ed25519 })?.id
      if (known === undefined)
        db.insert(persons)
          .values({ id, ...person })
          .run()
      return known ?? id
    },
    rename: (personId: string, name: string) =>
      void db.update(persons).set({ name }).where(eq(persons.id, personId)).run(),
  }
}

export type MemberRows = ReturnType<typeof createMemberRows>
