import type { Draft } from '../../contract/groups/desktop.ts'
import type { AppApi } from '../../contract/index.ts'
import { text } from '../text/text.ts'
import { mayChange } from './context.ts'
import { toAppError } from './to-app-error.ts'
import type { Toasts } from './toasts.ts'
import type { ViewStore } from './view-store.ts'
import type { WorkspaceStore } from './workspace-store.ts'

/** How long typing rests before it is kept, in milliseconds. */
const REST_MS = 500

export interface DraftStore {
  /** Keeps what is typed for the next start, soon; the latest call counts. */
  keep(draft: () => Draft): void
  /** Forgets what is typed, which was saved or discarded. */
  forget(): void
  /** Opens the form again that was open when the page before this one ended. */
  resume(): Promise<void>
}

interface Deps {
  api: AppApi
  page: Window
  toasts: Toasts
  view: ViewStore
  workspaces: WorkspaceStore
}

/** What is typed into a form and not saved, which the desktop program keeps beyond its end. */
export function createDraftStore({ api, page, toasts, view, workspaces }: Deps): DraftStore {
  const { desktop } = api
  let latest: (() => Draft) | null = null
  let isKept = false
  let timer: ReturnType<typeof setTimeout> | undefined

  // What cannot be kept is still in the form.
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

  /** Whether what a draft changes is there, for somebody who may change it. */
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
      // The first change is kept at once, so that the question before the end can name what it is about.
      if (!isKept) put(draft())
      isKept = true
      clearTimeout(timer)
      timer = setTimeout(flush, REST_MS)
    },
    forget,
    resume: async () => {
      const draft = await desktop.takeDraft({})
      // Without the list of workspaces nobody can type; a later start resumes.
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
