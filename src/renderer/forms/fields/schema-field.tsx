import type { Field, FieldProps } from '../rjsf.ts'
import { createElement, memo } from 'react'
import { errorsOfWhole, NO_ERRORS } from '../data/errors.ts'
import { shapeOf } from '../data/conditions.ts'
import { useSecrets } from '../data/form-context.ts'
import { metaOf, type FormNode, type Kind } from '../schema/form-node.ts'
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
    if (meta.isHidden) return null
    const uiSchema = props.uiSchema?.['ui:label'] === false ? BARE[meta.kind] : FIELDS[meta.kind]
    const isOneControl = meta.kind === 'leaf' || meta.kind === 'secret'
    const errors = props.errorSchema ?? NO_ERRORS
    const field = { ...props, uiSchema, errorSchema: isOneControl ? errorsOfWhole(errors) : errors }
    return meta.conditions.length > 0 ? (
      <ConditionalField {...field} SchemaField={SchemaField} />
    ) : (
      <SchemaField {...field} />
    )
  })
}

/** A group with the fields that its conditions add for the current data. */
function ConditionalField({ SchemaField, ...props }: FieldProps & { SchemaField: Field }) {
  const { schema, formData, fieldPathId } = props
  const stored = storedNamesBelow(useSecrets(), fieldPathId.path)
  return <SchemaField {...props} schema={shapeOf(schema as FormNode, formData, stored)} />
}
