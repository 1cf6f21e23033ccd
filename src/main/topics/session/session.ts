import type { GroupHandlers } from '../../../contract/define.ts'
import type { session } from '../../../contract/groups/session.ts'
import type { Core } from '../core.ts'
import type { Context } from '../../core/context.ts'
import type { Rotation } from '../keys/rotation.ts'

/** Who is asking, and what state a workspace's key is in. */
export function createSession(
  { vault, resources: { version } }: Core,
  rotation: Rotation,
): GroupHandlers<typeof session, Context> {
  return {
    get: ({ actor }) => ({ account: actor, version }),
    workspace: ({ role }, { workspaceId }) => ({
      role: role ?? 'member',
      key: rotation.describe(workspaceId, vault.status(workspaceId)),
    }),
  }
}
