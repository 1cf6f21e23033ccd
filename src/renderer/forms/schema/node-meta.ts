import type { EnumOption, FormNode, Kind, Meta } from './form-node.ts'
import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import { typesIn } from '../../../shared/types.ts'
import { labelFromName, ownTitle } from '../../../shared/label.ts'
import { formsText } from '../../text/forms.ts'
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
    placeholder: example && formsText.example(example),
    // Date controls show their own format.
    format: widget === 'date' || widget === 'datetime' ? '' : text(schema['pattern_descriptor']),
    // A field that can only be null needs no control.
    isHidden: constant !== null || schema['airbyte_hidden'] === true || schema['type'] === 'null',
    isAlwaysShown: schema['always_show'] === true,
    order: typeof schema['order'] === 'number' ? schema['order'] : Number.POSITIVE_INFINITY,
    group: text(schema['group']) || null,
    isTextAlone: kind === 'leaf' && enumOf(schema) === null && isTextAlone(schema),
    enumOptions: enumOptionsOf(schema),
    ...more,
  }
  const type = kind === 'choice' || kind === 'recursive' ? 'object' : typeOf(schema)
  return {
    ...node,
    ...(type !== undefined && { type }),
    title: label,
    ...(constant && { const: constant.value }),
    'x-form': meta,
  }
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
  isNullable: false,
  isTextAlone: false,
  order: Number.POSITIVE_INFINITY,
  group: null,
  enumOptions: [],
  branches: [],
  choice: null,
  shared: [],
  others: null,
  declared: [],
  conditions: [],
  ref: null,
})

/** The values to choose from, no two of which read the same. */
function enumOptionsOf(schema: JsonObject): EnumOption[] {
  const names = schema['enumNames']
  const options = (enumOf(schema) ?? []).map((value, at) => {
    const name = own(names, at)
    const isNamed = typeof name === 'string' && name !== ''
    const description = text(own(schema['enumDescriptions'], at))
    return { key: String(at), value, label: isNamed ? name : labelOfValue(value), description, isNamed }
  })
  const counts = Map.groupBy([...options.map(({ label }) => label), ...RESERVED], (label) => label.toLowerCase())
  return options.map(({ isNamed, ...option }) => {
    const { value, label } = option
    if ((counts.get(label.toLowerCase())?.length ?? 0) < 2) return option
    if (isNamed) return { ...option, label: `${label} (${JSON.stringify(value)})` }
    return { ...option, label: typeof value === 'string' ? JSON.stringify(value) : label }
  })
}

/** The labels that a list shows in place of a value. */
const RESERVED = [formsText.none, formsText.choose]

const labelOfValue = (value: unknown) =>
  value === '' ? formsText.empty : typeof value === 'string' ? value : JSON.stringify(value)

function isTextAlone(schema: JsonObject): boolean {
  const types = typesIn(schema).filter((type) => type !== 'null')
  return types.length === 1 && types[0] === 'string'
}
