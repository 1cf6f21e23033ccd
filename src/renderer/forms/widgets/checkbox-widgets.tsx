import { useState } from 'react'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Input } from '../../ui/fields/input.tsx'
import { isEqual } from '../../../shared/json.ts'
import { errorId } from '../templates/field-ids.ts'
import { GroupFrame } from '../templates/group-frame.tsx'
import { plainText } from '../templates/rich-text.ts'
import { controlAttributes, type WidgetInput } from './widget.ts'
import { formsText } from '../../text/forms.ts'

const MANY = 12

/** Yes, no or not set; an optional flag can be unset again. */
export function CheckboxWidget(input: WidgetInput) {
  const { value, meta, required } = input
  const isUnset = value === undefined || value === null
  return (
    <>
      <Checkbox
        {...controlAttributes(input)}
        ref={(box) => {
          if (box) box.indeterminate = isUnset
        }}
        aria-required={undefined}
        className="mt-0.5"
        checked={value === true}
        onChange={(event) => input.onChange(event.target.checked)}
      />
      {!isUnset && (!required || meta.isNullable) && (
        <Button
          variant="link"
          className="order-last"
          disabled={input.disabled}
          aria-label={text.values.of(text.values.clear, meta.label)}
          onClick={() => {
            input.onChange(undefined)
            document.getElementById(input.id)?.focus()
          }}
        >
          {text.values.clear}
        </Button>
      )}
    </>
  )
}

/** Checkboxes for any of several values, with a filter for many. */
export function CheckboxesWidget(input: WidgetInput) {
  const { id, value, meta, required, errors, onChange } = input
  const [filter, setFilter] = useState('')
  const values: unknown[] = Array.isArray(value) ? value : []
  const has = (item: unknown) => values.some((other) => isEqual(other, item))
  const toggle = (item: unknown, isOn: boolean) => {
    // The values keep the order of the schema.
    const offered = meta.enumOptions.map((option) => option.value)
    const next = [
      ...values.filter((other) => !offered.some((known) => isEqual(known, other))),
      ...offered.filter((other) => (isEqual(other, item) ? isOn : has(other))),
    ]
    onChange(next.length === 0 && !required ? undefined : next)
  }
  const isMany = meta.enumOptions.length > MANY
  const wordsId = (key: string) => `${id}-words-${key}`
  const words = filter.trim().toLowerCase()
  return (
    <GroupFrame
      id={id}
      meta={meta}
      required={required}
      messages={errors}
      {...(isMany && { note: formsText.chosen(values.length) })}
      control={
        <>
          {isMany && (
            <Input
              type="search"
              className="mb-1"
              aria-label={formsText.filterNamed(meta.label)}
              placeholder={formsText.filter}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          )}
          {/* Room for the focus ring, which scrolling would cut off. */}
          <div
            // Without focusable elements, the list itself must be focusable for the keyboard to scroll it.
            tabIndex={input.disabled ? 0 : undefined}
            className="-mx-1 grid max-h-56 grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 overflow-auto px-1"
          >
            {meta.enumOptions
              .filter((option) => option.label.toLowerCase().includes(words))
              .map((option) => (
                <label className="flex items-start gap-2 py-1 wrap-anywhere" key={option.key}>
                  <Checkbox
                    className="mt-0.5"
                    aria-describedby={
                      [input.isInvalid && errorId(id), option.description !== '' && wordsId(option.key)]
                        .filter(Boolean)
                        .join(' ') || undefined
                    }
                    disabled={input.disabled}
                    checked={has(option.value)}
                    onChange={(event) => toggle(option.value, event.target.checked)}
                  />
                  <span className="min-w-0">
                    {option.label}
                    {option.description !== '' && (
                      <span id={wordsId(option.key)} className="block text-xs text-text-muted" aria-hidden>
                        {plainText(option.description)}
                      </span>
                    )}
                  </span>
                </label>
              ))}
          </div>
        </>
      }
    />
  )
}
