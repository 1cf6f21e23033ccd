import { useId } from 'react'
import type { Colour } from '../../../contract/groups/workspaces.ts'
import { WORKSPACE_COLOURS } from '../../../shared/limits.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../class-names.ts'
import { LABEL_CLASS } from './field.tsx'

/** The workspace colours as a row of swatches. */
export function ColourField({ value, onChange }: { value: Colour; onChange: (colour: Colour) => void }) {
  const name = useId()
  return (
    <fieldset>
      <legend className={classNames(LABEL_CLASS, 'mb-1')}>{text.workspaces.colour}</legend>
      <div className="flex flex-wrap gap-1.5">
        {WORKSPACE_COLOURS.map((colour) => (
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
