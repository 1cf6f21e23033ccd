import type { Field, FieldProps } from '../rjsf.ts'
import { createElement, memo } from 'react'
import { errorsOfWhole, NO_ERRORS } from '../data/errors.ts'
import { shapeOf } from '../data/conditions.ts'
import { useFormActions, useSecrets } from '../data/form-context.ts'
import { isMisfit } from '../data/misfit.ts'
import { metaOf, type FormNode, type Kind, type Meta } from '../schema/form-node.ts'
import { SetNull } from './misfit-field.tsx'
import { storedNamesBelow } from '../data/secrets.ts'

const FIELDS: Record<Kind, { 'ui:field'?: string }> = {
  leaf: { 'ui:field': 'LeafField' },
  secret: { 'ui:field': 'SecretField' },
  constant: {},
  group: {},
  choice: { 'ui:field': 'ChoiceField' },
  list: { 'ui:field': 'ListField' },
  map: { 'ui:field': 'MapField' },
  recursive: { 'ui:field': 'RecursiveField' },
}

const BARE = Object.fromEntries(
  Object.entries(FIELDS).map(([kind, field]) => [kind, { ...field, 'ui:label': false }]),
) as Record<Kind, { 'ui:field'?: string; 'ui:label': false }>

/** Shows any prepared node; fields use it for the nodes inside them. */
export const NodeField = (props: FieldProps) => createElement(props.registry.fields['SchemaField'] as Field, props)

/** rjsf's own SchemaField, with the field that each prepared node names. */
export function createSchemaField(SchemaField: Field): Field {
  return memo(function PreparedField(props: FieldProps) {
    const meta = metaOf(props.schema)
    const { isNew } = useFormActions()
    if (meta.isHidden) return null
    const uiSchema = props.uiSchema?.['ui:label'] === false ? BARE[meta.kind] : FIELDS[meta.kind]
    const isOneControl = meta.kind === 'leaf' || meta.kind === 'secret'
    const errors = props.errorSchema ?? NO_ERRORS
    const isAway = isMisfit(props.schema as FormNode, props.formData)
    // A read-only field stays as it is, but a new connector needs a value for a required one without a default.
    const isFixed = props.schema.readOnly === true && !(isNew && props.required && props.schema.default === undefined)
    const field = {
      ...props,
      ...(isFixed && { disabled: true }),
      uiSchema: isAway ? { ...uiSchema, 'ui:field': 'MisfitField' } : uiSchema,
      errorSchema: isOneControl ? errorsOfWhole(errors) : errors,
    }
    const shown =
      meta.conditions.length > 0 && !isAway ? (
        <ConditionalField {...field} SchemaField={SchemaField} />
      ) : (
        <SchemaField {...field} />
      )
    if (!meta.isNullable || isTyped(meta)) return shown
    return (
      <div className="flex min-w-0 flex-col gap-1">
        {shown}
        <SetNull {...props} />
      </div>
    )
  })
}

/** Whether a field is emptied by typing, which brings back null or no value as it was before. */
const isTyped = ({ kind, widget }: Meta) => kind === 'leaf' && widget !== 'tags' && widget !== 'checkboxes'

/** A group with the fields that its conditions add for what is filled in now. */
function ConditionalField({ SchemaField, ...props }: FieldProps & { SchemaField: Field }) {
  const { schema, formData, fieldPathId } = props
  const stored = storedNamesBelow(useSecrets(), fieldPathId.path)
  return <SchemaField {...props} schema={shapeOf(schema as FormNode, formData, stored)} />
}
