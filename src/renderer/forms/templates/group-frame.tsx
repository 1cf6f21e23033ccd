import { createContext, useContext, type ReactNode } from 'react'
import { LABEL_CLASS } from '../../ui/fields/field.tsx'
import type { Meta } from '../schema/form-node.ts'
import { describedBy } from './field-ids.ts'
import { Errors, Hint } from './messages.tsx'
import { formsText } from '../../text/forms.ts'

/** Whether a field is directly in a fold, where every field is optional and a mark on each would be noise. */
export const FoldedContext = createContext(false)

/** Marks a field as optional. */
export function Optional() {
  return useContext(FoldedContext) ? null : (
    <span className="text-xs font-normal text-text-muted">{formsText.optional}</span>
  )
}

/** Classes for fields below each other, and for fields one level deeper. */
export const FIELDS_CLASS = 'flex flex-col gap-5'
export const NESTED_CLASS = `${FIELDS_CLASS} border-s-2 border-line ps-3.5`

interface GroupFrameProps {
  id: string
  meta: Meta
  label?: string
  required: boolean | undefined
  messages: string[] | undefined
  /** A text beside the label. */
  note?: string
  /** The control between the hint and the messages. */
  control?: ReactNode
  /** The fields of the group. */
  children?: ReactNode
}

/** A field with several parts: a legend, a hint and messages around them. */
export function GroupFrame({
  id,
  meta,
  label = meta.label,
  required,
  messages,
  note,
  control,
  children,
}: GroupFrameProps) {
  return (
    <fieldset
      id={id}
      className="flex min-w-0 flex-col gap-1"
      aria-describedby={describedBy(id, meta, messages !== undefined && messages.length > 0)}
    >
      <legend className="mb-1 flex items-baseline gap-2">
        <span className={LABEL_CLASS}>{label}</span>
        {!required && <Optional />}
        {note !== undefined && <span className="text-xs text-text-muted">{note}</span>}
      </legend>
      <Hint id={id} meta={meta} />
      {control}
      <Errors id={id} messages={messages} />
      <FoldedContext value={false}>{children}</FoldedContext>
    </fieldset>
  )
}
