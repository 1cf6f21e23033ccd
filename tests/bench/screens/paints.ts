declare global {
  interface Window {
    /** Milliseconds from the event that was awaited to the paint. */
    painted: Promise<number>
    awaitPaint: (event: 'click' | 'keydown', firstTitle: string) => void
  }
}

/** Runs in the page: times from an event, as the browser stamped it, until the expected first card has been painted. */
export function watchPaints() {
  window.awaitPaint = (event, firstTitle) => {
    window.painted = new Promise((resolve) => {
      const listen = ({ timeStamp }: Event) => {
        const check = () =>
          requestAnimationFrame(() => {
            // The other tabs stay behind the one that is shown.
            const shown = document.querySelector('[role=tabpanel]:not([aria-hidden])') ?? document
            const isThere = shown.querySelector('[role=listitem] h2')?.textContent === firstTitle
            // A task queued from a frame runs after that frame has been painted.
            if (isThere) setTimeout(() => resolve(performance.now() - timeStamp))
            else check()
          })
        check()
      }
      window.addEventListener(event, listen, { capture: true, once: true })
    })
  }
}

/** Runs in the page: waits until nothing more is fetched; the stream of changes stays open, so no network is ever idle. */
export async function untilLoaded() {
  const count = () => performance.getEntriesByType('resource').length
  for (let before = -1; before !== count();) {
    before = count()
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
