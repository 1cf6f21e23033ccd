import { randomUUID } from 'node:crypto'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError, fieldError } from '../../../contract/errors.ts'
import type { Member, members as membersContract } from '../../../contract/groups/members.ts'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import type { Context } from '../../core/context.ts'
import { keyError } from '../../secrets/keys/errors.ts'
import { parseIdentity, type PersonIdentity } from '../../secrets/person/identity.ts'
import { sealInvitation } from '../../secrets/person/invitation.ts'
import { openOwnKeys } from '../../secrets/person/person-key.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import type { Core } from '../core.ts'
import { createJoining, INVITATION_MS } from './joining.ts'
import type { MemberRow, MemberRows } from './member-rows.ts'

/** How people of a workspace that is shared with other computers come and go: there first, and from there they come here. */
interface SharedPeople {
  isShared(workspaceId: string): boolean
  add(workspaceId: string, person: PersonIdentity, role: MemberRole): Promise<{ remote: string; root: string }>
  setRole(workspaceId: string, person: KnownByKey, role: MemberRole, passphrase?: Passphrase): Promise<void>
  remove(workspaceId: string, person: KnownByKey, passphrase?: Passphrase): Promise<void>
}

interface KnownByKey {
  ed25519: string
  name: string
}

/** The people of a workspace: who they are, how they come in, and how they go. */
export function createMembers(
  core: Core,
  { memberRows, shared }: { memberRows: MemberRows; shared: SharedPeople },
): GroupHandlers<typeof membersContract, Context> {
  const { vault, commit, record } = core
  const joining = createJoining(core, memberRows)

  const view = ({ actor }: Context, { personId, name, role, since }: MemberRow): Member => ({
    ...{ personId, name, role, since },
    isYou: personId === actor.id,
  })

  const find = (workspaceId: string, personId: string): MemberRow => {
    const row = memberRows.find(workspaceId, personId)
    if (!row) throw appError('unknown_member')
    return row
  }

  const assertNotLastOwner = (workspaceId: string, { role, name }: MemberRow) => {
    if (role === 'owner' && memberRows.list(workspaceId).filter((row) => row.role === 'owner').length === 1)
      throw appError('last_owner', { name })
  }

  /** Somebody of a shared workspace, whom everybody there knows by their key. */
  const sharedPerson = (workspaceId: string, personId: string): KnownByKey => {
    const { ed25519, name } = find(workspaceId, personId)
    if (ed25519 === null) throw appError('unknown_member')
    return { ed25519, name }
  }

  /** Takes somebody's role and way to the key; their name stays in the history. */
  const remove = async (
    context: Context,
    {
      workspaceId,
      personId,
      passphrase,
    }: { workspaceId: string; personId: string; passphrase?: Passphrase | undefined },
    action: string,
  ) => {
    if (shared.isShared(workspaceId)) {
      const row = find(workspaceId, personId)
      assertNotLastOwner(workspaceId, row)
      await shared.remove(workspaceId, sharedPerson(workspaceId, personId), passphrase)
      await commit(
        () =>
          record(context, {
            workspaceId,
            action,
            subjectId: personId,
            subjectName: row.name,
            detail: { role: row.role },
          }),
        NEWS,
      )
      return {}
    }
    await commit(() => {
      const row = find(workspaceId, personId)
      assertNotLastOwner(workspaceId, row)
      memberRows.remove(workspaceId, personId)
      vault.forgetPerson(workspaceId, personId)
      record(context, { workspaceId, action, subjectId: personId, subjectName: row.name, detail: { role: row.role } })
    }, NEWS)
    if (personId === context.actor.id) await vault.lock(workspaceId)
    return {}
  }

  return {
    join: joining.join,
    recover: joining.recover,

    list: (context, { workspaceId }) => memberRows.list(workspaceId).map((row) => view(context, row)),

    invite: async (context, { workspaceId, role, identity, invitationPassphrase, passphrase }) => {
      const to = identity === undefined ? null : readIdentity(identity)
      if ((to === null) === (invitationPassphrase === undefined)) throw appError('one_way')
      if (invitationPassphrase !== undefined) await assertStrong(invitationPassphrase)
      await openOwnKeys(vault.person, passphrase)
      const isShared = shared.isShared(workspaceId)
      if (isShared && to === null) throw appError('shared_identity_needed')
      const place = isShared && to ? await shared.add(workspaceId, to, role) : null
      const key = place || role === 'member' ? null : await vault.share(workspaceId)
      const { name: workspaceName } = memberRows.workspace(workspaceId) ?? { name: '' }
      const expiresAt = new Date(Date.parse(context.now) + INVITATION_MS).toISOString()
      const text = await sealInvitation(
        {
          ...{ id: randomUUID(), workspaceId, workspaceName, role, key, expiresAt },
          issuedAt: context.now,
          name: to?.name ?? null,
          ...(place && { shared: place }),
          from: { personId: context.actor.id, name: context.actor.name, ed25519: ownKey() },
        },
        to ?? { passphrase: invitationPassphrase ?? new Uint8Array() },
        sign,
      )
      const file = await context.openExport({ kind: 'invitation', name: fileName(workspaceName, to) })
      if (!file) return { path: null, name: null, expiresAt: null }
      try {
        await file.write(text)
        await commit(() =>
          record(context, {
            ...{ workspaceId, action: 'member.invite', detail: { role } },
            ...(to && { subjectName: to.name }),
          }),
        )
        await file.commit()
      } catch (error) {
        await file.abort()
        throw error
      }
      return { path: file.path, name: to?.name ?? null, expiresAt }
    },

    setRole: async (context, { workspaceId, personId, role, passphrase }) => {
      if (shared.isShared(workspaceId)) {
        const row = find(workspaceId, personId)
        if (role !== 'owner') assertNotLastOwner(workspaceId, row)
        await shared.setRole(workspaceId, sharedPerson(workspaceId, personId), role, passphrase)
        const detail = { before: row.role, role }
        await commit(
          () =>
            record(context, {
              ...{ workspaceId, action: 'member.role', subjectId: personId, subjectName: row.name, detail },
            }),
          NEWS,
        )
        return view(context, find(workspaceId, personId))
      }
      await commit(() => {
        const row = find(workspaceId, personId)
        if (row.role === role) return
        if (role !== 'owner') assertNotLastOwner(workspaceId, row)
        memberRows.put(workspaceId, personId, role, context.now)
        if (role === 'member') vault.forgetPerson(workspaceId, personId)
        record(context, {
          ...{ workspaceId, action: 'member.role', subjectId: personId, subjectName: row.name },
          detail: { before: row.role, role },
        })
      }, NEWS)
      if (role === 'member' && personId === context.actor.id) await vault.lock(workspaceId)
      // Somebody who may hold the key now gets their slot while it is open.
      else await vault.addPersonSlots(workspaceId)
      return view(context, find(workspaceId, personId))
    },

    remove: (context, input) => remove(context, input, 'member.remove'),

    leave: (context, { workspaceId }) => remove(context, { workspaceId, personId: context.actor.id }, 'member.leave'),
  }

  function ownKey(): string {
    const keys = vault.person.publicKeys()
    if (!keys) throw keyError('no_person_key', '')
    return keys.ed25519
  }

  function sign(bytes: Uint8Array): Uint8Array {
    const signature = vault.person.sign(bytes)
    if (!signature) throw keyError('person_passphrase_needed', '')
    return signature
  }
}

/** Throws `invalid` at the field of the invitation's passphrase. */
async function assertStrong(passphrase: Passphrase): Promise<void> {
  try {
    await assertStrongPassphrase(passphrase, [])
  } catch (error) {
    if (!(error instanceof AppError) || !error.fields?.['passphrase']) throw error
    throw appError('weak_passphrase', {}, { fields: { invitationPassphrase: error.fields['passphrase'] } })
  }
}

function readIdentity(line: string): PersonIdentity {
  const identity = parseIdentity(line)
  if (!identity) throw appError('input', {}, { fields: { identity: [fieldError('not_an_identity')] } })
  return identity
}

/** What the file is called: letters and digits alone, which every system takes. */
function fileName(workspace: string, to: PersonIdentity | null): string {
  const parts = [workspace, ...(to ? [to.name] : [])]
  const safe = parts.map((part) =>
    part
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40),
  )
  return `${safe.filter((part) => part !== '').join('-') || 'workspace'}.patchbay-invitation`
}

const NEWS = { workspaceId: null, topic: 'workspaces' } as const
