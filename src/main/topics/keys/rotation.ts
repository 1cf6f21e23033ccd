import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { appError } from '../../../contract/errors.ts'
import type { KeyCondition, KeyStatus } from '../../../contract/groups/keys.ts'
import type { Core } from '../core.ts'
import { envelopeVersion } from '../../secrets/keys/envelope.ts'
import { keyStateOf } from '../../secrets/keys/errors.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import { createFormerSecretMove } from '../connectors/former-secrets.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import type { Context } from '../../core/context.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import { proofToOpen } from './proof.ts'
import { createSweep, eraseTraces } from './sweep.ts'

interface Deps {
  connectorRows: ConnectorRows
  health: SecretHealth
  catalogRows: Pick<CatalogRows, 'byId'>
  me: () => Pick<Context, 'actor' | 'now'>
  /** Encrypts what else is under the key with its newest version; called inside a transaction. */
  reencryptOthers: (workspaceId: string, key: OpenKey, unreadable: (envelope: string) => void) => void
  /** Whether other computers have the secrets too; each would encrypt them again for itself. */
  isShared: (workspaceId: string) => boolean
  /** The ids of the keys that a backup needs. */
  keysOfBackups: () => ReadonlySet<string>
}

const TELL_EVERY_MS = 100

/**
 * Encrypts every secret of a workspace with the newest version of its key, a few connectors per transaction. What is done
 * is read from the secrets themselves, so a sweep that was interrupted at any point simply starts again. Older
 * keys go at the end of a sweep of a later run, once nothing is left under them, no trace is in the files and no backup
 * needs them.
 */
export function createRotation(core: Core, deps: Deps) {
  const { store, vault, changes, commit, record, backUp, log } = core
  const { connectorRows, health, catalogRows, me, reencryptOthers, keysOfBackups, isShared } = deps
  const sweepBatch = createSweep({
    ...{ connectorRows, health, me },
    moveFormer: createFormerSecretMove(core, { connectorRows, catalogRows }),
  })
  const running = new Map<string, Promise<void>>()
  const progress = new Map<string, { done: number; total: number }>()
  let closed = false

  const versions = (workspaceId: string): { older: number[]; unswept: number[] } => {
    try {
      return vault.versions(workspaceId)
    } catch (error) {
      if (keyStateOf(error)) return { older: [], unswept: [] }
      throw error
    }
  }

  const sweep = async (workspaceId: string): Promise<void> => {
    const isRotation = versions(workspaceId).unswept.length > 0
    const key = vault.peek(workspaceId)
    if (!key) return
    const oldVersions = new Set<number>()
    let hasRemoved = false
    const total = isRotation ? connectorRows.countWithSecrets(workspaceId) : 0
    let [done, after, reported, isNews]: [number, number | null, number, boolean] = [0, 0, 0, false]
    try {
      while (after !== null) {
        if (closed) return
        const from: number = after
        const batch = await commit(() => sweepBatch(workspaceId, from, oldVersions, key))
        after = batch.next
        done += batch.count
        isNews ||= batch.isNews
        if (isRotation) progress.set(workspaceId, { done, total })
        if (isRotation && performance.now() - reported > TELL_EVERY_MS) {
          changes.emit({ workspaceId, topic: 'keys' })
          reported = performance.now()
        }
        await nextTurn()
      }
      await commit(() =>
        reencryptOthers(workspaceId, key, (envelope) => {
          const version = envelopeVersion(envelope)
          if (version !== null) oldVersions.add(version)
        }),
      )
      if (isRotation && (await eraseTraces(store, () => closed))) await vault.noteSwept(workspaceId, oldVersions)
      if (!closed && versions(workspaceId).older.length > 0)
        hasRemoved = (await vault.removeOlderKeys(workspaceId, keysOfBackups())) > 0
    } finally {
      progress.delete(workspaceId)
      if (isRotation || isNews || hasRemoved) changes.emit({ workspaceId, topic: 'keys' })
      if (isNews) changes.emit({ workspaceId, topic: 'connectors' })
    }
  }

  /** Sweeps once whatever is under way has ended. */
  const run = (workspaceId: string): Promise<void> => {
    const before = running.get(workspaceId) ?? Promise.resolve()
    const job = before
      .catch(() => undefined)
      .then(() => sweep(workspaceId))
      .finally(() => {
        if (running.get(workspaceId) === job) running.delete(workspaceId)
      })
    running.set(workspaceId, job)
    return job
  }

  const describe = (
    context: Pick<Context, 'confirmPerson'>,
    workspaceId: string,
    condition: KeyCondition,
  ): KeyStatus => ({
    ...condition,
    proof: proofToOpen(condition, context),
    olderVersions: versions(workspaceId).older.length,
    progress: progress.get(workspaceId) ?? null,
    unreadable: health.count(workspaceId),
  })

  return {
    describe,

    /** Called when a key has opened: goes on with an unfinished rotation and looks for secrets that cannot be read. */
    resume: (workspaceId: string): void => {
      if (closed || running.has(workspaceId) || isShared(workspaceId)) return
      run(workspaceId).catch((error: unknown) => log.write('call.failed', { procedure: 'keys.rotate', error }))
    },

    /** Resolves once every secret of an open key was looked at. */
    settled: async (workspaceId: string): Promise<void> => {
      await running.get(workspaceId)
    },

    /** Makes the next version of the key and encrypts every secret with it. */
    rotate: async (
      context: Context,
      { workspaceId, passphrase, startOver }: { workspaceId: string; passphrase?: Passphrase; startOver: boolean },
    ): Promise<KeyStatus> => {
      if (progress.has(workspaceId)) throw appError('rotation_running')
      const options = { startOver, ...(passphrase !== undefined && { passphrase }) }
      await backUp('rotation')
      const pending = await vault.prepareRotation(workspaceId, options)
      try {
        await commit(() => {
          pending.activate()
          record(context, { workspaceId, action: startOver ? 'key.start_over' : 'key.rotate', subjectId: workspaceId })
        })
      } catch (error) {
        await pending.discard()
        throw error
      }
      const startedAt = performance.now()
      await run(workspaceId)
      await backUp('rotated')
      log.write('key.rotated', { workspaceId, milliseconds: Math.round(performance.now() - startedAt) })
      return describe(context, workspaceId, vault.status(workspaceId))
    },

    /** Waits for the transaction that is under way; what is left is done at the next start. */
    close: async (): Promise<void> => {
      closed = true
      await Promise.allSettled(running.values())
    },
  }
}

export type Rotation = ReturnType<typeof createRotation>
