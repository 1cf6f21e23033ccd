import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Access, Membership } from '../../core/access.ts'
import type { Store } from '../../store/open.ts'
import { installation, members, persons } from '../../store/schema.ts'
import { showUnseen } from '../../../shared/names.ts'
import type { Context } from '../../core/context.ts'
import type { Keepers, PersonRow } from '../../secrets/person/person-key.ts'
import type { Identity } from '../../core/ports.ts'

const MAX_NAME = 255

export interface PeopleRows extends Access {
  /** The person of an account with what opens their keys; null where there is none. */
  keyRow(account: Identity): PersonRow | null
  /** Notes the keys of a person; call inside a transaction. */
  putKeys: Keepers['putKeys']
  /** The public half of the key that a person signs with; null where they have none. */
  signingKeyOf(personId: string): string | null
  /** The owners and admins of a workspace who have keys of their own. */
  keepersOf: Keepers['of']
  /**
   * Notes the account that opens the data as a person, and as who created it where that is not known yet. Makes no keys.
   * Workspaces from before that was noted belong to the first who owned one.
   */
  admit(account: Identity, now: string): void
  /** Whether there are workspaces, and this person is in none of them. */
  isStranger(personId: string): boolean
  /** Who created the data directory, as they are called now. */
  founder(): Identity | null
  /** Makes the person who asks the owner of a workspace; call inside the transaction that creates it. */
  addOwner(context: Context, workspaceId: string): void
}

/** The statements on `persons`, `members` and `installation`: who works here, in which workspace, and as what. */
export function createPeopleRows({ db, sqlite }: Store): PeopleRows {
  const isMine = eq(members.personId, sql.placeholder('personId'))
  const roles = db.select({ role: members.role }).from(members).where(isMine).prepare()
  // Every call asks these two. SQLite compiles a join with parameters again each time, but no subquery.
  const membership = sqlite.prepare<[workspaceId: string, personId: string], Membership>(`
    SELECT role, (SELECT CASE WHEN deleted_at IS NOT NULL THEN 'trash' WHEN archived_at IS NOT NULL THEN 'archive'
      ELSE 'use' END FROM workspaces WHERE id = workspace_id) AS place
    FROM members WHERE workspace_id = ? AND person_id = ?`)
  const productionName = sqlite
    .prepare<[workspaceId: string], string>('SELECT name FROM workspaces WHERE id = ? AND production')
    .pluck()
  const byAccount = sqlite.prepare<[account: string], Identity>('SELECT id, name FROM persons WHERE account = ?')
  const identity = { id: persons.id, name: persons.name }
  const keyRow = db
    .select({ id: persons.id, x25519: persons.x25519, ed25519: persons.ed25519, slots: persons.slots })
    .from(persons)
    .where(eq(persons.account, sql.placeholder('account')))
    .prepare()
  const signingKey = db
    .select({ ed25519: persons.ed25519 })
    .from(persons)
    .where(eq(persons.id, sql.placeholder('personId')))
    .prepare()
  const keepers = db
    .select({ id: persons.id, x25519: sql<string>`${persons.x25519}` })
    .from(members)
    .innerJoin(persons, eq(persons.id, members.personId))
    .where(
      and(
        eq(members.workspaceId, sql.placeholder('workspaceId')),
        ne(members.role, 'member'),
        isNotNull(persons.x25519),
      ),
    )
    .prepare()
  const founder = db
    .select({ id: installation.founderId, name: sql<string>`coalesce(${persons.name}, ${installation.founderName})` })
    .from(installation)
    .leftJoin(persons, eq(persons.id, installation.founderId))
    .limit(1)
    .prepare()
  const firstOwner = () =>
    db
      .select(identity)
      .from(members)
      .innerJoin(persons, eq(persons.id, members.personId))
      .where(eq(members.role, 'owner'))
      .orderBy(members.createdAt, sql`${members}.rowid`)
      .limit(1)
      .get()
  const anybody = db.select({ role: members.role }).from(members).limit(1).prepare()

  const highestRole = (personId: string) => {
    const rolesHere = roles.all({ personId }).map((row) => row.role)
    return (['owner', 'admin', 'member'] as const).find((candidate) => rolesHere.includes(candidate)) ?? null
  }
  const isUnclaimed = () => anybody.get() === undefined

  return {
    personOf: (account) => byAccount.get(account.id) ?? account,
    keyRow: ({ id: account }) => keyRow.get({ account }) ?? null,
    putKeys: (personId, keys) => void db.update(persons).set(keys).where(eq(persons.id, personId)).run(),
    keepersOf: (workspaceId) => keepers.all({ workspaceId }),
    membership: (workspaceId, personId) => membership.get(workspaceId, personId) ?? null,

    productionName: (workspaceId) => productionName.get(workspaceId) ?? null,
    highestRole,
    signingKeyOf: (personId) => signingKey.get({ personId })?.ed25519 ?? null,

    founder: () => founder.get() ?? null,

    admit: (account, createdAt) => {
      let person = byAccount.get(account.id)
      if (!person) {
        person = { id: randomUUID(), name: nameOfAccount(account) }
        db.insert(persons)
          .values({ ...person, account: account.id, createdAt })
          .run()
      }
      if (founder.get()) return
      const { id: founderId, name: founderName } = firstOwner() ?? person
      db.insert(installation).values({ id: 1, founderId, founderName, createdAt }).run()
    },

    isFounder: (personId) => founder.get()?.id === personId,

    isUnclaimed,
    isStranger: (personId) => !isUnclaimed() && highestRole(personId) === null,

    addOwner: ({ actor, now }, workspaceId) =>
      void db.insert(members).values({ workspaceId, personId: actor.id, role: 'owner', createdAt: now }).run(),
  }
}

/** A system may call an account anything; a person's name is one line that can be seen. */
const nameOfAccount = ({ name }: Identity): string => showUnseen(name.normalize('NFC').trim()).slice(0, MAX_NAME) || '?'
