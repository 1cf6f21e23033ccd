import type { EnumOption, FormNode, Kind, Meta } from './form-node.ts'
import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import { labelFromName, ownTitle } from '../../../shared/label.ts'
import { constantOf, enumOf, exampleOf, text, typeOf, widgetOf } from './schema-traits.ts'

/** The fixed value of a branch, as a last resort for its label. */
export function fixedWord(branch: JsonObject): string {
  const properties = isObject(branch['properties']) ? Object.values(branch['properties']) : [branch]
  const fixed = properties.filter(isObject).map((property) => constantOf(property, true)?.value)
  const word = fixed.find((value) => typeof value === 'string')
  return typeof word === 'string' ? labelFromName(word) : ''
}

/** Adds the form's metadata to a prepared node. */
export function finish(
  node: JsonObject,
  schema: JsonObject,
  name: string,
  kind: Kind,
  more: Partial<Meta> = {},
): FormNode {
  const constant = kind === 'constant' ? constantOf(schema, true) : null
  const example = exampleOf(schema)
  const label = ownTitle(schema) ?? labelFromName(name)
  const widget = kind === 'leaf' || kind === 'secret' ? widgetOf(schema, kind === 'secret') : 'text'
  const meta: Meta = {
    ...emptyMeta(kind),
    widget,
    label,
    description: text(schema['description']),
    placeholder: example && `e.g. ${example}`,
    // Date controls show their own format.
    format: widget === 'date' || widget === 'datetime' ? '' : text(schema['pattern_descriptor']),
    // A field that can only be null needs no control.
    isHidden: constant !== null || schema['airbyte_hidden'] === true || schema['type'] === 'null',
    isAlwaysShown: schema['always_show'] === true,
    order: typeof schema['order'] === 'number' ? schema['order'] : Number.POSITIVE_INFINITY,
    group: text(schema['group']) || null,
    enumOptions: enumOptionsOf(schema),
    ...more,
  }
  const type = kind === 'choice' || kind === 'recursive' ? 'object' : typeOf(schema)
  return { ...node, type, title: label, ...(constant && { const: constant.value }), 'x-form': meta }
}

export const emptyMeta = (kind: Kind): Meta => ({
  kind,
  widget: 'text',
  label: '',
  description: '',
  placeholder: '',
  format: '',
  isHidden: false,
  isAlwaysShown: false,
  order: Number.POSITIVE_INFINITY,
  group: null,
  enumOptions: [],
  branches: [],
  choice: null,
  shared: [],
  conditions: [],
  ref: null,
})

function enumOptionsOf(schema: JsonObject): EnumOption[] {
  const names = schema['enumNames']
  return (enumOf(schema) ?? []).map((value, at) => {
    const name = own(names, at)
    const label = typeof name === 'string' && name !== '' ? name : labelOfValue(value)
    return { key: String(at), value, label }
  })
}

const labelOfValue = (value: unknown) =>
  value === '' ? '(empty)' : typeof value === 'string' ? value : JSON.stringify(value)
