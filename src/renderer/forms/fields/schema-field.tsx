import type { Field, FieldProps } from '@rjsf/utils'
import { createElement, memo } from 'react'
import { errorsOfWhole, NO_ERRORS } from '../errors.ts'
import { metaOf, type Kind } from '../form-node.ts'

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

/** Shows any prepared node: what every field uses for the nodes inside of it. */
export const NodeField = (props: FieldProps) => createElement(props.registry.fields['SchemaField'] as Field, props)

/** rjsf's own SchemaField, told by each prepared node which field shows it. */
export function createSchemaField(SchemaField: Field): Field {
  return memo(function PreparedField(props: FieldProps) {
    const meta = metaOf(props.schema)
    if (meta.isHidden) return null
    const uiSchema =
      props.uiSchema?.['ui:label'] === false ? { ...props.uiSchema, ...FIELDS[meta.kind] } : FIELDS[meta.kind]
    const isOneControl = meta.kind === 'leaf' || meta.kind === 'secret'
    const errors = props.errorSchema ?? NO_ERRORS
    return <SchemaField {...props} uiSchema={uiSchema} errorSchema={isOneControl ? errorsOfWhole(errors) : errors} />
  })
}
