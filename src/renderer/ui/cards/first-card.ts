/** The current card of the page that is shown; other pages stay behind it. */
export const currentCard = (): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>('[data-current]')].find((card) => card.checkVisibility()) ?? null

/** Focuses the current card. */
export const focusFirstCard = (): void => currentCard()?.focus()

/**
 * Focuses the current card once the cards are rendered, which may wait for their page to be loaded; somebody who goes on
 * before that keeps the focus.
 */
export function focusCardsToCome(): void {
  const stop = () => {
    observer.disconnect()
    for (const input of ['pointerdown', 'keydown']) removeEventListener(input, stop, true)
  }
  const focus = () => {
    const card = currentCard()
    card?.focus()
    if (card) stop()
  }
  const observer = new MutationObserver(focus)
  requestAnimationFrame(() => {
    observer.observe(document.body, { childList: true, subtree: true })
    for (const input of ['pointerdown', 'keydown']) addEventListener(input, stop, true)
    focus()
  })
}
