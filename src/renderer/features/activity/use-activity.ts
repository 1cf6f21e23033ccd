import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ActivityFilters } from '../../../contract/groups/activity.ts'
import type { AppApi } from '../../../contract/index.ts'
import type { ActivityKind } from '../../../shared/text/activity-kinds.ts'
import { useStores } from '../../stores/context.ts'
import { withActions } from '../../stores/lists/activity-words.ts'
import { createReader } from '../../stores/reader.ts'
import { createHistory } from './history.ts'

/** The activity of a workspace, read again whenever something is done. `filters` stays the same object while they do. */
export function useActivity(workspaceId: string, filters: ActivityFilters) {
  const { activity, api } = useStores()
  const history = useMemo(() => createHistory(api, workspaceId, filters), [api, workspaceId, filters])
  const [answered, setAnswered] = useState(history)
  useEffect(() => {
    let isCurrent = true
    void history.refresh().then(() => isCurrent && setAnswered(history))
    const stop = activity.onChange(() => void history.refresh())
    return () => {
      isCurrent = false
      stop()
    }
  }, [activity, history])
  // With every letter of a search, what is listed stays until the answer is there.
  const shown = answered.subject === history.subject ? answered : history
  const { items, error, next } = useStore(shown.store)
  return { items, error, hasMore: next !== null, more: shown.more, retry: shown.refresh }
}

export interface Person {
  id: string
  name: string
}

const NOBODY: readonly Person[] = []
const readPeople = (api: AppApi, workspaceId: string) => api.activity.people({ workspaceId })
const readKinds = (api: AppApi, workspaceId: string) => api.activity.counts({ workspaceId })

/** The people in the history of a workspace. */
export const usePeople = (workspaceId: string): readonly Person[] => useHistoryFact(workspaceId, readPeople) ?? NOBODY

/** How many entries the history of a workspace has of each kind; null until the first answer. */
export const useKinds = (workspaceId: string) => useHistoryFact(workspaceId, readKinds)

/** The same of the entries that fit the filters, whatever their kind; those before stay until the answer is there. */
export function useCounts(workspaceId: string, { kind: _kind, ...filters }: ActivityFilters) {
  const { activity, api } = useStores()
  const wanted = JSON.stringify({ workspaceId, ...withActions(filters) })
  const [answer, setAnswer] = useState<{ workspaceId: string; value: KindCounts } | null>(null)
  const count = useMemo(() => createCounter(api, setAnswer), [api])
  useEffect(() => {
    const read = () => count(JSON.parse(wanted) as CountsInput)
    read()
    return activity.onChange(read)
  }, [activity, count, wanted])
  return answer?.workspaceId === workspaceId ? answer.value : null
}

type CountsInput = ActivityFilters & { workspaceId: string }

/** Counts one at a time, and then for the last that was asked for: with every letter of a search, all is counted. */
function createCounter(api: AppApi, onValue: (answer: { workspaceId: string; value: KindCounts }) => void) {
  let wanted: CountsInput | null = null
  const read = createReader(async () => {
    if (!wanted) return
    const { workspaceId } = wanted
    // A failure leaves it as it is; that of the entries says what is wrong.
    const value = await api.activity.counts(wanted).catch(() => null)
    if (value) onValue({ workspaceId, value })
  })
  return (input: CountsInput) => {
    wanted = input
    void read()
  }
}

export type KindCounts = readonly { kind: ActivityKind; count: number }[]

/** What is read of the history of a workspace, again whenever something is done; null until the first answer. */
function useHistoryFact<T>(workspaceId: string, read: (api: AppApi, workspaceId: string) => Promise<T>): T | null {
  const { activity, api } = useStores()
  const [fact, setFact] = useState<{ workspaceId: string; value: T } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const readNow = async () => {
      // A failure leaves it as it is; that of the entries says what is wrong.
      const value = await read(api, workspaceId).catch(() => null)
      if (isCurrent && value !== null) setFact({ workspaceId, value })
    }
    void readNow()
    const stop = activity.onChange(() => void readNow())
    return () => {
      isCurrent = false
      stop()
    }
  }, [activity, api, read, workspaceId])
  return fact?.workspaceId === workspaceId ? fact.value : null
}
