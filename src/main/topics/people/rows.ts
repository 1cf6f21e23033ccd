import { and, eq, sql } from 'drizzle-orm'
import type { Access } from '../../core/access.ts'
import type { Store } from '../../store/open.ts'
import { installation, members } from '../../store/schema.ts'
import type { Context } from '../../core/context.ts'
import type { Identity } from '../../core/ports.ts'

export interface PeopleRows extends Access {
  /**
   * Notes who created the data directory, where that is not known yet: the account that opens it first or, where there are
   * workspaces from before this was noted, the first who owned one.
   */
  claim(account: Identity, now: string): void
  /** Whether there are workspaces, and this account is in none of them. */
  isStranger(accountId: string): boolean
  /** Who created the data directory, as it was called then. */
  founder(): Identity | null
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
  const founder = db
    .select({ id: installation.founderId, name: installation.founderName })
    .from(installation)
    .limit(1)
    .prepare()
  const firstOwner = () =>
    db
      .select({ id: members.accountId, name: members.name })
      .from(members)
      .where(eq(members.role, 'owner'))
      .orderBy(members.createdAt, sql`rowid`)
      .limit(1)
      .get()
  const anybody = db.select({ role: members.role }).from(members).limit(1).prepare()

  const highestRole = (accountId: string) => {
    const rolesHere = roles.all({ accountId }).map((row) => row.role)
    return (['owner', 'admin', 'member'] as const).find((candidate) => rolesHere.includes(candidate)) ?? null
  }
  const isUnclaimed = () => anybody.get() === undefined

  return {
    roleIn: (workspaceId, accountId) => role.get({ workspaceId, accountId })?.role ?? null,

    highestRole,

    founder: () => founder.get() ?? null,

    claim: (account, createdAt) => {
      if (founder.get()) return
      const { id: founderId, name: founderName } = firstOwner() ?? account
      db.insert(installation).values({ id: 1, founderId, founderName, createdAt }).run()
    },

    isFounder: (accountId) => founder.get()?.id === accountId,

    isUnclaimed,
    isStranger: (accountId) => !isUnclaimed() && highestRole(accountId) === null,

    addOwner: ({ actor, now }, workspaceId) =>
      void db
        .insert(members)
        .values({ workspaceId, accountId: actor.id, name: actor.name, role: 'owner', createdAt: now })
        .run(),
  }
}
