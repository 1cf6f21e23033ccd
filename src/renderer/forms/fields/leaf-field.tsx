import type { FieldProps } from '../rjsf.ts'
import { useState } from 'react'
import { metaOf } from '../schema/form-node.ts'
import { useFormActions } from '../data/form-context.ts'
import { describedBy, emptyWord, fieldId } from '../templates/field-ids.ts'
import { listsNull, type WidgetComponent } from '../widgets/widget.ts'

/** A value with one control. */
export function LeafField(props: FieldProps) {
  const { schema, registry, fieldPathId, formData, rawErrors, required, onChange } = props
  const { formId } = useFormActions()
  const meta = metaOf(schema)
  const id = fieldId(formId, fieldPathId.path)
  const isInvalid = (rawErrors?.length ?? 0) > 0
  const Widget = registry.widgets[meta.widget] as unknown as WidgetComponent
  // null and no value differ: an emptied field gets back the one that was stored.
  const [wasNull] = useState(formData === null)
  const empty = meta.isNullable && !listsNull(meta) && (required === true || wasNull) ? null : undefined
  return (
    <Widget
      id={id}
      value={formData}
      meta={meta}
      schema={schema}
      required={required === true}
      disabled={props.disabled === true}
      isInvalid={isInvalid}
      errors={rawErrors}
      describedBy={describedBy(id, meta, isInvalid, emptyWord(meta, formData))}
      onChange={(value) => onChange(value === undefined ? empty : value, fieldPathId.path)}
    />
  )
}
