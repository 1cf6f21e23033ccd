import type { FieldTemplateProps } from '../rjsf.ts'
import { LABEL_CLASS } from '../../ui/fields/field.tsx'
import { GroupErrorsContext, useFormActions } from '../data/form-context.ts'
import { metaOf, type Meta } from '../schema/form-node.ts'
import { formatPath } from '../../../shared/path.ts'
import { emptyId, emptyWord, fieldId } from './field-ids.ts'
import { Optional } from './group-frame.tsx'
import { Errors, Hint } from './messages.tsx'

const isGroup = ({ kind, widget }: Meta) =>
  kind === 'group' ||
  kind === 'choice' ||
  kind === 'list' ||
  kind === 'map' ||
  kind === 'recursive' ||
  widget === 'checkboxes'

/** The row of a field: label, control, hint and error. Groups bring their own legend. */
export function FieldTemplate({
  schema,
  formData,
  uiSchema,
  fieldPathId,
  rawErrors,
  required,
  label,
  children,
}: FieldTemplateProps) {
  const { formId } = useFormActions()
  const meta = metaOf(schema)
  const { path } = fieldPathId
  const row = { 'data-path': formatPath(path), 'data-kind': meta.kind === 'leaf' ? meta.widget : meta.kind }
  if (isGroup(meta))
    return (
      <GroupErrorsContext value={rawErrors}>
        <div {...row}>{children}</div>
      </GroupErrorsContext>
    )
  const id = fieldId(formId, path)
  const empty = emptyWord(meta, formData)
  const isCheckbox = meta.widget === 'checkbox' && meta.kind === 'leaf'
  const name = (
    <div className={uiSchema?.['ui:label'] === false ? 'sr-only' : 'flex items-baseline gap-2'}>
      <label className={LABEL_CLASS} htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {!required && !isCheckbox && <Optional />}
      {empty !== '' && (
        <span id={emptyId(id)} className="text-xs text-text-muted">
          {empty}
        </span>
      )}
    </div>
  )
  const words = (
    <>
      <Hint id={id} meta={meta} />
      <Errors id={id} messages={rawErrors} />
    </>
  )
  if (isCheckbox)
    return (
      <div {...row} className="flex min-w-0 items-start gap-2">
        {children}
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          {name}
          {words}
        </div>
      </div>
    )
  return (
    <div {...row} className="flex min-w-0 flex-col gap-1">
      {name}
      {children}
      {words}
    </div>
  )
}
