import { AsyncResource } from 'node:async_hooks'
import { AppError } from '../../../contract/errors.ts'
import type { Core } from '../core.ts'

/** How long changes are gathered before they are sent. */
const SOON_MS = 1000
const MINUTE_MS = 60_000

interface Deps {
  /** The shared workspaces in use. */
  all: () => string[]
  /** Whether changes of a workspace wait to be sent. */
  waits: (workspaceId: string) => boolean
  sync: (workspaceId: string) => Promise<unknown>
  /** How often the changes of others are taken over while nobody asks for it; 0 for never. */
  minutes: () => number
}

/**
 * Keeps shared workspaces up to date in a program that stays open: at its start, after each change and every few minutes. A
 * try that fails is noted at the workspace and made again at the next time.
 */
export function createSyncSchedule({ changes, log }: Pick<Core, 'changes' | 'log'>, deps: Deps) {
  const { all, waits, sync, minutes } = deps
  const due = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  // A command with keys of its own may be what starts a timer, and they are not for this.
  const run = AsyncResource.bind(async () => {
    timer = undefined
    const list = [...due]
    due.clear()
    for (const workspaceId of list)
      try {
        await sync(workspaceId)
      } catch (error) {
        // What a person can mend stands at the workspace.
        if (!(error instanceof AppError)) log.write('app.error', { error })
      }
  })

  const soon = (workspaceIds: readonly string[]) => {
    for (const workspaceId of workspaceIds) due.add(workspaceId)
    if (due.size > 0) timer ??= setTimeout(() => void run(), SOON_MS).unref()
  }

  let interval: NodeJS.Timeout | undefined
  let runsEvery = 0
  /** Where nothing is shared, no timer runs. */
  const keepTime = () => {
    const every = all().length > 0 ? minutes() : 0
    if (every === runsEvery) return
    clearInterval(interval)
    runsEvery = every
    interval = every > 0 ? setInterval(() => soon(all()), every * MINUTE_MS).unref() : undefined
  }

  const stopFollowing = changes.on(({ workspaceId, topic }) => {
    if (topic === 'connectors' && workspaceId !== null && waits(workspaceId)) soon([workspaceId])
    if (topic === 'sharing' || topic === 'workspaces') keepTime()
  })
  keepTime()
  soon(all())

  return {
    close: (): void => {
      stopFollowing()
      clearInterval(interval)
      clearTimeout(timer)
    },
  }
}
