import type { ObjectFieldTemplateProps } from '../rjsf.ts'
import { memo, useContext, type ReactElement } from 'react'
import { FoldsOptionalContext, GroupErrorsContext, useFormActions } from '../data/form-context.ts'
import { metaOf, type FormNode, type Meta } from '../schema/form-node.ts'
import { FurtherEntries } from '../fields/map-field.tsx'
import { fieldId } from './field-ids.ts'
import { Fold } from './fold.tsx'
import { FIELDS_CLASS, GroupFrame, NESTED_CLASS } from './group-frame.tsx'
import { Errors } from './messages.tsx'
import { TitledGroup } from './titled-group.tsx'

interface Property {
  name: string
  content: ReactElement
  meta: Meta
  isFolded: boolean
}

/** The fields of an object: required ones are visible, optional ones are folded when there are others in the form. */
export const ObjectTemplate = memo(function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, formData, errorSchema, title } = props
  const { formId } = useFormActions()
  const messages = useContext(GroupErrorsContext)
  const schema = props.schema as FormNode
  const meta = metaOf(schema)
  const { path } = fieldPathId
  const properties = sortProperties(props)
  const visible = properties.filter((property) => !property.isFolded)
  const folded = properties.filter((property) => property.isFolded)
  const foldsOptional = useContext(FoldsOptionalContext) && path.length === 1
  const isFolding = folded.length > 0 && (visible.length > 0 || foldsOptional)
  const fields = (
    <>
      <Sections properties={isFolding ? visible : properties} schema={schema} />
      {isFolding && (
        <Fold path={path} names={folded.map(({ name }) => name)} schema={schema} data={formData} errors={errorSchema}>
          <Sections properties={folded} schema={schema} />
        </Fold>
      )}
      {meta.others && <FurtherEntries schema={meta.others} props={props} />}
    </>
  )
  const id = fieldId(formId, path)
  if (isBare(props))
    return (
      <div className={FIELDS_CLASS}>
        <Errors id={id} messages={messages} />
        {fields}
      </div>
    )
  return (
    <GroupFrame id={id} meta={meta} label={title || meta.label} required={props.required} messages={messages}>
      <div className={`${NESTED_CLASS} mt-1`}>{fields}</div>
    </GroupFrame>
  )
})

/** Whether a frame is needed; the root of the form, a branch of a choice and a list item have one already. */
const isBare = ({ fieldPathId, uiSchema }: ObjectFieldTemplateProps) =>
  fieldPathId.path.length <= 1 || uiSchema?.['ui:label'] === false

function sortProperties({ properties, schema }: ObjectFieldTemplateProps): Property[] {
  const required = new Set((schema as FormNode).required)
  return properties
    .map(({ name, content }) => {
      const meta = metaOf(schema.properties?.[name])
      return { name, content, meta, isFolded: !required.has(name) && !meta.isAlwaysShown }
    })
    .filter(({ meta }) => !meta.isHidden)
    .sort((a, b) => (a.meta.order === b.meta.order ? 0 : a.meta.order - b.meta.order))
}

/** Fields by the groups that the entry names, those without a group first. */
function Sections({ properties, schema }: { properties: Property[]; schema: FormNode }) {
  const names = [...new Set(properties.map(({ meta }) => meta.group))].sort(
    (a, b) => Number(a !== null) - Number(b !== null),
  )
  return names.map((name) => {
    const members = properties.filter(({ meta }) => meta.group === name)
    const contents = members.map(({ content }) => content)
    const [only] = members
    // A section with a single group would show its title twice.
    const isDouble =
      members.length === 1 && only !== undefined && only.meta.kind !== 'leaf' && only.meta.kind !== 'secret'
    const title = name === null || isDouble ? '' : groupTitle(schema, name)
    if (title === '') return contents
    return (
      <TitledGroup key={name} title={title}>
        {contents}
      </TitledGroup>
    )
  })
}

function groupTitle(schema: FormNode, id: string): string {
  const groups = Array.isArray(schema['groups']) ? (schema['groups'] as Record<string, unknown>[]) : []
  const title = groups.find((group) => group['id'] === id)?.['title']
  return typeof title === 'string' ? title : ''
}
