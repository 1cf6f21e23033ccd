import { memo } from 'react'
import { FieldErrors, FieldHint } from '../../ui/fields/field.tsx'
import type { Meta } from '../schema/form-node.ts'
import { errorId, hintId } from './field-ids.ts'
import { RichDescription } from './rich-description.tsx'
import { formsText } from '../../text/en/forms.ts'

const NONE: readonly string[] = []

/** What a field means and what its text should look like. */
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

/** What is wrong with a field, in main's words. */
export const Errors = memo(function Errors({
  id,
  messages = NONE,
}: {
  id: string
  messages: readonly string[] | undefined
}) {
  return <FieldErrors id={errorId(id)} errors={messages} />
})
