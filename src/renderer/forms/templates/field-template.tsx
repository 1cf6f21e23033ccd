import type { FieldTemplateProps } from '../rjsf.ts'
import { GroupErrorsContext, useFormActions } from '../form-context.ts'
import { metaOf, type Meta } from '../form-node.ts'
import { fieldId } from '../field-ids.ts'
import { formatPath } from '../../../shared/path.ts'
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
  if (isGroup(meta))
    return (
      <GroupErrorsContext value={rawErrors}>
        <div data-path={formatPath(path)}>{children}</div>
      </GroupErrorsContext>
    )
  const id = fieldId(formId, path)
  const isCheckbox = meta.widget === 'checkbox' && meta.kind === 'leaf'
  const name = (
    <div className={uiSchema?.['ui:label'] === false ? 'form-unseen' : 'form-label-line'}>
      <label className="form-label" htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {!required && !isCheckbox && <span className="form-optional">optional</span>}
    </div>
  )
  return (
    <div className={isCheckbox ? 'form-row form-row-check' : 'form-row'} data-path={formatPath(path)}>
      {!isCheckbox && name}
      {isCheckbox ? (
        <div className="form-check-line">
          {children}
          {name}
        </div>
      ) : (
        children
      )}
      <Hint id={id} meta={meta} />
      <Errors id={id} messages={rawErrors} />
    </div>
  )
}
