import { IconAlertCircle } from '@tabler/icons-react'
import { memo } from 'react'
import type { Meta } from '../form-node.ts'
import { errorId, hintId } from '../field-ids.ts'
import { RichDescription } from '../rich-description.tsx'

type Words = Pick<Meta, 'description' | 'format'>

/** What a field means and what its text should look like. */
export const Hint = memo(function Hint({ id, meta }: { id: string; meta: Words }) {
  const { description, format } = meta
  if (description === '' && format === '') return null
  return (
    <div className="form-hint" id={hintId(id)}>
      <RichDescription text={description} />
      {format !== '' && <span className="form-format">Format: {format}</span>}
    </div>
  )
})

/** What is wrong with a field, in main's words. */
export const Errors = memo(function Errors({ id, messages }: { id: string; messages: string[] | undefined }) {
  if (!messages || messages.length === 0) return null
  return (
    <div className="form-error" id={errorId(id)}>
      <IconAlertCircle size={14} aria-hidden />
      <span>{messages.map(sentence).join('. ')}</span>
    </div>
  )
})

const sentence = (message: string) => message.charAt(0).toUpperCase() + message.slice(1)
