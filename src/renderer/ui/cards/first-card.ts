/** The current card of the page that is shown; other pages stay behind it. */
export const currentCard = (): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>('[data-current]')].find((card) => card.checkVisibility()) ?? null

/** Focuses the current card. */
export const focusFirstCard = (): void => currentCard()?.focus()

/** Focuses the current card once the cards are rendered. */
export const focusCardsToCome = (): void => void requestAnimationFrame(focusFirstCard)
