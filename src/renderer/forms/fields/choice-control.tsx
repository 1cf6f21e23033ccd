import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FieldHint } from '../../ui/fields/field.tsx'
import { Radio } from '../../ui/fields/input.tsx'
import { Select } from '../../ui/fields/select.tsx'
import type { Branch } from '../schema/form-node.ts'
import { RichDescription } from '../templates/rich-description.tsx'
import { plainText } from '../templates/rich-text.ts'
import { formsText } from '../../text/forms.ts'

/** The largest number of branches that are cards; more are a list. */
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

/** A few branches as cards with radio buttons. */
export function ChoiceCards({ id, branches, selected, isOptional, disabled, onSelect }: ChoiceControlProps) {
  return (
    <div
      className={classNames(
        'grid gap-2',
        branches.length === 4 ? 'grid-cols-2' : 'grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]',
      )}
    >
      {branches.map(({ key, label, description }, at) => (
        <label
          key={key}
          className={classNames(
            'flex min-w-0 gap-2 rounded-card border bg-surface p-3',
            at === selected ? 'border-accent ring-1 ring-accent ring-inset' : 'border-line hover:border-line-strong',
          )}
        >
          <Radio
            name={id}
            className="mt-0.5"
            checked={at === selected}
            disabled={disabled}
            aria-describedby={description ? `${id}-card-${at}` : undefined}
            onChange={() => onSelect(at)}
          />
          <span className="min-w-0">
            <span className="block font-medium wrap-anywhere">{label}</span>
            {description !== '' && (
              <span className="block text-xs wrap-anywhere text-text-muted" id={`${id}-card-${at}`} aria-hidden>
                {plainText(description)}
              </span>
            )}
          </span>
        </label>
      ))}
      {isOptional && selected >= 0 && (
        <Button variant="link" className="justify-self-start" disabled={disabled} onClick={() => onSelect(-1)}>
          {formsText.clearChoice}
        </Button>
      )}
    </div>
  )
}

/** Many branches as a list, with the description of the selected one below. */
export function ChoiceSelect({ id, label, branches, selected, isOptional, disabled, onSelect }: ChoiceControlProps) {
  const branch = branches[selected]
  return (
    <>
      <Select
        id={id}
        aria-label={label}
        value={selected}
        disabled={disabled}
        onChange={(event) => onSelect(Number(event.target.value))}
      >
        {(isOptional || selected < 0) && <option value={-1}>{isOptional ? formsText.none : formsText.choose}</option>}
        {branches.map((branch, at) => (
          <option key={branch.key} value={at}>
            {branch.label}
          </option>
        ))}
      </Select>
      {branch && branch.description !== '' && (
        <FieldHint>
          <RichDescription text={branch.description} />
        </FieldHint>
      )}
    </>
  )
}
