import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ActivityFilters } from '../../../contract/groups/activity.ts'
import { useStores } from '../../stores/context.ts'
import { createHistory } from './history.ts'

/** The activity of a workspace, read again whenever something is done. `filters` stays the same object while they do. */
export function useActivity(workspaceId: string, filters: ActivityFilters) {
  const { activity, api } = useStores()
  const history = useMemo(() => createHistory(api, workspaceId, filters), [api, workspaceId, filters])
  useEffect(() => {
    void history.refresh()
    return activity.onChange(() => void history.refresh())
  }, [activity, history])
  const { items, error, next } = useStore(history.store)
  return { items, error, hasMore: next !== null, more: history.more, retry: history.refresh }
}

export interface Person {
  id: string
  name: string
}

const NOBODY: readonly Person[] = []

/** The people in the history of a workspace. */
export function usePeople(workspaceId: string): readonly Person[] {
  const { activity, api } = useStores()
  const [people, setPeople] = useState<{ workspaceId: string; list: readonly Person[] } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      // A failure leaves the list as it is; that of the entries says what is wrong.
      const list = await api.activity.people({ workspaceId }).catch(() => null)
      if (isCurrent && list) setPeople({ workspaceId, list })
    }
    void read()
    const stop = activity.onChange(() => void read())
    return () => {
      isCurrent = false
      stop()
    }
  }, [activity, api, workspaceId])
  return people?.workspaceId === workspaceId ? people.list : NOBODY
}
