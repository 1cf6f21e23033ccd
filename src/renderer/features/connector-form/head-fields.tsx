import type { ReactNode } from 'react'
import { text } from '../../text/text.ts'
import { ColourField } from '../../ui/fields/colour-field.tsx'
import { ExpiryField } from '../../ui/fields/expiry-field.tsx'
import { FieldFrame } from '../../ui/fields/field.tsx'
import { Textarea } from '../../ui/fields/input.tsx'
import type { Head } from './use-save.ts'

interface HeadFieldsProps {
  head: Head
  errors: Readonly<Record<keyof Head, readonly string[]>>
  disabled: boolean
  /** For how many days secrets work, where the entry says so. */
  lifetime: number | null
  hasExpiry: boolean
  /** Why the expiry is what it is; absent where the person chose it. */
  expiryNote: string | undefined
  onChange: (change: Partial<Head>) => void
}

/** The fields below those of its entry that every connector has: description, colour and expiry. */
export function HeadFields({
  head,
  errors,
  disabled,
  lifetime,
  hasExpiry,
  expiryNote,
  onChange,
}: HeadFieldsProps): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <div data-path="description">
        <FieldFrame label={text.form.description} hint={text.form.descriptionHint} errors={errors.description}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              className="min-h-14"
              value={head.description}
              disabled={disabled}
              onChange={({ target }) => onChange({ description: target.value })}
            />
          )}
        </FieldFrame>
      </div>
      <ColourField
        label={text.form.colour}
        value={head.colour}
        disabled={disabled}
        onChange={(colour) => onChange({ colour })}
        onClear={() => onChange({ colour: null })}
      />
      {hasExpiry && (
        <div data-path="secretExpiresAt">
          <ExpiryField
            value={head.secretExpiresAt}
            lifetime={lifetime}
            note={expiryNote}
            errors={errors.secretExpiresAt}
            disabled={disabled}
            onChange={(secretExpiresAt) => onChange({ secretExpiresAt })}
          />
        </div>
      )}
    </div>
  )
}
