import type { GroupHandlers } from '../../../contract/define.ts'
import type { session, Warning } from '../../../contract/groups/session.ts'
import type { Core } from '../core.ts'
import type { Context } from '../../core/context.ts'
import type { Rotation } from '../keys/rotation.ts'
import type { MemberRows } from '../people/member-rows.ts'
import type { PeopleRows } from '../people/rows.ts'

interface Deps {
  rotation: Rotation
  peopleRows: PeopleRows
  memberRows: Pick<MemberRows, 'list'>
  warnings: () => Warning[]
}

/** Who is asking, and what state a workspace's key is in. */
export function createSession(
  { vault, resources: { version } }: Core,
  { rotation, peopleRows, memberRows, warnings }: Deps,
): GroupHandlers<typeof session, Context> {
  return {
    get: ({ actor, account }) => {
      const founder = peopleRows.founder()
      return {
        ...{ person: actor, account, version },
        founder: founder && { name: founder.name, isYou: founder.id === actor.id },
        isStranger: peopleRows.isStranger(actor.id),
        warnings: warnings(),
      }
    },
    workspace: (context, { workspaceId }) => ({
      role: context.role ?? 'member',
      key: rotation.describe(context, workspaceId, vault.status(workspaceId)),
      keepers: memberRows
        .list(workspaceId)
        .filter(({ personId, role }) => role !== 'member' && personId !== context.actor.id)
        .map(({ name }) => name),
    }),
  }
}
