import { type ComponentType, createContext } from 'react'
import type { HelpPlace } from '../../stores/places/help-places.ts'

/** The help on the dialogs inside, which opens above them, so nothing that was typed is lost; null where there is none. */
export const DialogHelp = createContext<{
  /** About the dialog; null where it has no subject of its own. */
  at: HelpPlace | null
  /** What a notice asked for while the dialog is open. */
  above: HelpPlace | null
  closeAbove: () => void
  Help: ComponentType<{ at: HelpPlace; onClose: () => void }>
} | null>(null)

interface Key {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  target: EventTarget | null
}

export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))

/** Whether a key press asks for help: F1, or a question mark that is no text that somebody types. */
export const isHelpKey = ({ key, ctrlKey, metaKey, target }: Key) =>
  !ctrlKey && !metaKey && (key === 'F1' || (key === '?' && !isTyping(target)))
