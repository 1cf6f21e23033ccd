import { appError } from '../../../contract/errors.ts'
import { COLOURS } from '../../../shared/limits.ts'
import { nameKey } from '../../../shared/names.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import { type Context, createdBy } from '../../core/context.ts'
import { openInvitation } from '../../secrets/person/invitation.ts'
import { openOwnKeys } from '../../secrets/person/person-key.ts'
import type { Core } from '../core.ts'
import { assertInTime } from '../people/joining.ts'
import type { MemberRows } from '../people/member-rows.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import type { Upgrades } from '../connectors/upgrades.ts'
import { auditOf, changedIds, connectorsAt, toArrivals } from './arrivals.ts'
import { createBatch } from './git/batch.ts'
import { checkRemote } from './git/remote.ts'
import type { Mirrors } from './mirrors.ts'
import { allKeyFiles, type SharedPeople } from './people.ts'
import type { SharingRows } from './rows.ts'
import { verify } from './verify/verify.ts'
import { JOINING, type Work } from './work.ts'
import type { Writer } from './writer.ts'

interface Deps {
  sharingRows: SharingRows
  people: SharedPeople
  writer: Writer
  mirrors: Mirrors
  work: Work
  memberRows: Pick<MemberRows, 'spend'>
  workspaceRows: Pick<WorkspaceRows, 'insert' | 'isNameTaken' | 'nameOf' | 'list'>
  upgrades: Pick<Upgrades, 'wake'>
}

interface JoinInput {
  remote: string
  invitation: string
  passphrase?: Passphrase | undefined
}

/** Joins a shared workspace: everything is verified from its first commit on, then it is here at once or not at all. */
export function createSharedJoining({ vault, commit, record }: Core, deps: Deps) {
  const { sharingRows, people, writer, mirrors, work, memberRows, workspaceRows, upgrades } = deps

  const freeName = (name: string): string => {
    let free = name
    for (let number = 2; workspaceRows.isNameTaken(nameKey(free)); number += 1) free = `${name} (${number})`
    return free
  }

  return async (context: Context, { remote, invitation: text, passphrase }: JoinInput) => {
    checkRemote(remote)
    // An invitation to a shared workspace is for keys that are there already.
    if (vault.person.publicKeys()) await openOwnKeys(vault.person, passphrase)
    const invitation = await openInvitation(text, { keys: vault.person.peek(), passphrase: undefined })
    const { workspaceId, shared, from } = invitation
    if (!shared) throw appError('invitation_not_shared')
    assertInTime(invitation, context.now)
    if (workspaceRows.nameOf(workspaceId) !== undefined) throw appError('shared_here')
    const mirror = await mirrors.begin(workspaceId, remote)
    work.endWith(JOINING, mirror.cancel)
    try {
      const head = await mirror.fetch()
      if (head === null) throw appError('remote_empty')
      const { state, commits } = await verify({
        ...{ mirror, from: null, to: head, expected: { workspaceId, root: shared.root } },
        onProgress: (done, total) => work.report(JOINING, done, total),
      })
      const memberId = people.myId() ?? ''
      const member = state.members.find(({ id }) => id === memberId)
      if (!member || member.role === 'removed') throw appError('shared_no_member', { name: from.name })
      const role: MemberRole = member.role
      const batch = createBatch(mirror)
      const files = await allKeyFiles(batch, state.tree)
      const keyFiles = role === 'member' ? files : people.withOlderKeys(workspaceId, files)
      const connectors = await connectorsAt(batch, state.tree, changedIds(commits))
      const audits = auditOf(commits)
      const own = createdBy(context)
      const arrivals = toArrivals(sharingRows, workspaceId, connectors, (id) => audits.get(id) ?? own)
      const name = freeName(state.name)
      work.assertWanted(JOINING)
      const used = workspaceRows.list(context.actor.id).map(({ colour }) => colour)
      const colour = COLOURS.find((candidate) => !used.includes(candidate)) ?? COLOURS[0]
      await commit(
        () => {
          workspaceRows.insert({ ...{ id: workspaceId, name, nameKey: nameKey(name), colour }, ...own })
          people.receiveMembers(workspaceId, state, context.now)
          people.receiveKeys(workspaceId, state, keyFiles, context.now)
          memberRows.spend({ id: invitation.id, workspaceId, personId: context.actor.id, spentAt: context.now })
          sharingRows.insert({ ...{ workspaceId, remote, root: shared.root, state }, syncedAt: context.now })
          writer.write(workspaceId, arrivals, null)
          for (const [id, { conflicts }] of connectors) sharingRows.putConflicts(workspaceId, id, conflicts)
          record(context, {
            ...{ workspaceId, action: 'workspace.join', subjectId: workspaceId, subjectName: name },
            detail: { role, invitedBy: from.name },
          })
        },
        { workspaceId: null, topic: 'workspaces' },
      )
      const key = role === 'member' ? null : await vault.use(workspaceId)
      // What is kept elsewhere is sealed with the key, which opens only now that it is here.
      const references = key ? arrivals.filter((arrival) => writer.needsKey(workspaceId, [arrival])) : []
      if (references.length > 0)
        await commit(() => writer.write(workspaceId, references, key), { workspaceId, topic: 'connectors' })
      upgrades.wake()
      return { workspaceId, name, role }
    } catch (error) {
      if (!sharingRows.isShared(workspaceId)) mirrors.remove(workspaceId)
      throw error
    }
  }
}
