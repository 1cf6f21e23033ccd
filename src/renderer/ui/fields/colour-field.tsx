import { useId } from 'react'
import type { Colour } from '../../../contract/groups/workspaces.ts'
import { COLOURS } from '../../../shared/limits.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../class-names.ts'
import { LABEL_CLASS } from './field.tsx'
import { Radio } from './input.tsx'

interface ColourFieldProps {
  label?: string
  value: Colour | null
  disabled?: boolean
  onChange: (colour: Colour) => void
  /** Takes the colour away; absent where there must be one. */
  onClear?: () => void
}

/** The colours as a row of swatches. */
export function ColourField({
  label = text.workspaces.colour,
  value,
  disabled = false,
  onChange,
  onClear,
}: ColourFieldProps) {
  const name = useId()
  return (
    <fieldset disabled={disabled}>
      <legend className={classNames(LABEL_CLASS, 'mb-1')}>{label}</legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {onClear && (
          <label className="me-1 flex h-8 items-center gap-1.5 text-sm">
            <Radio name={name} checked={value === null} onChange={onClear} />
            {text.workspaces.noColour}
          </label>
        )}
        {COLOURS.map((colour) => (
          <label key={colour} data-colour={colour} title={text.workspaces.colours[colour]} className="relative size-8">
            <input
              type="radio"
              name={name}
              value={colour}
              checked={colour === value}
              onChange={() => onChange(colour)}
              aria-label={text.workspaces.colours[colour]}
              className="peer absolute inset-0 appearance-none rounded-full"
            />
            <span
              aria-hidden
              className="pointer-events-none absolute inset-1 rounded-full bg-workspace peer-checked:inset-1.5 peer-checked:ring-2 peer-checked:ring-workspace peer-checked:ring-offset-2 peer-checked:ring-offset-surface-raised"
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
