import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNotNull, isNull, max, notInArray, sql } from 'drizzle-orm'
import { once } from '../../core/once.ts'
import type { Store } from '../../store/open.ts'
import { keySlots, workspaceKeys, workspaces } from '../../store/schema.ts'

export type KeyRow = typeof workspaceKeys.$inferSelect

/** Whether secrets of this database may still be under a retired key. */
export const isUnswept = ({ state, sweptAt }: KeyRow): boolean => state === 'retired' && sweptAt === null
/** The kinds of slots that a key has at most one of; each person may have one more. */
export type SlotKind = Exclude<(typeof keySlots.$inferSelect)['kind'], 'person'>
export type Slots = Partial<Record<SlotKind, Record<string, unknown>>>

/** The tables `workspace_keys` and `key_slots`; nothing else writes them. */
export function createKeyRows(store: Store) {
  const ofWorkspace = once(() => eq(workspaceKeys.workspaceId, sql.placeholder('workspaceId')))
  const active = once(() =>
    store.db
      .select()
      .from(workspaceKeys)
      .where(and(ofWorkspace(), eq(workspaceKeys.state, 'active')))
      .prepare(),
  )
  // Asked at every use of a key: drizzle's mapping of a row would take several times as long as the query.
  const activeVersion = once(() =>
    store.sqlite
      .prepare<[string], number>("SELECT version FROM workspace_keys WHERE workspace_id = ? AND state = 'active'")
      .pluck(),
  )
  const all = once(() =>
    store.db.select().from(workspaceKeys).where(ofWorkspace()).orderBy(desc(workspaceKeys.version)).prepare(),
  )
  const newest = once(() =>
    store.db
      .select({ version: max(workspaceKeys.version) })
      .from(workspaceKeys)
      .where(ofWorkspace())
      .prepare(),
  )
  const slots = once(() =>
    store.db
      .select({ kind: keySlots.kind, params: keySlots.params })
      .from(keySlots)
      .where(and(eq(keySlots.keyId, sql.placeholder('keyId')), isNull(keySlots.personId)))
      .orderBy(asc(keySlots.kind))
      .prepare(),
  )
  const personSlot = once(() => {
    const ofPerson = [eq(keySlots.keyId, sql.placeholder('keyId')), eq(keySlots.personId, sql.placeholder('personId'))]
    return store.db
      .select({ params: keySlots.params })
      .from(keySlots)
      .where(and(...ofPerson))
      .prepare()
  })

  const stateOf = (keyId: string) =>
    store.db.select({ state: workspaceKeys.state }).from(workspaceKeys).where(eq(workspaceKeys.id, keyId)).get()?.state

  const setState = (keyId: string, state: KeyRow['state']) => {
    store.db.update(workspaceKeys).set({ state }).where(eq(workspaceKeys.id, keyId)).run()
  }

  return {
    active: (workspaceId: string): KeyRow | undefined => active().get({ workspaceId }),
    activeVersion: (workspaceId: string): number | undefined => activeVersion().get(workspaceId),
    /** The workspaces that have a key. */
    workspaceIds: (): string[] =>
      store.db
        .select({ id: workspaceKeys.workspaceId })
        .from(workspaceKeys)
        .where(eq(workspaceKeys.state, 'active'))
        .all()
        .map(({ id }) => id),
    /** Every version, newest first. */
    all: (workspaceId: string): KeyRow[] => all().all({ workspaceId }),
    nextVersion: (workspaceId: string): number => (newest().get({ workspaceId })?.version ?? 0) + 1,
    has: (workspaceId: string, version: number): boolean =>
      all()
        .all({ workspaceId })
        .some((row) => row.version === version),
    exists: (keyId: string): boolean => stateOf(keyId) !== undefined,
    isPending: (keyId: string): boolean => stateOf(keyId) === 'pending',
    /** Pending keys of workspaces that do not exist: what an interrupted creation leaves. */
    unborn: (): KeyRow[] => {
      const known = store.db.select({ id: workspaces.id }).from(workspaces)
      return store.db
        .select()
        .from(workspaceKeys)
        .where(and(eq(workspaceKeys.state, 'pending'), notInArray(workspaceKeys.workspaceId, known)))
        .all()
    },
    insert: (row: KeyRow) => {
      store.db.insert(workspaceKeys).values(row).run()
    },
    /** Makes a key the one that encrypts; the one before it stays for decrypting. */
    activate: (keyId: string, workspaceId: string) => {
      const before = active().get({ workspaceId })
      if (before) setState(before.id, 'retired')
      setState(keyId, 'active')
    },
    /** Makes all keys of a workspace, which is deleted for good, such that nobody created it. */
    abandon: (workspaceId: string) => {
      store.db.update(workspaceKeys).set({ state: 'pending' }).where(eq(workspaceKeys.workspaceId, workspaceId)).run()
    },
    /** Notes that nothing in this database is left under a retired key. */
    noteSwept: (keyId: string, at: string) => {
      store.db.update(workspaceKeys).set({ sweptAt: at }).where(eq(workspaceKeys.id, keyId)).run()
    },
    /** Removes a key and its slots. */
    remove: (keyId: string) => {
      store.db.delete(workspaceKeys).where(eq(workspaceKeys.id, keyId)).run()
    },
    slots: (keyId: string): Slots =>
      Object.fromEntries(
        slots()
          .all({ keyId })
          .map(({ kind, params }) => [kind, params]),
      ),
    putSlot: (keyId: string, kind: SlotKind, params: Record<string, unknown>, createdAt: string) => {
      store.db
        .insert(keySlots)
        .values({ id: randomUUID(), keyId, kind, params, createdAt })
        .onConflictDoUpdate({
          target: [keySlots.keyId, keySlots.kind],
          targetWhere: isNull(keySlots.personId),
          set: { params, createdAt },
        })
        .run()
    },
    /** The parameters of a person's slot. */
    personSlot: (keyId: string, personId: string): Record<string, unknown> | undefined =>
      personSlot().get({ keyId, personId })?.params,
    putPersonSlot: (keyId: string, personId: string, params: Record<string, unknown>, createdAt: string) => {
      store.db
        .insert(keySlots)
        .values({ id: randomUUID(), keyId, kind: 'person', personId, params, createdAt })
        .onConflictDoUpdate({
          target: [keySlots.keyId, keySlots.personId],
          targetWhere: isNotNull(keySlots.personId),
          set: { params, createdAt },
        })
        .run()
    },
    /** Removes a person's slots of all keys of a workspace. */
    removePersonSlots: (workspaceId: string, personId: string) => {
      const keys = store.db
        .select({ id: workspaceKeys.id })
        .from(workspaceKeys)
        .where(eq(workspaceKeys.workspaceId, workspaceId))
      store.db
        .delete(keySlots)
        .where(and(eq(keySlots.personId, personId), inArray(keySlots.keyId, keys)))
        .run()
    },
    removeSlot: (keyId: string, kind: SlotKind) => {
      store.db
        .delete(keySlots)
        .where(and(eq(keySlots.keyId, keyId), eq(keySlots.kind, kind)))
        .run()
    },
  }
}

export type KeyRows = ReturnType<typeof createKeyRows>
