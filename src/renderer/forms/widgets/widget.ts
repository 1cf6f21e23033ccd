import type { ComponentType } from 'react'
import { isUnread } from '../data/unread.ts'
import type { Meta } from '../schema/form-node.ts'

/** The props of every widget. The row around it has the label and the elements that `describedBy` names. */
export interface WidgetInput {
  id: string
  value: unknown
  meta: Meta
  schema: Record<string, unknown>
  required: boolean
  disabled: boolean
  isInvalid: boolean
  /** The errors, for a widget with its own legend. */
  errors: string[] | undefined
  describedBy: string | undefined
  onChange(value: unknown): void
}

export type WidgetComponent = ComponentType<WidgetInput>

/** The attributes that connect a control to its row. */
export const controlAttributes = ({ id, describedBy, isInvalid, required, disabled }: WidgetInput) => ({
  id,
  disabled,
  'aria-describedby': describedBy,
  'aria-invalid': isInvalid || undefined,
  'aria-required': required || undefined,
})

/** Whether null is one of the values to choose from. */
export const listsNull = ({ enumOptions }: Pick<Meta, 'enumOptions'>): boolean =>
  enumOptions.some(({ value }) => value === null)

/** Text as a control shows it; a stored value of another type is shown as JSON so that it is not lost. */
export const shownText = (value: unknown): string =>
  isUnread(value)
    ? value.text
    : value === undefined || value === null
      ? ''
      : typeof value === 'string'
        ? value
        : JSON.stringify(value)
