import { AsyncResource } from 'node:async_hooks'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { connectionTests, TestSchedule as Shown } from '../../../contract/groups/connection-tests.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError } from '../../../contract/errors.ts'
import type { Access } from '../../core/access.ts'
import { type Context, unattended, updatedBy } from '../../core/context.ts'
import type { Clock, Identity } from '../../core/ports.ts'
import { waitsForPerson } from '../../secrets/keys/errors.ts'
import type { Core } from '../core.ts'
import type { TestScheduleRow, WorkspaceRows } from '../workspaces/rows.ts'
import type { ConnectionTests } from './connection-tests.ts'

const HOUR_MS = 60 * 60_000
const LOOK_EVERY_MS = 60_000

interface Deps {
  workspaceRows: Pick<WorkspaceRows, 'scheduled' | 'testSchedule' | 'update'>
  access: Pick<Access, 'personOf' | 'membership'>
  /** The account that the program runs under. */
  identity: Identity
  runScheduled: ConnectionTests['runScheduled']
  clock: Clock
  /** What this program does of its own accord; nothing where it ends with its command. */
  unattended: UnattendedWork | null
}

/** How a program that stays open works while nobody asks it to. */
export interface UnattendedWork {
  /** The passphrase that opens keys where there is no keychain. */
  readPassphrase?: (() => Promise<Passphrase>) | undefined
  /** How often it looks for work, in milliseconds; every minute unless given. */
  lookEveryMs?: number
}

export interface TestSchedule {
  handlers: Pick<GroupHandlers<typeof connectionTests, Context>, 'schedule' | 'setSchedule'>
  close(): void
}

/**
 * Tests the connectors of workspaces when that is due, one workspace after the other. There is a timer only while some
 * workspace has it on. What has come due while the program was closed or the key was not to be had is made up for once.
 */
export function createTestSchedule(core: Core, deps: Deps): TestSchedule {
  const { vault, commit, record, changes, log } = core
  const { workspaceRows, access, identity, runScheduled, clock, unattended: work } = deps
  let timer: NodeJS.Timeout | undefined
  let isLooking = false
  let isClosed = false
  /** The workspaces whose keys did not open without a person, who is not asked again for each run. */
  const closed = new Set<string>()

  const dueAt = ({ everyHours, lastRun }: TestScheduleRow): number => {
    if (lastRun === null) return clock().getTime()
    const last = Date.parse(lastRun.at)
    // After a clock was set back, a run from the future would keep the next one waiting.
    return last > clock().getTime() ? clock().getTime() : last + everyHours * HOUR_MS
  }

  /** Who tests: the person who works with the program, where they may. */
  const testerOf = (workspaceId: string): Context | null => {
    const actor = access.personOf(identity)
    const role = access.membership(workspaceId, actor.id)?.role ?? 'member'
    return role === 'member' ? null : unattended({ actor, account: identity, role, now: clock().toISOString() })
  }

  const isKeyClosed = (workspaceId: string): boolean => {
    const { state, reason } = vault.status(workspaceId)
    if (state === 'READY') closed.delete(workspaceId)
    return closed.has(workspaceId) || waitsForPerson(reason)
  }

  /** Opens the key for the present work alone; false where that takes a person. */
  const openKey = async (workspaceId: string): Promise<boolean> => {
    if ((await vault.open(workspaceId)).state === 'READY') return true
    try {
      const passphrase = await work?.readPassphrase?.()
      if (passphrase && (await vault.open(workspaceId, passphrase)).state === 'READY') return true
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
    closed.add(workspaceId)
    return false
  }

  const run = async (workspaceId: string): Promise<void> => {
    const context = testerOf(workspaceId)
    if (!context || isKeyClosed(workspaceId)) return
    await vault.withOwnKeys(async () => {
      if (!(await openKey(workspaceId))) return
      const ended = await runScheduled(context, workspaceId)
      if (!ended || ended.isCancelled || isClosed) return
      const { isCancelled: _isCancelled, ...counts } = ended
      const scheduledRun = { at: context.now, ...counts }
      await commit(() => workspaceRows.update(workspaceId, { scheduledRun }), { workspaceId, topic: 'tests' })
    })
  }

  // A command with keys of its own may be what starts the timer, and they are not for the runs.
  const look = AsyncResource.bind(async () => {
    if (isLooking) return
    isLooking = true
    try {
      for (const row of workspaceRows.scheduled()) {
        if (isClosed) return
        if (dueAt(row) <= clock().getTime()) await run(row.id)
      }
    } catch (error) {
      // It is tried again at the next look.
      log.write('app.error', { error, ...(error instanceof AppError && { reason: error.reason }) })
    } finally {
      isLooking = false
    }
  })

  const adjust = () => {
    const isOn = work !== null && !isClosed && workspaceRows.scheduled().length > 0
    if (!isOn) {
      clearInterval(timer)
      timer = undefined
    } else timer ??= setInterval(() => void look(), work.lookEveryMs ?? LOOK_EVERY_MS).unref()
  }

  const stopFollowing = changes.on(({ topic }) => {
    if (topic === 'workspaces') adjust()
  })
  adjust()

  const view = (workspaceId: string): Shown => {
    const row = workspaceRows.testSchedule(workspaceId)
    if (!row) throw appError('no_workspace')
    const { everyHours, marksErrors, lastRun, archivedAt } = row
    const isOn = everyHours > 0 && archivedAt === null
    return {
      ...{ everyHours, marksErrors, lastRun },
      nextAt: isOn ? new Date(dueAt(row)).toISOString() : null,
      waitsFor: !isOn ? null : work === null ? 'program' : isKeyClosed(workspaceId) ? 'key' : null,
    }
  }

  return {
    handlers: {
      schedule: (_context, { workspaceId }) => view(workspaceId),

      setSchedule: async (context, { workspaceId, everyHours, marksErrors }) => {
        await commit(
          () => {
            const before = workspaceRows.testSchedule(workspaceId)
            if (!before) throw appError('no_workspace')
            const after = {
              everyHours: everyHours ?? before.everyHours,
              marksErrors: marksErrors ?? before.marksErrors,
            }
            const fields = [
              { path: 'testEveryHours', from: before.everyHours, to: after.everyHours },
              { path: 'markFailedTests', from: before.marksErrors, to: after.marksErrors },
            ].filter(({ from, to }) => from !== to)
            if (fields.length === 0) return
            workspaceRows.update(workspaceId, {
              ...{ testEveryHours: after.everyHours, marksFailedTests: after.marksErrors, ...updatedBy(context) },
            })
            record(context, {
              ...{ workspaceId, action: 'workspace.tests', subjectId: workspaceId, subjectName: before.name, fields },
            })
          },
          { workspaceId: null, topic: 'workspaces' },
        )
        return view(workspaceId)
      },
    },

    close: () => {
      isClosed = true
      stopFollowing()
      adjust()
    },
  }
}
