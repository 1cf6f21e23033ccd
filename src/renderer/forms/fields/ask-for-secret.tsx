import { useContext } from 'react'
import { requestsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { AskingContext } from '../data/form-context.ts'

interface AskForSecretProps {
  /** The dotted path of the secret. */
  path: string
  label: string
  onAsk?: () => void
}

/** Asks somebody else for a secret, and says that it waits for them; nothing where nobody can be asked. */
export function AskForSecret({ path, label, onAsk }: AskForSecretProps) {
  const asking = useContext(AskingContext)
  if (!asking) return null
  const note = asking.note(path)
  const undo = note === undefined ? undefined : asking.undo
  return (
    <div className="flex flex-wrap items-center gap-2 text-xs text-text-muted">
      {note !== undefined && <span>{note}</span>}
      {undo ? (
        <Button size="s" variant="quiet" onClick={() => undo(path)}>
          {requestsText.undo}
        </Button>
      ) : (
        <Button
          size="s"
          variant="quiet"
          className="-ms-2"
          aria-label={requestsText.askNamed(label)}
          onClick={() => {
            onAsk?.()
            asking.ask(path)
          }}
        >
          {requestsText.ask}
        </Button>
      )}
    </div>
  )
}
