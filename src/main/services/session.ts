import type { GroupHandlers } from '../../contract/define.ts'
import type { session } from '../../contract/session.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Context } from './context.ts'
import type { Rotation } from './rotation.ts'

interface Deps {
  vault: Vault
  rotation: Rotation
  version: string
}

/** Who is asking, and what state a workspace's key is in. */
export function createSession({ vault, rotation, version }: Deps): {
  handlers: GroupHandlers<typeof session, Context>
} {
  return {
    handlers: {
      get: ({ actor }) => ({ account: actor, version }),
      workspace: ({ role }, { workspaceId }) => ({
        role: role ?? 'member',
        key: rotation.describe(workspaceId, vault.status(workspaceId)),
      }),
    },
  }
}
