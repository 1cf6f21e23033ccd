import { useState } from 'react'
import { isEqual } from '../../../shared/json.ts'
import { errorId } from '../field-ids.ts'
import { Errors, Hint } from '../templates/messages.tsx'
import type { WidgetInput } from './widget.ts'

const MANY = 12

/** Any of several values, with a filter where they are many. */
export function CheckboxesWidget(input: WidgetInput) {
  const { id, value, meta, required, describedBy, errors, onChange } = input
  const [filter, setFilter] = useState('')
  const chosen: unknown[] = Array.isArray(value) ? value : []
  const has = (item: unknown) => chosen.some((other) => isEqual(other, item))
  const toggle = (item: unknown, isOn: boolean) => {
    // Kept in the schema's order, whatever order they were ticked in.
    const offered = meta.enumOptions.map((option) => option.value)
    const next = [
      ...chosen.filter((other) => !offered.some((known) => isEqual(known, other))),
      ...offered.filter((other) => (isEqual(other, item) ? isOn : has(other))),
    ]
    onChange(next.length === 0 && !required ? undefined : next)
  }
  const isMany = meta.enumOptions.length > MANY
  const words = filter.trim().toLowerCase()
  return (
    <fieldset className="form-group" aria-describedby={describedBy}>
      <legend className="form-legend">
        {meta.label}
        {!required && <span className="form-optional">optional</span>}
        {isMany && <span className="form-count">{chosen.length} chosen</span>}
      </legend>
      <Hint id={id} meta={meta} />
      {isMany && (
        <input
          className="form-control"
          type="search"
          aria-label={`Filter ${meta.label}`}
          placeholder="Filter…"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      <div className="form-checks">
        {meta.enumOptions
          .filter((option) => option.label.toLowerCase().includes(words))
          .map((option) => (
            <label className="form-check" key={option.key}>
              <input
                className="form-checkbox"
                type="checkbox"
                aria-describedby={input.isInvalid ? errorId(id) : undefined}
                disabled={input.disabled}
                checked={has(option.value)}
                onChange={(event) => toggle(option.value, event.target.checked)}
              />
              {option.label}
            </label>
          ))}
      </div>
      <Errors id={id} messages={errors} />
    </fieldset>
  )
}
