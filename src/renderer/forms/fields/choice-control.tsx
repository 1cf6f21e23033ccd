import type { Branch } from '../form-node.ts'
import { RichDescription } from '../rich-description.tsx'
import { plainText } from '../rich-text.ts'

/** As many branches are shown side by side; more are a list. */
export const MAX_CARDS = 4

interface ChoiceControlProps {
  id: string
  label: string
  branches: Branch[]
  /** The index of the chosen branch, or -1. */
  selected: number
  isOptional: boolean
  disabled: boolean
  onSelect(index: number): void
}

/** A few branches as cards, each a radio button with its words. */
export function ChoiceCards({ id, branches, selected, isOptional, disabled, onSelect }: ChoiceControlProps) {
  return (
    <div className="form-cards" data-count={branches.length}>
      {branches.map(({ key, label, description }, at) => (
        <label className="form-card" key={key} data-chosen={at === selected || undefined}>
          <input
            type="radio"
            name={id}
            checked={at === selected}
            disabled={disabled}
            aria-describedby={description ? `${id}-card-${at}` : undefined}
            onChange={() => onSelect(at)}
          />
          <span className="form-card-words">
            <span className="form-card-title">{label}</span>
            {description !== '' && (
              <span className="form-card-text" id={`${id}-card-${at}`} aria-hidden>
                {plainText(description)}
              </span>
            )}
          </span>
        </label>
      ))}
      {isOptional && selected >= 0 && (
        <button type="button" className="form-link" disabled={disabled} onClick={() => onSelect(-1)}>
          Clear choice
        </button>
      )}
    </div>
  )
}

/** Many branches as a list to choose from, with the words of the chosen one below. */
export function ChoiceSelect({ id, label, branches, selected, isOptional, disabled, onSelect }: ChoiceControlProps) {
  const chosen = branches[selected]
  return (
    <>
      <select
        id={id}
        className="form-control form-select"
        aria-label={label}
        value={selected}
        disabled={disabled}
        onChange={(event) => onSelect(Number(event.target.value))}
      >
        {(isOptional || selected < 0) && <option value={-1}>{isOptional ? 'None' : 'Choose…'}</option>}
        {branches.map((branch, at) => (
          <option key={branch.key} value={at}>
            {branch.label}
          </option>
        ))}
      </select>
      {chosen && chosen.description !== '' && (
        <div className="form-hint">
          <RichDescription text={chosen.description} />
        </div>
      )}
    </>
  )
}
