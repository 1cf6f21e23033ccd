/** After this long a field that does not come is not waited for, and keys mean again what they mean on the page. */
const LONGEST_WAIT_MS = 5000

let taking: (() => string) | null = null

/**
 * Keeps what somebody types for a field that is still on its way, as its scripts may be; Esc calls `cancel` in its place. A
 * choice with Enter waits until there is something to see.
 */
export function keepTyping(page: Window, cancel: () => void): void {
  taking?.()
  let typed: string[] = []
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event
    if (ctrlKey || metaKey || altKey || isComposing) return
    if (key.length === 1) typed.push(key)
    else if (key === 'Backspace') typed = typed.slice(0, -1)
    else if (key === 'Escape') {
      stop()
      cancel()
    } else if (key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
  }
  const stop = () => {
    page.removeEventListener('keydown', onKeyDown, true)
    page.clearTimeout(late)
    taking = null
    return typed.join('')
  }
  page.addEventListener('keydown', onKeyDown, true)
  const late = page.setTimeout(stop, LONGEST_WAIT_MS)
  taking = stop
}

/** Ends keeping and returns what was typed; once the field has the focus. */
export const takeTyped = (): string => taking?.() ?? ''
