import type { FieldProps } from '../rjsf.ts'
import { metaOf } from '../schema/form-node.ts'
import { useFormActions } from '../data/form-context.ts'
import { describedBy, fieldId } from '../templates/field-ids.ts'
import type { WidgetComponent } from '../widgets/widget.ts'

/** A value with one control. */
export function LeafField(props: FieldProps) {
  const { schema, registry, fieldPathId, formData, rawErrors, required, onChange } = props
  const { formId } = useFormActions()
  const meta = metaOf(schema)
  const id = fieldId(formId, fieldPathId.path)
  const isInvalid = (rawErrors?.length ?? 0) > 0
  const Widget = registry.widgets[meta.widget] as unknown as WidgetComponent
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
      describedBy={describedBy(id, meta, isInvalid)}
      onChange={(value) => onChange(value, fieldPathId.path)}
    />
  )
}
