/** Puts the focus on the card that Tab reaches. */
export const focusFirstCard = (): void => document.querySelector<HTMLElement>('[data-current]')?.focus()

/** The same once the cards have come, in place of what had the focus. */
export const focusCardsToCome = (): void => void requestAnimationFrame(focusFirstCard)
