import type { Passphrase } from '../../../contract/passphrase.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError, fieldError } from '../../../contract/errors.ts'
import type { members as membersContract } from '../../../contract/groups/members.ts'
import { MemberRole } from '../../../contract/groups/workspaces.ts'
import { nameKey } from '../../../shared/names.ts'
import type { Context } from '../../core/context.ts'
import { type Invitation, openInvitation } from '../../secrets/person/invitation.ts'
import { openOwnKeys } from '../../secrets/person/person-key.ts'
import type { Core } from '../core.ts'
import type { MemberRow, MemberRows } from './member-rows.ts'

/** How long an invitation is valid. */
export const INVITATION_MS = 7 * 24 * 60 * 60 * 1000

/** How far the clocks of two computers may lie apart. */
const CLOCKS_APART_MS = 60 * 60 * 1000

/** From the one that may least. */
const ROLES: readonly MemberRole[] = ['member', 'admin', 'owner']

/** Throws where an invitation is no longer valid, or the clock of this computer is behind the one that it was made by. */
export function assertInTime({ issuedAt, expiresAt }: Pick<Invitation, 'issuedAt' | 'expiresAt'>, now: string): void {
  const end = Math.min(Date.parse(expiresAt), Date.parse(issuedAt) + INVITATION_MS)
  if (!(Date.parse(now) <= end)) throw appError('invitation_expired', { at: expiresAt })
  if (Date.parse(now) < Date.parse(issuedAt) - CLOCKS_APART_MS) throw appError('clock_behind', { at: issuedAt })
}

/** The two ways into a workspace that is there already: an invitation, and the recovery passphrase. */
export function createJoining(
  { vault, commit, record }: Core,
  memberRows: MemberRows,
): Pick<GroupHandlers<typeof membersContract, Context>, 'join' | 'recover'> {
  /** Throws where an invitation, which is whole, does not let this person in here and now. */
  const assertAccepted = ({ actor, now }: Context, invitation: Invitation): MemberRole => {
    const { id, workspaceId, workspaceName, from } = invitation
    assertInTime(invitation, now)
    if (invitation.shared && !memberRows.workspace(workspaceId))
      throw appError('invitation_shared', { remote: invitation.shared.remote })
    if (!memberRows.workspace(workspaceId)) throw appError('invitation_workspace', { name: workspaceName })
    if (memberRows.isSpent(id)) throw appError('invitation_used')
    const inviter = memberRows.find(workspaceId, from.personId)
    if (inviter?.role !== 'owner' || inviter.ed25519 !== from.ed25519)
      throw appError('invitation_from', { name: from.name })
    const role = MemberRole.safeParse(invitation.role).data
    if (!role) throw appError('invitation_role', { role: invitation.role })
    const present = memberRows.find(workspaceId, actor.id)
    if (present && !isHigher(role, present)) throw appError('already_member', { role: present.role })
    return role
  }

  /** Answers why the person's own keys cannot be used, because who joins as a member needs none. */
  const problemOf = async (work: Promise<void>): Promise<AppError | null> => {
    try {
      await work
      return null
    } catch (error) {
      if (error instanceof AppError) return error
      throw error
    }
  }

  /** Makes them where there are none, or no way to open them any more. */
  const haveOwnKeys = async (passphrase: Passphrase | undefined): Promise<void> => {
    await vault.person.make({ replacesLost: true, ...(passphrase !== undefined && { passphrase }) })
    await openOwnKeys(vault.person, passphrase)
  }

  return {
    join: async (context, { invitation: file, invitationPassphrase, passphrase }) => {
      const hasKeys = vault.person.publicKeys() !== null
      const closed = hasKeys ? await problemOf(openOwnKeys(vault.person, passphrase)) : null
      const invitation = await openInvitation(file, {
        keys: vault.person.peek(),
        passphrase: invitationPassphrase,
      }).catch((error: unknown) => {
        // Whose invitation it is can only be seen with the person's own keys.
        throw closed && error instanceof AppError && error.reason === 'invitation_other_person' ? closed : error
      })
      const role = assertAccepted(context, invitation)
      // Nobody who is refused gets keys, nor others in place of those that another computer may have.
      const problem = await problemOf(haveOwnKeys(passphrase))
      if (role !== 'member' && problem) throw problem
      const { id, workspaceId, workspaceName: name, key, from } = invitation
      const adopt = role === 'member' ? null : key && vault.adoption(workspaceId, key)
      if (role !== 'member' && !adopt) throw appError('invitation_key')
      await commit(() => {
        // Looked at again: another window may have used it by now.
        assertAccepted(context, invitation)
        memberRows.spend({ id, workspaceId, personId: context.actor.id, spentAt: context.now })
        memberRows.put(workspaceId, context.actor.id, role, context.now)
        record(context, {
          ...{ workspaceId, action: 'member.join', subjectId: context.actor.id, subjectName: context.actor.name },
          detail: { role, by: 'invitation', invitedBy: from.name },
        })
      }, NEWS)
      await adopt?.()
      return { workspaceId, name: memberRows.workspace(workspaceId)?.name ?? name, role }
    },

    recover: async (context, { passphrase, name }) => {
      const { actor, now } = context
      const candidates = memberRows
        .workspaces()
        .filter((workspace) => name === undefined || nameKey(workspace.name) === nameKey(name))
        .filter(({ id }) => (memberRows.find(id, actor.id)?.role ?? 'member') === 'member')
        .filter(({ id }) => vault.status(id).slots.includes('passphrase'))
      if (candidates.length === 0) throw appError('no_recovery')
      const joined: { workspaceId: string; name: string; role: MemberRole }[] = []
      for (const workspace of candidates) {
        const { id: workspaceId } = workspace
        if (!(await vault.isPassphrase(workspaceId, passphrase))) continue
        // A key that opens here without the passphrase is one that somebody else may be using.
        const role = (await vault.open(workspaceId)).state === 'READY' ? 'admin' : 'owner'
        // Its passphrase, which several people may have, protects no keys of one of them.
        await problemOf(haveOwnKeys(undefined))
        await commit(() => {
          memberRows.put(workspaceId, actor.id, role, now)
          record(context, {
            ...{ workspaceId, action: 'member.join', subjectId: actor.id, subjectName: actor.name },
            detail: { role, by: 'passphrase' },
          })
        }, NEWS)
        await vault.open(workspaceId, passphrase)
        joined.push({ workspaceId, name: workspace.name, role })
      }
      if (joined.length === 0)
        throw appError('input', {}, { fields: { passphrase: [fieldError('opens_no_workspace')] } })
      return joined
    },
  }
}

const isHigher = (role: MemberRole, { role: present }: MemberRow): boolean =>
  ROLES.indexOf(role) > ROLES.indexOf(present)

const NEWS = { workspaceId: null, topic: 'workspaces' } as const
