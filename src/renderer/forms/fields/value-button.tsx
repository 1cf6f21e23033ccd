import { type ComponentProps, useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { text } from '../../text/text.ts'
import type { Path } from '../../../shared/path.ts'
import { focusPath } from '../use-shown-errors.ts'

interface ValueButtonProps extends Omit<ComponentProps<typeof Button>, 'children'> {
  words: string
  /** The label of the field, for a screen reader. */
  label: string
  path: Path
}

/**
 * Changes the value at a path to one of another kind. A press may remove the button, and then the field that takes its
 * place gets the focus.
 */
export function ValueButton({ words, label, path, onClick, ...button }: ValueButtonProps) {
  const element = useRef<HTMLButtonElement>(null)
  const isPressed = useRef(false)
  const leave = useEffectEvent((form: HTMLElement | null | undefined) => {
    if (isPressed.current && form?.isConnected) focusPath(form, path)
  })
  useEffect(() => {
    const form = element.current?.closest('form')
    return () => leave(form)
  }, [])
  return (
    <Button
      {...button}
      ref={element}
      aria-label={text.values.of(words, label)}
      onClick={(event) => {
        isPressed.current = true
        onClick?.(event)
      }}
    >
      {words}
    </Button>
  )
}
