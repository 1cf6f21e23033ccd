import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Activity, ActivityFilters } from '../../../contract/groups/activity.ts'
import type { AppApi } from '../../../contract/index.ts'
import { text } from '../../text/text.ts'
import type { Connection } from '../connection.ts'
import { toAppError } from '../to-app-error.ts'
import type { Toasts } from '../toasts.ts'
import type { ViewStore } from '../view-store.ts'
import type { WorkspaceStore } from '../workspace-store.ts'
import { withActions } from './activity-words.ts'
import { ALL_ACTIVITY, fromActivityQuery, toActivityQuery, withFilters } from './activity-filters.ts'

export type ExportFormat = 'csv' | 'json' | 'ndjson'

interface ActivityState {
  filters: ActivityFilters
  /** The export under way; it has no total before its file is chosen. */
  exporting: { workspaceId: string; done: number; total: number; isCancelled: boolean } | null
}

export interface ActivityStore {
  store: StoreApi<ActivityState>
  /** Changes the filters; undefined takes one away. */
  filter(change: Partial<ActivityFilters>): void
  clear(): void
  /** Something was done in the current workspace, or anything may have been. */
  noteChange(): void
  /** Calls the listener when something was done. Returns the function that stops it. */
  onChange(listener: () => void): () => void
  /** Gives a connector the config that it had after an entry; a notice confirms it and offers Undo. */
  restore(workspaceId: string, entry: Activity): Promise<void>
  /** Writes what the filters show to a file; the desktop window asks where, a browser downloads it. */
  exportTo(workspaceId: string, format: ExportFormat): Promise<void>
  cancelExport(): void
  /** Keeps the URL and the filters together; returns the function that stops it. */
  followUrl(): () => void
}

interface Deps {
  api: AppApi
  connection: Pick<Connection, 'http'>
  toasts: Toasts
  view: ViewStore
  workspaces: WorkspaceStore
}

const PROGRESS_MS = 200
const words = text.activity
const isActivity = (path: string) => path.endsWith('/activity')

/** What is shown of the history of the current workspace. Filters belong to their workspace and are in the URL. */
export function createActivityStore(page: Window, { api, connection, toasts, view, workspaces }: Deps): ActivityStore {
  const kept = new Map<string, ActivityFilters>()
  const listeners = new Set<() => void>()
  const store = createStore<ActivityState>(() => ({ filters: ALL_ACTIVITY, exporting: null }))

  const enter = (id: string | null, before: string | null) => {
    if (before !== null) kept.set(before, store.getState().filters)
    store.setState({ filters: (id === null ? undefined : kept.get(id)) ?? ALL_ACTIVITY })
  }

  const restore: ActivityStore['restore'] = async (workspaceId, { id: activityId, subjectId, subjectName }) => {
    const id = subjectId ?? ''
    const name = subjectName ?? ''
    const about = { subjects: [id], workspaceId }
    try {
      const before = await api.connectors.get({ workspaceId, id })
      const after = await api.connectors.restoreConfig({ workspaceId, id, activityId })
      if (JSON.stringify(after.config) === JSON.stringify(before.config))
        return toasts.notice(words.alreadyThere(before.name), about)
      const goBack = async () => {
        try {
          const expectedUpdatedAt = after.updatedAt
          await api.connectors.update({ workspaceId, id, config: before.config, expectedUpdatedAt })
          toasts.success(words.restoreUndone(before.name), about)
        } catch (cause) {
          toasts.failure(words.undoFailed(before.name), cause, about)
        }
      }
      toasts.success(words.restored(before.name), {
        ...about,
        action: { label: text.common.undo, run: () => void goBack() },
      })
    } catch (cause) {
      toasts.failure(words.restoreFailed(name), cause, about)
    }
  }

  const exportTo: ActivityStore['exportTo'] = async (workspaceId, format) => {
    if (store.getState().exporting) return
    const input = { workspaceId, format, ...withActions(store.getState().filters) }
    store.setState({ exporting: { workspaceId, done: 0, total: 0, isCancelled: false } })
    const look = async () => {
      const progress = await api.activity.exportProgress({ workspaceId }).catch(() => null)
      const { exporting } = store.getState()
      if (progress && exporting) store.setState({ exporting: { ...exporting, ...progress } })
    }
    const timer = setInterval(() => void look(), PROGRESS_MS)
    const isCancelled = () => store.getState().exporting?.isCancelled ?? false
    try {
      if (connection.http) {
        await connection.http.download('activity.export', input)
        toasts.success(words.downloaded, { workspaceId })
      } else {
        const { cancelled, count, path } = await api.activity.export(input)
        if (!cancelled)
          toasts.success(words.exported(count), { workspaceId, ...(path !== null && { description: path }) })
      }
    } catch (cause) {
      // A browser only notices that the file has ended early.
      if (isCancelled() || toAppError(cause).reason === 'cancelled')
        toasts.notice(words.exportCancelled, { workspaceId })
      else toasts.failure(words.exportFailed, cause, { workspaceId })
    } finally {
      clearInterval(timer)
      store.setState({ exporting: null })
    }
  }

  return {
    store,
    filter: (change) => store.setState(({ filters }) => ({ filters: withFilters(filters, change) })),
    clear: () => store.setState({ filters: ALL_ACTIVITY }),
    noteChange: () => listeners.forEach((listener) => listener()),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    restore,
    exportTo,
    cancelExport: () => {
      const { exporting } = store.getState()
      if (!exporting) return
      store.setState({ exporting: { ...exporting, isCancelled: true } })
      void api.activity.cancelExport({ workspaceId: exporting.workspaceId }).catch(() => undefined)
    },

    followUrl: () => {
      const read = () => {
        if (isActivity(page.location.pathname)) store.setState({ filters: fromActivityQuery(page.location.search) })
      }
      const write = () => {
        const { pathname, search } = page.location
        if (!isActivity(pathname) || view.store.getState().tab !== 'activity') return
        const query = toActivityQuery(store.getState().filters)
        if (query !== search) page.history.replaceState(page.history.state, '', `${pathname}${query}`)
      }
      read()
      const stops = [
        workspaces.store.subscribe(({ currentId: id }, { currentId: before }) => {
          if (id !== before) enter(id, before)
        }),
        store.subscribe(({ filters }, before) => {
          if (filters !== before.filters) write()
        }),
        view.store.subscribe(({ tab }, before) => {
          if (tab !== before.tab) write()
        }),
      ]
      page.addEventListener('popstate', read)
      return () => {
        for (const stop of stops) stop()
        page.removeEventListener('popstate', read)
      }
    },
  }
}
