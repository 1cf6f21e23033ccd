/** The last shortcut that was pressed before the screens listened, and the function that ends listening for it. */
let early: { pressed: KeyboardEvent | null; stop: () => void } | null = null

/** Keeps Ctrl/Cmd+K while the scripts are loaded: a quick hand presses it as soon as the window is there. */
export function keepEarlyKeys(page: Window): void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
    event.preventDefault()
    if (early) early.pressed = event
  }
  page.addEventListener('keydown', onKeyDown)
  early = { pressed: null, stop: () => page.removeEventListener('keydown', onKeyDown) }
}

/** Ends keeping keys, and presses the one that was kept again. */
export function replayEarlyKeys(page: Window): void {
  const kept = early
  early = null
  kept?.stop()
  if (!kept?.pressed) return
  const { key, ctrlKey, metaKey } = kept.pressed
  page.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, metaKey, cancelable: true }))
}
