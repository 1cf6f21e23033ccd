import { randomUUID } from 'node:crypto'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import { COLOURS } from '../../../shared/limits.ts'
import type { Workspace, workspaces as workspacesContract } from '../../../contract/groups/workspaces.ts'
import { nameKey } from '../../../shared/names.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import type { Core } from '../core.ts'
import type { PendingKey } from '../../secrets/vault.ts'
import { isUniqueViolation } from '../../store/files/sqlite-errors.ts'
import { type Context, createdBy, updatedBy } from '../../core/context.ts'
import { nameTaken } from '../../core/names.ts'
import type { ActivityRows } from '../activity/rows.ts'
import type { MemberRows } from '../people/member-rows.ts'
import type { PeopleRows } from '../people/rows.ts'
import type { WorkspaceRows } from './rows.ts'
import { createWorkspaceTrash } from './trash.ts'

/** What people change of a workspace. */
type Changeable = Partial<Pick<Workspace, 'name' | 'colour' | 'letter' | 'isProduction'>>

interface Deps {
  workspaceRows: WorkspaceRows
  peopleRows: Pick<PeopleRows, 'addOwner'>
  memberRows: Pick<MemberRows, 'forgetInvitations'>
  activityRows: Pick<ActivityRows, 'forget'>
  /** Deletes all connectors of a workspace for good, inside the transaction that deletes it; answers how many those were. */
  removeConnectors: (workspaceId: string) => number
  /** Lists files that a workspace which goes keeps up to date for all workspaces in another one. */
  moveFiles: (workspaceId: string) => void
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
  /** Makes the key of a new workspace. Throws `conflict` for a name that is taken, `locked` where no key can be made. */
  prepare(
    context: Context,
    input: { name: string; colour?: Workspace['colour']; passphrase?: Passphrase },
  ): Promise<NewWorkspace>
  /** Runs a change that gives names to workspaces; a name that was taken in the meantime is a `conflict`. */
  withFreeName<T>(run: () => T, name?: string): T
}

/** Workspaces: each with a name, a colour and a key of its own. */
export function createWorkspaces(core: Core, { workspaceRows, peopleRows, ...trashDeps }: Deps): WorkspacesService {
  const { vault, commit, record, log } = core

  const view = (context: Context, workspaceId: string): Workspace => {
    const workspace = workspaceRows.find(context.actor.id, workspaceId)
    if (!workspace) throw appError('no_workspace')
    return workspace
  }

  /** Changes one workspace and announces the change. */
  const change = async (
    context: Context,
    workspaceId: string,
    { nameKey: key, ...values }: Changeable & { nameKey?: string },
    action: string,
  ) => {
    await commit(() => {
      const before = view(context, workspaceId)
      const fields = (Object.keys(values) as (keyof Changeable)[])
        .filter((path) => before[path] !== values[path])
        .map((path) => ({ path, from: before[path], to: values[path] }))
      if (fields.length === 0) return
      withFreeName(
        () =>
          workspaceRows.update(workspaceId, {
            ...values,
            ...(key !== undefined && { nameKey: key }),
            ...updatedBy(context),
          }),
        values.name,
      )
      record(context, { workspaceId, action, subjectId: workspaceId, subjectName: values.name ?? before.name, fields })
    }, NEWS)
    return view(context, workspaceId)
  }

  /** Turns the index's refusal of a name into the error that a person understands. */
  const withFreeName = <T>(run: () => T, name = 'this'): T => {
    try {
      return run()
    } catch (error) {
      if (isUniqueViolation(error)) throw nameTaken('workspace', name)
      throw error
    }
  }

  const prepare: WorkspacesService['prepare'] = async (context, { name, colour, passphrase }) => {
    // Looked up before the key is made, so a taken name leaves no trace in the keychain.
    if (workspaceRows.isNameTaken(nameKey(name))) throw nameTaken('workspace', name)
    if (passphrase !== undefined) await assertStrongPassphrase(passphrase, [name, context.actor.name])
    // The person who creates a workspace can open it with their own key, too.
    await vault.person.make(passphrase === undefined ? {} : { passphrase })
    const id = randomUUID()
    const key = await vault.create(id, passphrase === undefined ? {} : { passphrase })
    const used = workspaceRows.list(context.actor.id).map((workspace) => workspace.colour)
    const nextColour = COLOURS.find((candidate) => !used.includes(candidate)) ?? COLOURS[0]
    const insert = () => {
      workspaceRows.insert({ id, name, nameKey: nameKey(name), colour: colour ?? nextColour, ...createdBy(context) })
      peopleRows.addOwner(context, id)
      key.activate()
      record(context, { workspaceId: id, action: 'workspace.create', subjectId: id, subjectName: name })
    }
    return { id, encrypt: key.encrypt, insert, discard: key.discard }
  }

  return {
    prepare,
    withFreeName,
    handlers: {
      list: ({ actor, grant }) => {
        const mine = workspaceRows.list(actor.id)
        return grant?.workspaceIds ? mine.filter(({ id }) => grant.workspaceIds?.includes(id)) : mine
      },

      create: async (context, { name, colour, passphrase }) => {
        const pending = await prepare(context, {
          name,
          ...(colour && { colour }),
          ...(passphrase !== undefined && { passphrase }),
        })
        try {
          await commit(() => withFreeName(pending.insert, name), NEWS)
          log.write('key.created', { workspaceId: pending.id })
        } catch (error) {
          await pending.discard()
          throw error
        }
        return view(context, pending.id)
      },

      rename: (context, { workspaceId, name }) =>
        change(context, workspaceId, { name, nameKey: nameKey(name) }, 'workspace.rename'),

      setColour: (context, { workspaceId, colour }) => change(context, workspaceId, { colour }, 'workspace.colour'),

      setLetter: (context, { workspaceId, letter }) => change(context, workspaceId, { letter }, 'workspace.letter'),

      setProduction: (context, { workspaceId, isProduction }) =>
        change(
          context,
          workspaceId,
          { isProduction },
          isProduction ? 'workspace.production' : 'workspace.no_production',
        ),

      setArchived: async (context, { workspaceId, isArchived }) => {
        await commit(() => {
          const { name, archivedAt } = view(context, workspaceId)
          if ((archivedAt !== null) === isArchived) return
          workspaceRows.update(workspaceId, { archivedAt: isArchived ? context.now : null, ...updatedBy(context) })
          const action = isArchived ? 'workspace.archive' : 'workspace.unarchive'
          record(context, { workspaceId, action, subjectId: workspaceId, subjectName: name })
        }, NEWS)
        return view(context, workspaceId)
      },

      ...createWorkspaceTrash(core, { ...trashDeps, workspaceRows, view, withFreeName }),
    },
  }
}

const NEWS = { workspaceId: null, topic: 'workspaces' } as const
