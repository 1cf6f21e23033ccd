import { FieldHint } from '../../ui/fields/field.tsx'
import type { EnumOption } from '../schema/form-node.ts'
import { RichDescription } from '../templates/rich-description.tsx'

/** What the chosen value means, where the entry says so. */
export function ValueWords({ option }: { option: EnumOption | null | undefined }) {
  if (!option || option.description === '') return null
  return (
    <FieldHint>
      <RichDescription text={option.description} />
    </FieldHint>
  )
}
