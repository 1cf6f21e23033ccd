import { appError } from '../../../contract/errors.ts'
import type { Changes } from '../../core/changes.ts'

/** The name of the work of joining, which is about no workspace that is here. */
export const JOINING = ''

/** How far a verification is. */
interface Progress {
  done: number
  total: number
}

/** Work on shared workspaces, by workspace: one at a time, with how far it is, until it is done or a person has enough of it. */
export function createWork(news: Pick<Changes, 'emit'>) {
  const underWay = new Map<string, Promise<unknown>>()
  const progress = new Map<string, Progress>()
  /** What ends the calls of the work that is under way. */
  const ends = new Map<string, () => void>()
  const unwanted = new Set<string>()

  const emit = (workspaceId: string) => news.emit({ workspaceId: workspaceId || null, topic: 'sharing' })

  const assertWanted = (workspaceId: string): void => {
    if (unwanted.has(workspaceId)) throw appError('cancelled')
  }

  const run = async <T>(workspaceId: string, work: () => Promise<T>): Promise<T> => {
    unwanted.delete(workspaceId)
    try {
      return await work()
    } catch (error) {
      // What a cancelled call reports is no fault of the remote.
      assertWanted(workspaceId)
      throw error
    } finally {
      ends.delete(workspaceId)
      if (progress.delete(workspaceId)) emit(workspaceId)
    }
  }

  return {
    /** Runs work after what is under way. */
    inTurn: <T>(workspaceId: string, work: () => Promise<T>): Promise<T> => {
      const turn = (underWay.get(workspaceId) ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => run(workspaceId, work))
      const kept = turn.finally(() => {
        if (underWay.get(workspaceId) === kept) underWay.delete(workspaceId)
      })
      kept.catch(() => undefined)
      underWay.set(workspaceId, kept)
      return turn
    },
    /** Names what ends the calls of the present work. */
    endWith: (workspaceId: string, end: () => void): void => void ends.set(workspaceId, end),
    progress: (workspaceId: string): Progress | null => progress.get(workspaceId) ?? null,
    /** Throws `conflict` with the reason `cancelled` once a person wants no more of it. */
    assertWanted,
    /** Notes how far it is, for who looks. Throws as `assertWanted`. */
    report: (workspaceId: string, done: number, total: number): void => {
      assertWanted(workspaceId)
      progress.set(workspaceId, { done, total })
      emit(workspaceId)
    },
    /** Ends what is under way and keeps no part of it. */
    cancel: (workspaceId: string): void => {
      if (!underWay.has(workspaceId)) return
      unwanted.add(workspaceId)
      ends.get(workspaceId)?.()
    },
    settled: async (): Promise<void> => void (await Promise.allSettled(underWay.values())),
  }
}

export type Work = ReturnType<typeof createWork>
