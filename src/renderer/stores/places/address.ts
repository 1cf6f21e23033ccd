import { isOfWorkspace, TABS, type Tab, type ViewStore } from '../view-store.ts'
import { WORKSPACE_PATH } from '../../../contract/first-calls.ts'
import { currentWorkspace, type WorkspaceStore } from '../workspace-store.ts'

/** What the path of a URL names: `/w/<workspace>/<tab>`, a tab of the workspace that was open last, `/overview` or `/settings`. */
interface Address {
  workspaceId: string | null
  tab: Tab | null
  /** Whether there is no such screen. */
  isUnknown: boolean
}

export const OVERVIEW = '/overview'

/** The pages that are of no workspace. */
const OUTSIDE = new Map<string, Tab>([
  [OVERVIEW, 'overview'],
  ['/settings', 'settings'],
])

export function readAddress(path: string): Address {
  const [, workspaceId = null, rest = ''] = WORKSPACE_PATH.exec(path) ?? [null, null, path]
  const tab = OUTSIDE.get(path) ?? TABS.find((name) => rest === `/${name}`) ?? null
  return { workspaceId, tab, isUnknown: tab === null && rest !== '/' && rest !== '' }
}

interface Parts {
  page: Window
  view: ViewStore
  workspaces: WorkspaceStore
  /** The tab for a URL without one. */
  first: Tab
}

/**
 * Keeps the URL together with the tab and the workspace on the screen, and follows the browser's back and forward buttons;
 * returns the function that stops it.
 */
export function followAddress({ page, view, workspaces, first }: Parts): () => void {
  const write = (how: 'pushState' | 'replaceState', search: string) => {
    const { currentId } = workspaces.store.getState()
    if (currentId === null || view.store.getState().isLost) return
    const { tab } = view.store.getState()
    const path = isOfWorkspace(tab) ? `/w/${currentId}/${tab}` : `/${tab}`
    if (path !== page.location.pathname) page.history[how](null, '', path + search)
  }
  const read = () => {
    const { list } = workspaces.store.getState()
    // Who is not signed in yet sees no workspaces; a new hash in the address counts as a step back or forward, too.
    if (!list) return
    const { workspaceId, tab, isUnknown } = readAddress(page.location.pathname)
    const isMissing = workspaceId !== null && !list.some(({ id }) => id === workspaceId)
    view.store.setState({ isLost: isUnknown || isMissing, ...(tab && { tab }) })
    if (workspaceId !== null && !isMissing) workspaces.select(workspaceId)
  }
  if (readAddress(page.location.pathname).tab === null) view.store.setState({ tab: first })
  // Before there is a workspace, its screen is no address.
  if (currentWorkspace(workspaces.store.getState())) read()
  write('replaceState', page.location.search)
  const stops = [
    workspaces.store.subscribe((now, before) => {
      if (now.currentId !== before.currentId) write(before.currentId === null ? 'replaceState' : 'pushState', '')
    }),
    view.store.subscribe((now, before) => {
      if (now.tab !== before.tab || now.isLost !== before.isLost) write('pushState', '')
    }),
  ]
  page.addEventListener('popstate', read)
  return () => {
    for (const stop of stops) stop()
    page.removeEventListener('popstate', read)
  }
}
