import { and, eq, sql } from 'drizzle-orm'
import type { Access } from '../../core/access.ts'
import type { Store } from '../../store/open.ts'
import { members } from '../../store/schema.ts'
import type { Context } from '../../core/context.ts'

export interface PeopleRows extends Access {
  /** Makes the person who asks the owner of a workspace; call inside the transaction that creates it. */
  addOwner(context: Context, workspaceId: string): void
}

/** The statements on `members`: who works in which workspace, and as what. */
export function createPeopleRows({ db }: Store): PeopleRows {
  const isMine = eq(members.accountId, sql.placeholder('accountId'))
  const roles = db.select({ role: members.role }).from(members).where(isMine).prepare()
  const role = db
    .select({ role: members.role })
    .from(members)
    .where(and(isMine, eq(members.workspaceId, sql.placeholder('workspaceId'))))
    .prepare()
  const anybody = db.select({ role: members.role }).from(members).limit(1).prepare()

  return {
    roleIn: (workspaceId, accountId) => role.get({ workspaceId, accountId })?.role ?? null,

    highestRole: (accountId) => {
      const rolesHere = roles.all({ accountId }).map((row) => row.role)
      return (['owner', 'admin', 'member'] as const).find((candidate) => rolesHere.includes(candidate)) ?? null
    },

    isUnclaimed: () => anybody.get() === undefined,

    addOwner: ({ actor, now }, workspaceId) =>
      void db
        .insert(members)
        .values({ workspaceId, accountId: actor.id, name: actor.name, role: 'owner', createdAt: now })
        .run(),
  }
}
