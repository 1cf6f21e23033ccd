import { useRef } from 'react'
import { useSaveText } from '../../stores/use-save-text.ts'
import { tokensText } from '../../text/tokens.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import type { OneTimeToken } from './new-token.tsx'

const words = tokensText.once

/** Shows a new token, which nobody can be shown again. */
export function TokenOnce({ token: { name, token }, onDone }: { token: OneTimeToken; onDone: () => void }) {
  const box = useRef<HTMLParagraphElement>(null)
  const saveText = useSaveText()
  return (
    <Dialog
      title={words.title(name)}
      description={words.hint}
      onClose={onDone}
      isDirty={() => true}
      closeQuestion={words.question}
      initialFocus={() => box.current?.querySelector('button') ?? null}
      footer={
        <>
          <Button onClick={() => saveText('patchbay.token', `${token}\n`)}>{words.save}</Button>
          <Button variant="primary" onClick={onDone}>
            {words.done}
          </Button>
        </>
      }
    >
      <p
        ref={box}
        className="flex items-center gap-2 rounded-card border border-line bg-surface-sunken px-3 py-2 text-sm"
      >
        <code aria-label={words.label} className="min-w-0 flex-1 font-mono wrap-anywhere select-all">
          {token}
        </code>
        <CopyButton text={token} label={words.copy} />
      </p>
    </Dialog>
  )
}
