import { randomUUID } from 'node:crypto'
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { GroupHandlers } from '../../contract/define.ts'
import { AppError } from '../../contract/errors.ts'
import { WORKSPACE_COLOURS } from '../../contract/limits.ts'
import type { Workspace, workspaces as workspacesContract } from '../../contract/workspaces.ts'
import type { Changes } from '../changes.ts'
import type { Access } from '../dispatch.ts'
import type { PendingKey, Vault } from '../secrets/vault.ts'
import type { Store } from '../store/open.ts'
import { connectors, members, workspaces } from '../store/schema.ts'
import type { RecordActivity } from './activity.ts'
import { type Context, createdBy, updatedBy } from './context.ts'
import { isUniqueViolation, nameKey, nameTaken } from './names.ts'

interface Deps {
  store: Store
  vault: Vault
  changes: Changes
  record: RecordActivity
}

/** A workspace with its key made and nothing of it in the database yet. */
export interface NewWorkspace {
  id: string
  /** Encrypts secrets that are committed together with the workspace. */
  encrypt: PendingKey['encrypt']
  /** Call inside a transaction. */
  insert(): void
  /** Removes the key again. */
  discard(): Promise<void>
}

export interface WorkspacesService {
  handlers: GroupHandlers<typeof workspacesContract, Context>
  access: Access
  /** Makes the key of a new workspace. Throws `conflict` for a name that is taken, `locked` where no key can be made. */
  prepare(
    context: Context,
    input: { name: string; colour?: Workspace['colour']; passphrase?: string },
  ): Promise<NewWorkspace>
  /** Runs a transaction that inserts workspaces; a name that was taken meanwhile is a `conflict`. */
  withFreeName<T>(run: () => T, name?: string): T
}

/** Workspaces and their members. */
export function createWorkspaces({ store, vault, changes, record }: Deps): WorkspacesService {
  const { db } = store
  const connectorCount = db
    .select({ count: count() })
    .from(connectors)
    .where(and(eq(connectors.tenantId, workspaces.id), isNull(connectors.deletedAt)))
  // A builder of drizzle is changed by its own methods, so that each statement starts from a new one.
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
  const isMine = eq(members.accountId, sql.placeholder('accountId'))
  const list = mine().where(isMine).orderBy(workspaces.nameKey).prepare()
  const one = mine()
    .where(and(isMine, eq(workspaces.id, sql.placeholder('workspaceId'))))
    .prepare()
  const roles = db
    .select({ workspaceId: members.workspaceId, role: members.role })
    .from(members)
    .where(isMine)
    .prepare()
  const role = db
    .select({ role: members.role })
    .from(members)
    .where(and(isMine, eq(members.workspaceId, sql.placeholder('workspaceId'))))
    .prepare()
  const byNameKey = db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.nameKey, sql.placeholder('key')))
    .prepare()

  const view = (context: Context, workspaceId: string) => {
    const row = one.get({ accountId: context.actor.id, workspaceId })
    if (!row) throw new AppError('not_found', 'There is no such workspace')
    return row
  }

  /** Changes one workspace and tells of it. */
  const change = (
    context: Context,
    workspaceId: string,
    values: Partial<typeof workspaces.$inferInsert>,
    action: string,
  ) => {
    db.transaction(() => {
      db.update(workspaces)
        .set({ ...values, ...updatedBy(context) })
        .where(eq(workspaces.id, workspaceId))
        .run()
      record(context, { workspaceId, action, subjectId: workspaceId })
    })
    changes.emit({ workspaceId: null, topic: 'workspaces' })
    return view(context, workspaceId)
  }

  /** Turns the index's refusal of a name into the error that a person understands. */
  const withFreeName = <T>(run: () => T, name = 'this'): T => {
    try {
      return run()
    } catch (error) {
      if (isUniqueViolation(error)) throw nameTaken('A workspace', name)
      throw error
    }
  }

  const prepare: WorkspacesService['prepare'] = async (context, { name, colour, passphrase }) => {
    // Looked up before the key is made, so that a taken name leaves no trace in the keychain.
    if (byNameKey.get({ key: nameKey(name) })) throw nameTaken('A workspace', name)
    const id = randomUUID()
    const key = await vault.create(id, passphrase === undefined ? {} : { passphrase })
    const used = list.all({ accountId: context.actor.id }).map((workspace) => workspace.colour)
    const nextColour = WORKSPACE_COLOURS.find((candidate) => !used.includes(candidate)) ?? WORKSPACE_COLOURS[0]
    const insert = () => {
      db.insert(workspaces)
        .values({ id, name, nameKey: nameKey(name), colour: colour ?? nextColour, ...createdBy(context) })
        .run()
      const { id: accountId, name: accountName } = context.actor
      db.insert(members)
        .values({ workspaceId: id, accountId, name: accountName, role: 'owner', createdAt: context.now })
        .run()
      key.activate()
      record(context, { workspaceId: id, action: 'workspace.create', subjectId: id, subjectName: name })
    }
    return { id, encrypt: key.encrypt, insert, discard: key.discard }
  }

  return {
    prepare,
    withFreeName,
    access: {
      roleIn: (workspaceId, accountId) => role.get({ workspaceId, accountId })?.role ?? null,
      highestRole: (accountId) => {
        const mineNow = roles.all({ accountId }).map((row) => row.role)
        return (['owner', 'admin', 'member'] as const).find((candidate) => mineNow.includes(candidate)) ?? null
      },
    },
    handlers: {
      list: ({ actor }) => list.all({ accountId: actor.id }),

      create: async (context, { name, colour, passphrase }) => {
        const made = await prepare(context, {
          name,
          ...(colour && { colour }),
          ...(passphrase !== undefined && { passphrase }),
        })
        try {
          withFreeName(() => db.transaction(made.insert), name)
        } catch (error) {
          await made.discard()
          throw error
        }
        changes.emit({ workspaceId: null, topic: 'workspaces' })
        return view(context, made.id)
      },

      rename: (context, { workspaceId, name }) =>
        withFreeName(() => change(context, workspaceId, { name, nameKey: nameKey(name) }, 'workspace.rename'), name),

      setColour: (context, { workspaceId, colour }) => change(context, workspaceId, { colour }, 'workspace.colour'),
    },
  }
}
