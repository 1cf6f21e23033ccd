import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Access, Membership } from '../../core/access.ts'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import { once } from '../../core/once.ts'
import type { Store } from '../../store/open.ts'
import { installation, members, persons } from '../../store/schema.ts'
import { showUnseen } from '../../../shared/names.ts'
import type { Context } from '../../core/context.ts'
import type { Keepers, PersonRow } from '../../secrets/person/person-key.ts'
import type { Identity } from '../../core/ports.ts'

const MAX_NAME = 255

/** A person with the public half of the key that they sign with; null where they have none. */
interface Signer {
  id: string
  key: string | null
}

export interface PeopleRows extends Access {
  /** The person of an account with what opens their keys; null where there is none. */
  keyRow(account: Identity): PersonRow | null
  /** Notes the keys of a person; call inside a transaction. */
  putKeys: Keepers['putKeys']
  /** Who signs for an account; null where it is nobody's. */
  signerOf(account: Identity): Signer | null
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
export function createPeopleRows(store: Store): PeopleRows {
  const { sqlite } = store
  const roles = once(() =>
    sqlite.prepare<[personId: string], MemberRole>('SELECT role FROM members WHERE person_id = ?').pluck(),
  )
  // Every call asks these two. SQLite compiles a join with parameters again each time, but no subquery.
  const membership = once(() =>
    sqlite.prepare<[workspaceId: string, personId: string], Membership>(`
    SELECT role, (SELECT CASE WHEN deleted_at IS NOT NULL THEN 'trash' WHEN archived_at IS NOT NULL THEN 'archive'
      ELSE 'use' END FROM workspaces WHERE id = workspace_id) AS place
    FROM members WHERE workspace_id = ? AND person_id = ?`),
  )
  const productionName = once(() =>
    sqlite.prepare<[workspaceId: string], string>('SELECT name FROM workspaces WHERE id = ? AND production').pluck(),
  )
  const byAccount = once(() =>
    sqlite.prepare<[account: string], Identity>('SELECT id, name FROM persons WHERE account = ?'),
  )
  const keyRow = once(() =>
    store.db
      .select({ id: persons.id, x25519: persons.x25519, ed25519: persons.ed25519, slots: persons.slots })
      .from(persons)
      .where(eq(persons.account, sql.placeholder('account')))
      .prepare(),
  )
  const signingKey = once(() =>
    sqlite.prepare<[personId: string], string | null>('SELECT ed25519 FROM persons WHERE id = ?').pluck(),
  )
  // Asked at every change.
  const signer = once(() =>
    sqlite.prepare<[account: string], Signer>('SELECT id, ed25519 AS key FROM persons WHERE account = ?'),
  )
  const keepers = once(() =>
    sqlite.prepare<[workspaceId: string], { id: string; x25519: string }>(`
    SELECT p.id, p.x25519 FROM members m JOIN persons p ON p.id = m.person_id
    WHERE m.workspace_id = ? AND m.role <> 'member' AND p.x25519 IS NOT NULL`),
  )
  const founder = once(() =>
    sqlite.prepare<[], Identity>(`
    SELECT i.founder_id AS id, coalesce(p.name, i.founder_name) AS name
    FROM installation i LEFT JOIN persons p ON p.id = i.founder_id LIMIT 1`),
  )
  const firstOwner = once(() =>
    sqlite.prepare<[], Identity>(`
    SELECT p.id, p.name FROM members m JOIN persons p ON p.id = m.person_id
    WHERE m.role = 'owner' ORDER BY m.created_at, m.rowid LIMIT 1`),
  )
  const anybody = once(() => sqlite.prepare<[], { role: MemberRole }>('SELECT role FROM members LIMIT 1'))

  const highestRole = (personId: string) => {
    const rolesHere = roles().all(personId)
    return (['owner', 'admin', 'member'] as const).find((candidate) => rolesHere.includes(candidate)) ?? null
  }
  const isUnclaimed = () => anybody().get() === undefined

  return {
    personOf: (account) => byAccount().get(account.id) ?? account,
    keyRow: ({ id: account }) => keyRow().get({ account }) ?? null,
    putKeys: (personId, keys) => void store.db.update(persons).set(keys).where(eq(persons.id, personId)).run(),
    keepersOf: (workspaceId) => keepers().all(workspaceId),
    membership: (workspaceId, personId) => membership().get(workspaceId, personId) ?? null,

    productionName: (workspaceId) => productionName().get(workspaceId) ?? null,
    highestRole,
    signerOf: ({ id: account }) => signer().get(account) ?? null,
    signingKeyOf: (personId) => signingKey().get(personId) ?? null,

    founder: () => founder().get() ?? null,

    admit: (account, createdAt) => {
      let person = byAccount().get(account.id)
      if (!person) {
        person = { id: randomUUID(), name: nameOfAccount(account) }
        store.db
          .insert(persons)
          .values({ ...person, account: account.id, createdAt })
          .run()
      }
      if (founder().get()) return
      const { id: founderId, name: founderName } = firstOwner().get() ?? person
      store.db.insert(installation).values({ id: 1, founderId, founderName, createdAt }).run()
    },

    isFounder: (personId) => founder().get()?.id === personId,

    isUnclaimed,
    isStranger: (personId) => !isUnclaimed() && highestRole(personId) === null,

    addOwner: ({ actor, now }, workspaceId) =>
      void store.db.insert(members).values({ workspaceId, personId: actor.id, role: 'owner', createdAt: now }).run(),
  }
}

/** A system may call an account anything; a person's name is one line that can be seen. */
const nameOfAccount = ({ name }: Identity): string => showUnseen(name.normalize('NFC').trim()).slice(0, MAX_NAME) || '?'
