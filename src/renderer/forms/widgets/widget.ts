import type { ComponentType } from 'react'
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

/** The text of a control; a stored value of another type is shown as JSON, so it is not lost. */
export const shownText = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
