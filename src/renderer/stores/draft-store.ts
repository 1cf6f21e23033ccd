import type { Draft } from '../../contract/groups/desktop.ts'
import type { AppApi } from '../../contract/index.ts'
import { withoutSecrets } from '../../shared/secret-looks.ts'
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
  /** Keeps the draft across the reload of this page that follows. */
  keepAcrossReload(): void
  /** Opens the form of the kept draft again after a restart. */
  resume(): Promise<void>
}

/** Where a draft outlives its page. */
interface DraftKeeper {
  /** Takes a draft while it is typed. */
  keep(draft: Draft | null): void
  /** Takes the draft just before the page is loaded again. */
  keepAcrossReload(draft: Draft): void
  /** The draft of the page before this one. */
  take(): Promise<Draft | null>
}

/** The desktop program keeps drafts across its own end. */
export const createDesktopKeeper = ({ desktop }: AppApi): DraftKeeper => {
  // A failure loses nothing now, because the form still holds the input.
  const keep = (draft: Draft | null) => void desktop.keepDraft({ draft }).catch(() => undefined)
  return { keep, keepAcrossReload: keep, take: () => desktop.takeDraft({}) }
}

/** The name under which a browser tab has the draft of the page before its reload. */
const KEPT = 'patchbay-draft'

/** A browser keeps a draft only while it loads a page again, because its files hold what was stored for a while. */
export function createTabKeeper({ sessionStorage }: Window): DraftKeeper {
  return {
    keep: (draft) => {
      if (draft === null) sessionStorage.removeItem(KEPT)
    },
    keepAcrossReload: (draft) => sessionStorage.setItem(KEPT, JSON.stringify(withoutSecrets(draft))),
    take: () => {
      const kept = sessionStorage.getItem(KEPT)
      return Promise.resolve(kept === null ? null : (JSON.parse(kept) as Draft))
    },
  }
}

interface Deps {
  api: AppApi
  keeper: DraftKeeper
  page: Window
  toasts: Toasts
  view: ViewStore
  workspaces: WorkspaceStore
}

/** Unsaved input of a form, kept across a restart of the desktop program and across an idle lock. */
export function createDraftStore({ api, keeper, page, toasts, view, workspaces }: Deps): DraftStore {
  let latest: (() => Draft) | null = null
  let isKept = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What the open form holds; null without unsaved input. */
  let present: (() => Draft) | null = null
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (latest) keeper.keep(latest())
    latest = null
  }
  page.addEventListener('beforeunload', flush)

  const forget = () => {
    clearTimeout(timer)
    timer = undefined
    latest = null
    present = null
    if (isKept) keeper.keep(null)
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
      present = draft
      // The first change is kept at once, so the question before quitting can name the connector.
      if (!isKept) keeper.keep(draft())
      isKept = true
      clearTimeout(timer)
      timer = setTimeout(flush, REST_MS)
    },
    forget,
    keepAcrossReload: () => {
      if (present) keeper.keepAcrossReload(present())
    },
    resume: async () => {
      const draft = await keeper.take()
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
