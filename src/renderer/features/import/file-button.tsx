import { type ComponentProps, type ReactNode, useRef } from 'react'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

/** Opens the system's file dialog and reads the chosen files. */
export function FileButton({
  children,
  variant,
}: {
  children: ReactNode
  variant?: ComponentProps<typeof Button>['variant']
}) {
  const { imports } = useStores()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".json,.yaml,.yml,.svg,.png,application/json,application/yaml"
        aria-label={text.imports.input}
        className="hidden"
        onChange={({ target }) => {
          void imports.add([...(target.files ?? [])])
          // Cleared because a browser reports no change when the same file is chosen again, for example after a correction.
          target.value = ''
        }}
      />
      <Button {...(variant && { variant })} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
