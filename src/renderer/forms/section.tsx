import type { ErrorSchema, Registry } from './rjsf.ts'
import { errorsAt } from './data/errors.ts'
import { NodeField } from './fields/schema-field.tsx'
import { metaOf, type FormNode } from './schema/form-node.ts'
import { own } from '../../shared/json.ts'
import type { Path } from '../../shared/path.ts'
import { TitledGroup } from './templates/titled-group.tsx'

interface SectionProps {
  name: 'config' | 'auth'
  node: FormNode | undefined
  title: string
  registry: Registry
  data: unknown
  errors: ErrorSchema
  disabled: boolean
  onChange(value: unknown, path: Path): void
}

const PATHS = { config: { $id: 'form.config', path: ['config'] }, auth: { $id: 'form.auth', path: ['auth'] } }
const NO_UI = {}
const ignore = () => {}

/** The fields of one of the two schemas, rendered by rjsf. */
export function Section({ name, node, title, registry, data, errors, disabled, onChange }: SectionProps) {
  if (!node || !hasFields(node)) return null
  const field = (
    <NodeField
      name={name}
      schema={node}
      uiSchema={NO_UI}
      fieldPathId={PATHS[name]}
      formData={own(data, name)}
      errorSchema={errorsAt(errors, name)}
      onChange={onChange}
      onBlur={ignore}
      onFocus={ignore}
      registry={registry}
      disabled={disabled}
      required
    />
  )
  if (title === '') return field
  return <TitledGroup title={title}>{field}</TitledGroup>
}

/** Whether a schema has a field that has to be filled in. */
export function hasRequired(node: FormNode | undefined): boolean {
  if (!node || !hasFields(node)) return false
  if (metaOf(node).kind !== 'group') return true
  const { properties = {}, required = [] } = node
  return required.some((name) => properties[name] !== undefined && !metaOf(properties[name]).isHidden)
}

/** Whether a schema has visible fields. */
export function hasFields(node: FormNode | undefined): boolean {
  if (!node) return false
  const { kind } = metaOf(node)
  if (kind !== 'group') return kind === 'choice' || kind === 'map'
  return (
    metaOf(node).conditions.length > 0 ||
    Object.values(node.properties ?? {}).some((property) => !metaOf(property).isHidden)
  )
}
