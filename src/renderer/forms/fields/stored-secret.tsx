import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Instant } from '../../ui/instant.tsx'
import { formsText } from '../../text/forms.ts'

const words = formsText.secret

interface StoredSecretProps {
  id: string
  label: string
  describedBy: string | undefined
  isCleared: boolean
  disabled: boolean
  /** It cannot be read any more. */
  mustReenter: boolean
  /** Where it is kept in place of here. */
  reference: string | undefined
  updatedAt: string | null
  onSettle(fate: 'kept' | 'replacing' | 'cleared'): void
}

/** The state of a stored secret, with buttons to replace or clear it. */
export function StoredSecret(props: StoredSecretProps) {
  const { id, label, isCleared, mustReenter, reference, updatedAt, onSettle } = props
  const isInOrder = !isCleared && !mustReenter
  return (
    <fieldset
      className="flex min-h-9 min-w-0 items-center gap-1 rounded-control border border-line bg-surface-sunken py-0.5 pe-1 ps-3"
      disabled={props.disabled}
      aria-describedby={props.describedBy}
      aria-labelledby={`${id}-label`}
    >
      <span className={classNames('min-w-0 flex-1', isInOrder ? 'text-text-muted' : 'text-warn')}>
        {isCleared
          ? words.cleared
          : mustReenter
            ? words.unreadable
            : reference === undefined
              ? words.set
              : words.keptAt(reference)}
        {isInOrder && updatedAt !== null && (
          <>
            {words.updated}
            <Instant at={updatedAt} />
          </>
        )}
      </span>
      {isCleared ? (
        <Button size="s" id={id} aria-label={words.undoNamed(label)} onClick={() => onSettle('kept')}>
          {words.undo}
        </Button>
      ) : (
        <>
          <Button size="s" id={id} aria-label={words.replaceNamed(label)} onClick={() => onSettle('replacing')}>
            {words.replace}
          </Button>
          <Button size="s" aria-label={words.clearNamed(label)} onClick={() => onSettle('cleared')}>
            {words.clear}
          </Button>
        </>
      )}
    </fieldset>
  )
}
