import type { ViewStore } from '../view-store.ts'

/**
 * Lets the browser's back and forward buttons close the dialog on top, as Esc does, where they would change the page
 * beneath it. Comes before everything else that follows the address.
 */
export function closeOnBack(page: Window, view: ViewStore): () => void {
  // Not every browser has it yet, and without it the page changes as before.
  const navigation: Navigation | undefined = page.navigation
  if (!navigation) return () => {}
  const place = () => navigation.currentEntry?.index ?? 0
  /** The place of what the screen shows in the browser's history. */
  let shown = place()
  const note = ({ navigationType }: NavigationCurrentEntryChangeEvent) => {
    if (navigationType !== 'traverse' || !view.hasDialog()) shown = place()
  }
  const stay = (event: PopStateEvent) => {
    const steps = shown - place()
    if (!view.hasDialog() || steps === 0) return
    event.stopImmediatePropagation()
    page.history.go(steps)
    view.leaveDialog()
  }
  navigation.addEventListener('currententrychange', note)
  page.addEventListener('popstate', stay, { capture: true })
  return () => {
    navigation.removeEventListener('currententrychange', note)
    page.removeEventListener('popstate', stay, { capture: true })
  }
}
