import type { Draft } from '../../contract/groups/desktop.ts'
import type { AppApi } from '../../contract/index.ts'
import { text } from '../text/text.ts'
import { mayChange } from './context.ts'
import { toAppError } from './to-app-error.ts'
import type { Toasts } from './toasts.ts'
import type { ViewStore } from './view-store.ts'
import type { WorkspaceStore } from './workspace-store.ts'

/** The pause in typing after which a draft is kept, in milliseconds. */
const REST_MS = 500

export interface DraftStore {
  /** Keeps a draft for the next start after a short pause; a later call replaces an earlier one. */
  keep(draft: () => Draft): void
  /** Forgets the draft after it was saved or discarded. */
  forget(): void
  /** Opens the form of the kept draft again after a restart. */
  resume(): Promise<void>
}

interface Deps {
  api: AppApi
  page: Window
  toasts: Toasts
  view: ViewStore
  workspaces: WorkspaceStore
}

/** Unsaved input of a form, which the desktop program keeps across a restart. */
export function createDraftStore({ api, page, toasts, view, workspaces }: Deps): DraftStore {
  const { desktop } = api
  let latest: (() => Draft) | null = null
  let isKept = false
  let timer: ReturnType<typeof setTimeout> | undefined

  // A failure loses nothing now, because the form still holds the input.
  const put = (draft: Draft | null) => void desktop.keepDraft({ draft }).catch(() => undefined)
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (latest) put(latest())
    latest = null
  }
  page.addEventListener('beforeunload', flush)

  const forget = () => {
    clearTimeout(timer)
    timer = undefined
    latest = null
    if (isKept) put(null)
    isKept = false
  }

  /** Whether the entry or connector of a draft still exists and the person may change it. */
  const isUsable = async ({ workspaceId, connectorId, catalogKey }: Draft): Promise<boolean> => {
    const workspace = workspaces.store.getState().list?.find(({ id }) => id === workspaceId)
    if (!workspace || !mayChange(workspace)) return false
    try {
      if (connectorId === null) await api.catalog.get({ key: catalogKey })
      else await api.connectors.get({ workspaceId, id: connectorId })
      return true
    } catch (error) {
      if (toAppError(error).code === 'not_found') return false
      throw error
    }
  }

  return {
    keep: (draft) => {
      latest = draft
      // The first change is kept at once, so the question before quitting can name the connector.
      if (!isKept) put(draft())
      isKept = true
      clearTimeout(timer)
      timer = setTimeout(flush, REST_MS)
    },
    forget,
    resume: async () => {
      const draft = await desktop.takeDraft({})
      // Without the list of workspaces the form cannot be shown; a later start resumes it.
      if (!draft || workspaces.store.getState().list === null || view.store.getState().dialog !== null) return
      isKept = true
      const { workspaceId, connectorId, catalogKey: key } = draft
      if (!(await isUsable(draft))) {
        forget()
        return toasts.notice(text.draft.gone(draft.title))
      }
      workspaces.select(workspaceId)
      if (connectorId !== null) view.showTab('installed')
      view.open(
        connectorId === null
          ? { kind: 'add', key, workspaceId, draft }
          : { kind: 'configure', id: connectorId, workspaceId, draft },
      )
    },
  }
}
