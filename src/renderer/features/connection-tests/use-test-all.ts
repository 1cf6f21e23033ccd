import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { mayChange, useStores } from '../../stores/context.ts'
import { inUse } from '../../stores/first/wanted-workspace.ts'
import { toAppError } from '../../stores/to-app-error.ts'

/** The active connectors of one workspace that can be tested, and what became of them. */
export interface Part {
  workspace: Workspace
  ids: readonly string[]
  /** Null before its turn has ended. */
  outcome: { ok: number; failed: number } | null
  error: AppError | null
}

interface TestAll {
  /** Null until it is known what there is to test. */
  parts: readonly Part[] | null
  /** The workspaces whose key waits for a person, so nothing in them can be tested. */
  locked: readonly Workspace[]
  error: AppError | null
  state: 'waiting' | 'running' | 'stopped' | 'done'
  start(): void
  stop(): void
}

/** Tests what is switched on in all workspaces, one workspace after another; what shows it stops it when it goes. */
export function useTestAll(): TestAll {
  const { api, overview, tests, workspaces } = useStores()
  const [parts, setParts] = useState<readonly Part[] | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [state, setState] = useState<TestAll['state']>('waiting')
  const current = useRef<string | null>(null)
  const isStopped = useRef(false)
  const [mine] = useState(() => inUse(workspaces.store.getState().list ?? []).filter(mayChange))
  const states = useStore(overview.store, (store) => store.states)
  const [isLocked] = useState(() => (id: string) => states?.get(id)?.isLocked ?? false)

  useEffect(() => {
    const plan = async () => {
      const open = mine.filter(({ id }) => !isLocked(id))
      const cards = await Promise.all(open.map(({ id }) => api.connectors.list({ workspaceId: id })))
      const candidates = open.map((workspace, at) => ({
        workspace,
        ids: (cards[at] ?? [])
          .filter(
            ({ status, isTestable, needsConfirmation }) => status === 'active' && isTestable && !needsConfirmation,
          )
          .map(({ id }) => id),
        ...{ outcome: null, error: null },
      }))
      setParts(candidates.filter(({ ids }) => ids.length > 0))
    }
    plan().catch((cause: unknown) => setError(toAppError(cause)))
  }, [api, mine, isLocked])

  const stop = () => {
    isStopped.current = true
    if (current.current !== null) tests.stop(current.current)
  }
  const stopLast = useRef(stop)
  useEffect(() => {
    stopLast.current = stop
  })
  useEffect(() => () => stopLast.current(), [])

  const settle = (id: string, change: Partial<Part>) =>
    setParts((before) => before?.map((part) => (part.workspace.id === id ? { ...part, ...change } : part)) ?? null)

  const start = async () => {
    setState('running')
    for (const { workspace, ids } of parts ?? []) {
      if (isStopped.current) break
      const { id } = workspace
      current.current = id
      try {
        const { results } = await api.connectionTests.testMany({ workspaceId: id, ids: [...ids] })
        const countOf = (outcome: string) => results.filter((one) => one.outcome === outcome).length
        settle(id, { outcome: { ok: countOf('ok'), failed: countOf('failed') } })
      } catch (cause) {
        settle(id, { error: toAppError(cause) })
      }
      current.current = null
    }
    setState(isStopped.current ? 'stopped' : 'done')
  }

  return { parts, locked: mine.filter(({ id }) => isLocked(id)), error, state, start: () => void start(), stop }
}
