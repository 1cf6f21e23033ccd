import { memo } from 'react'
import { FieldErrors, FieldHint } from '../../ui/fields/field.tsx'
import type { Meta } from '../schema/form-node.ts'
import { errorId, hintId } from './field-ids.ts'
import { RichDescription } from './rich-description.tsx'
import { formsText } from '../../text/forms.ts'

const NONE: readonly string[] = []

/** The description and format of a field. */
export const Hint = memo(function Hint({ id, meta }: { id: string; meta: Pick<Meta, 'description' | 'format'> }) {
  const { description, format } = meta
  if (description === '' && format === '') return null
  return (
    <FieldHint id={hintId(id)}>
      <RichDescription text={description} />
      {format !== '' && <p>{formsText.format(format)}</p>}
    </FieldHint>
  )
})

/** The errors of a field, as main words them. */
export const Errors = memo(function Errors({
  id,
  messages = NONE,
}: {
  id: string
  messages: readonly string[] | undefined
}) {
  return <FieldErrors id={errorId(id)} errors={messages} />
})
