/** Focuses the current card. */
export const focusFirstCard = (): void => document.querySelector<HTMLElement>('[data-current]')?.focus()

/** Focuses the current card once the cards are rendered. */
export const focusCardsToCome = (): void => void requestAnimationFrame(focusFirstCard)
