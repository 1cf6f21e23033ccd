import type { GroupHandlers } from '../../contract/define.ts'
import type { keys, session } from '../../contract/session.ts'
import type { Changes } from '../changes.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Context } from './context.ts'

interface Deps {
  vault: Vault
  changes: Changes
  version: string
}

/** Who is asking, and what state a workspace's key is in. */
export function createSession({ vault, version }: Deps): { handlers: GroupHandlers<typeof session, Context> } {
  return {
    handlers: {
      get: ({ actor }) => ({ account: actor, version }),
      workspace: ({ role }, { workspaceId }) => ({ role: role ?? 'member', key: vault.status(workspaceId) }),
    },
  }
}

/** Opening keys. */
export function createKeys({ vault, changes }: Omit<Deps, 'version'>): {
  handlers: GroupHandlers<typeof keys, Context>
} {
  return {
    handlers: {
      probe: () => vault.probe(),
      open: async (_context, { workspaceId, passphrase }) => {
        const status = await vault.open(workspaceId, passphrase)
        changes.emit({ workspaceId, topic: 'keys' })
        return status
      },
    },
  }
}
