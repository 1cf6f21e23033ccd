import { text } from '../../text/text.ts'
import { FieldFrame } from '../../ui/fields/field.tsx'
import { Tags } from '../../ui/fields/tags.tsx'

interface TagsFieldProps {
  tags: readonly string[]
  errors: readonly string[]
  disabled: boolean
  onChange: (tags: string[]) => void
}

/** Edits the tags of a connector and drops duplicates. */
export const TagsField = ({ tags, errors, disabled, onChange }: TagsFieldProps) => (
  <div data-path="tags">
    <FieldFrame label={text.form.tags} hint={text.form.tagsHint} errors={errors}>
      {(control) => (
        <Tags
          {...control}
          tags={tags}
          disabled={disabled}
          removeLabel={text.form.removeTag}
          onChange={(next) => onChange([...new Set(next)])}
        />
      )}
    </FieldFrame>
  </div>
)
