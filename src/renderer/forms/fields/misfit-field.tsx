import type { FieldProps } from '../rjsf.ts'
import { text } from '../../text/text.ts'
import { startData } from '../data/data.ts'
import { errorsOfWhole, withMessages } from '../data/errors.ts'
import { useFormActions } from '../data/form-context.ts'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { fieldId } from '../templates/field-ids.ts'
import { GroupFrame } from '../templates/group-frame.tsx'
import { ValueButton } from './value-button.tsx'

/** Shows a value that does not fit the parts of its field, such as null, with buttons to replace it or leave it out. */
export function MisfitField(props: FieldProps) {
  const { schema, fieldPathId, formData, errorSchema, rawErrors, required, disabled, onChange } = props
  const { formId } = useFormActions()
  const meta = metaOf(schema)
  const { path } = fieldPathId
  const id = fieldId(formId, path)
  const button = { size: 's' as const, label: meta.label, path, disabled }
  return (
    <GroupFrame
      id={`${id}-group`}
      meta={meta}
      required={required}
      messages={errorsOfWhole(withMessages(errorSchema, rawErrors)).__errors}
      control={
        <div className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 text-xs wrap-anywhere">{JSON.stringify(formData)}</code>
          <ValueButton
            {...button}
            id={id}
            words={text.values.enter}
            onClick={() => onChange(startData(schema as FormNode, undefined, { isNew: true }), path)}
          />
          {!required && (
            <ValueButton
              {...button}
              variant="quiet"
              words={text.values.leaveOut}
              onClick={() => onChange(undefined, path)}
            />
          )}
        </div>
      }
    />
  )
}

/** Puts null in the place of a value where the schema tells the two apart. */
export function SetNull({ schema, fieldPathId, formData, required, disabled, onChange }: FieldProps) {
  const { label } = metaOf(schema)
  const { path } = fieldPathId
  const hasDefault = schema.default !== undefined && schema.default !== null
  if (formData === null || (!required && formData === undefined && !hasDefault)) return null
  return (
    <ValueButton
      variant="link"
      className="self-start"
      words={text.values.setNull}
      label={label}
      path={path}
      disabled={disabled}
      onClick={() => onChange(null, path)}
    />
  )
}
