import { toFieldPathId, type FieldProps, type ObjectFieldTemplateProps } from '../rjsf.ts'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { FieldHint } from '../../ui/fields/field.tsx'
import { Input } from '../../ui/fields/input.tsx'
import { startData } from '../data/data.ts'
import { entryNode } from '../data/entries.ts'
import { errorsAt, NO_ERRORS } from '../data/errors.ts'
import { finish } from '../schema/node-meta.ts'
import type { Path } from '../../../shared/path.ts'
import { useFormActions, useSecrets } from '../data/form-context.ts'
import { NodeField } from './schema-field.tsx'
import { metaOf, type FormNode } from '../schema/form-node.ts'
import { isObject, own } from '../../../shared/json.ts'
import { fieldId } from '../templates/field-ids.ts'
import { dropNames, storedNamesBelow } from '../data/secrets.ts'
import { GroupFrame } from '../templates/group-frame.tsx'
import { AddButton } from './add-button.tsx'
import { formsText } from '../../text/forms.ts'

const BARE = { 'ui:label': false }

/** An entry that no schema describes. */
const OF_ANY = finish({}, {}, 'value', 'leaf')

function startEntry(node: FormNode): unknown {
  const value = startData(node, undefined, { isNew: true })
  return value ?? (metaOf(node).widget === 'json' ? null : '')
}

/** The entries of a group beside its fields, in its own data. */
export function FurtherEntries({ schema, props }: { schema: FormNode; props: ObjectFieldTemplateProps }) {
  const { change } = useFormActions()
  const { fieldPathId, formData, errorSchema, registry, disabled } = props
  const { declared } = metaOf(schema)
  const data = isObject(formData) ? formData : {}
  const isDeclared = ([name]: [string, unknown]) => declared.includes(name)
  const fields = Object.fromEntries(Object.entries(data).filter(isDeclared))
  const put = (value: unknown, path: Path) => {
    const isWhole = path.length === fieldPathId.path.length
    change(isWhole ? { ...fields, ...(isObject(value) && value) } : value, path)
  }
  return (
    <MapField
      name=""
      schema={schema}
      uiSchema={BARE}
      fieldPathId={fieldPathId}
      formData={Object.fromEntries(Object.entries(data).filter((entry) => !isDeclared(entry)))}
      errorSchema={errorSchema ?? NO_ERRORS}
      registry={registry}
      {...(disabled !== undefined && { disabled })}
      onChange={put as FieldProps['onChange']}
      onBlur={ignore}
      onFocus={ignore}
    />
  )
}

const ignore = () => {}

interface Row {
  key: number
  name: string
  /** Its value while its name is empty or in use. */
  value: unknown
}

/** Values with names that the person chooses. A row is part of the data once its name is not empty and unique. */
export function MapField(props: FieldProps) {
  const { schema, fieldPathId, errorSchema, rawErrors: messages, required, registry, onChange } = props
  const { formId, updateSecrets } = useFormActions()
  const decisions = useSecrets()
  const meta = metaOf(schema)
  const { path } = fieldPathId
  // Beside the fields of a group, which has the id of the path.
  const id = meta.declared.length > 0 ? `${fieldId(formId, path)}-others` : fieldId(formId, path)
  const nodeFor = (name: string) => entryNode(schema as FormNode, name) ?? OF_ANY
  const data = isObject(props.formData) ? props.formData : {}
  // Values that are secret as a whole are not in the data.
  const [rows, setRows] = useState<Row[]>(() =>
    [...new Set([...Object.keys(data), ...storedNamesBelow(decisions, path)])]
      .filter((name) => !meta.declared.includes(name))
      .map((name, key) => ({ key, name, value: undefined })),
  )

  const isLive = (row: Row) => row.name !== '' && rows.find((other) => other.name === row.name) === row
  /** Changes the rows and sends those with a valid name; other rows keep their value until their name is valid. */
  const put = (change: (current: Row[]) => Row[]) => {
    const current = rows.map((row) =>
      isLive(row) && Object.hasOwn(data, row.name) ? Object.assign({}, row, { value: own(data, row.name) }) : row,
    )
    const next = change(current)
    const values: Record<string, unknown> = {}
    for (const { name, value } of next) if (name !== '' && !Object.hasOwn(values, name)) values[name] = value
    setRows(next)
    const oldNames = current.map(({ name }) => name).filter((name) => !next.some((row) => row.name === name))
    if (oldNames.length > 0) updateSecrets((known) => dropNames(known, path, oldNames))
    onChange(next.length === 0 && !required ? undefined : values, path)
  }
  const rename = (key: number, name: string) => {
    if (name === '__proto__' || meta.declared.includes(name)) return
    put((current) => current.map((row) => (row.key === key ? Object.assign({}, row, { name }) : row)))
  }
  const remove = (key: number) => put((current) => current.filter((row) => row.key !== key))
  const add = () => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1
    setRows([...rows, { key, name: '', value: startEntry(nodeFor('')) }])
  }

  return (
    <GroupFrame id={`${id}-group`} meta={meta} required={required} messages={messages}>
      {rows.map((row, at) => (
        <fieldset
          key={row.key}
          className="mb-1 grid min-w-0 grid-cols-[minmax(6rem,1fr)_minmax(0,2fr)_auto] items-start gap-2"
          aria-label={row.name || formsText.map.row(at + 1)}
        >
          <Input
            disabled={props.disabled}
            aria-label={formsText.map.nameOf(at + 1)}
            placeholder={formsText.map.name}
            value={row.name}
            onChange={(event) => rename(row.key, event.target.value)}
          />
          {isLive(row) ? (
            <NodeField
              {...props}
              name={row.name}
              schema={nodeFor(row.name)}
              uiSchema={BARE}
              fieldPathId={toFieldPathId(row.name, registry.globalFormOptions, path)}
              formData={own(data, row.name)}
              errorSchema={errorsAt(errorSchema, row.name)}
              required
            />
          ) : (
            <FieldHint className="self-center">{formsText.map.uniqueName}</FieldHint>
          )}
          <Button
            variant="quiet"
            className="mt-0.5"
            icon={<IconTrash size={16} aria-hidden />}
            disabled={props.disabled}
            aria-label={formsText.remove(row.name || `${formsText.map.entry} ${at + 1}`)}
            onClick={() => remove(row.key)}
          />
        </fieldset>
      ))}
      <AddButton id={id} what={formsText.map.entry} isOff={props.disabled === true} onClick={add} />
    </GroupFrame>
  )
}
