/** Runs something once what has changed is painted: a request takes milliseconds to begin, for which no paint should wait. */
export function afterPaint(page: Window, run: () => void): void {
  // A page that is out of sight paints nothing.
  if (page.document.hidden) run()
  else page.requestAnimationFrame(() => page.setTimeout(run))
}
