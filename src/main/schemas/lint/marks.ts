import { isObject, own, type JsonObject } from '../../../shared/json.ts'

/** What a mark makes of a field. */
type Meaning = 'secret' | 'hidden' | 'multiline'

/** How a tool marks a field: what stands at a path of keywords in its schema, and where that is documented or used. */
interface Mark {
  /** The keyword, with the names of members inside its value after dots. */
  at: string
  /** The value, or one item of a list of values; true also stands for the words "true" and "yes", and for 1. */
  is: string | true
  means: Meaning
  source: string
}

const OLM = 'Operator Lifecycle Manager, Kamelets'
const RJSF = 'react-jsonschema-form'

/**
 * The marks of other tools, which make a field what it is there; docs/catalog-reference.md lists them. `writeOnly`,
 * `format: password` and `airbyte_secret` are no part of it, as they are read where they stand.
 */
export const MARKS: readonly Mark[] = [
  { at: 'secret', is: true, means: 'secret', source: 'Pulumi, Pipedream' },
  { at: 'isSecret', is: true, means: 'secret', source: 'MCP server.json' },
  { at: 'is_secret', is: true, means: 'secret', source: 'lists of settings' },
  { at: 'sensitive', is: true, means: 'secret', source: 'Meltano, Terraform, MCP bundles' },
  { at: 'isSensitive', is: true, means: 'secret', source: 'lists of settings' },
  { at: 'is_sensitive', is: true, means: 'secret', source: 'lists of settings' },
  { at: 'password', is: true, means: 'secret', source: 'Windmill, Langflow' },
  { at: 'isPassword', is: true, means: 'secret', source: 'lists of settings' },
  { at: 'is_password', is: true, means: 'secret', source: 'lists of settings' },
  { at: 'x-secret', is: true, means: 'secret', source: 'OpenAPI extensions' },
  { at: 'x-is-secret', is: true, means: 'secret', source: 'OpenAPI extensions' },
  { at: 'x-sensitive', is: true, means: 'secret', source: 'OpenAPI extensions' },
  { at: 'x-password', is: true, means: 'secret', source: 'OpenAPI extensions' },
  { at: 'x-encrypted', is: true, means: 'secret', source: 'OpenAPI extensions' },
  { at: 'x-ms-secret', is: true, means: 'secret', source: 'Azure Resource Manager' },
  { at: 'kind', is: 'password', means: 'secret', source: 'Meltano' },
  { at: 'format', is: 'secret', means: 'secret', source: 'lists of settings' },
  { at: 'visibility', is: 'secret', means: 'secret', source: 'Backstage' },
  { at: 'deepVisibility', is: 'secret', means: 'secret', source: 'Backstage' },
  { at: 'typeOptions.password', is: true, means: 'secret', source: 'n8n' },
  { at: 'ui:widget', is: 'password', means: 'secret', source: RJSF },
  { at: 'ui:widget', is: 'secret', means: 'secret', source: 'Backstage' },
  { at: 'ui:field', is: 'secret', means: 'secret', source: 'Backstage' },
  { at: 'ui:field', is: 'password', means: 'secret', source: RJSF },
  { at: 'ui:options.widget', is: 'password', means: 'secret', source: RJSF },
  { at: 'ui:options.inputType', is: 'password', means: 'secret', source: RJSF },
  { at: 'ui:options.field', is: 'secret', means: 'secret', source: 'Backstage' },
  { at: 'x-schema-form.type', is: 'password', means: 'secret', source: 'Gravitee, Angular Schema Form' },
  { at: 'x-descriptors', is: 'urn:alm:descriptor:com.tectonic.ui:password', means: 'secret', source: OLM },
  { at: 'widget', is: 'password', means: 'secret', source: 'ngx-schema-form' },
  { at: 'widget.id', is: 'password', means: 'secret', source: 'ngx-schema-form' },
  { at: 'widget.formlyConfig.type', is: 'password', means: 'secret', source: 'ngx-formly' },
  { at: 'widget.formlyConfig.props.type', is: 'password', means: 'secret', source: 'ngx-formly' },
  { at: 'x-component', is: 'password', means: 'secret', source: 'Formily' },
  { at: 'x-widget', is: 'password', means: 'secret', source: 'OpenAPI extensions' },
  { at: 'x-display', is: 'password', means: 'secret', source: 'vuetify-jsonschema-form' },
  { at: 'x-props.type', is: 'password', means: 'secret', source: 'vuetify-jsonschema-form' },
  { at: 'layout.props.type', is: 'password', means: 'secret', source: 'json-layout' },
  { at: 'uniforms.type', is: 'password', means: 'secret', source: 'uniforms' },
  { at: 'options.inputAttributes.type', is: 'password', means: 'secret', source: 'json-editor' },
  { at: 'options.format', is: 'password', means: 'secret', source: 'JSON Forms' },
  { at: 'inputType', is: 'password', means: 'secret', source: 'lists of settings' },
  { at: 'input_type', is: 'password', means: 'secret', source: 'lists of settings' },
  { at: 'display_type', is: 'password', means: 'secret', source: 'lists of settings' },
  { at: 'selector.text.type', is: 'password', means: 'secret', source: 'Home Assistant' },

  { at: 'ui:widget', is: 'hidden', means: 'hidden', source: RJSF },
  { at: 'ui:options.widget', is: 'hidden', means: 'hidden', source: RJSF },
  { at: 'x-schema-form.type', is: 'hidden', means: 'hidden', source: 'Gravitee, Angular Schema Form' },
  { at: 'x-schema-form.hidden', is: true, means: 'hidden', source: 'Gravitee' },
  { at: 'x-descriptors', is: 'urn:alm:descriptor:com.tectonic.ui:hidden', means: 'hidden', source: OLM },
  { at: 'x-hidden', is: true, means: 'hidden', source: 'OpenAPI extensions' },
  { at: 'x-display', is: 'hidden', means: 'hidden', source: 'vuetify-jsonschema-form' },
  { at: 'layout', is: 'none', means: 'hidden', source: 'json-layout' },
  { at: 'options.hidden', is: true, means: 'hidden', source: 'json-editor' },
  { at: 'kind', is: 'hidden', means: 'hidden', source: 'Meltano' },

  { at: 'ui:widget', is: 'textarea', means: 'multiline', source: RJSF },
  { at: 'ui:options.widget', is: 'textarea', means: 'multiline', source: RJSF },
  { at: 'x-schema-form.type', is: 'textarea', means: 'multiline', source: 'Gravitee, Angular Schema Form' },
  { at: 'x-display', is: 'textarea', means: 'multiline', source: 'vuetify-jsonschema-form' },
]

const KEYWORD: Record<Meaning, string> = { secret: 'writeOnly', hidden: 'airbyte_hidden', multiline: 'multiline' }

/** The first words of all marks: keywords that need no remark. */
const WORDS = new Set(MARKS.map(({ at }) => firstWord(at)))

function firstWord(at: string): string {
  return at.split('.')[0] ?? at
}

/** Whether a keyword may hold a mark of another tool. */
export const isMarkWord = (word: string): boolean => WORDS.has(word)

/** The keywords of ours that the marks on a raw schema stand for, such as `{ writeOnly: true }`. */
export function readMarks(raw: JsonObject): JsonObject {
  const read: JsonObject = {}
  // Most schemas have no mark at all.
  if (!Object.keys(raw).some(isMarkWord)) return read
  for (const { at, is, means } of MARKS) {
    if ([valueAt(raw, at)].flat().some((value) => says(value, is))) read[KEYWORD[means]] = true
  }
  return read
}

const valueAt = (raw: JsonObject, at: string): unknown =>
  at.split('.').reduce<unknown>((value, name) => (isObject(value) ? own(value, name) : undefined), raw)

const YES = new Set(['true', 'yes'])

function says(value: unknown, is: string | true): boolean {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (is === true) return word === true || word === 1 || (typeof word === 'string' && YES.has(word))
  // Formily and others write the name of a component: Password, Input.Password.
  return typeof word === 'string' && (word === is || word.endsWith(`.${is}`))
}

/** How tools name the group that a field is shown in, by what their mark begins with. */
const GROUPS = ['urn:camel:group:', 'urn:alm:descriptor:com.tectonic.ui:fieldGroup:']

/** The group that a mark on a raw schema puts the field into. */
export function readGroup(raw: JsonObject): string | undefined {
  if (typeof raw['x-group'] === 'string') return raw['x-group']
  const words = [raw['x-descriptors']].flat().filter((word) => typeof word === 'string')
  const [group] = words.flatMap((word) =>
    GROUPS.filter((start) => word.startsWith(start)).map((start) => word.slice(start.length)),
  )
  return group
}

/**
 * Gives the properties of a schema that have no order of their own the one of a list beside them: Windmill's `order`, or
 * `ui:order`, where "*" stands for those that it does not name.
 */
export function orderProperties(schema: JsonObject, raw: JsonObject): void {
  const { properties } = schema
  const list: unknown[] = [raw.order, raw['ui:order'], raw.propertyOrder].find(Array.isArray) ?? []
  if (list.length === 0 || !isObject(properties)) return
  const rest = list.includes('*') ? list.indexOf('*') : list.length
  schema.properties = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const isOrdered = !isObject(property) || Object.hasOwn(property, 'order')
      return [name, isOrdered ? property : { ...property, order: list.includes(name) ? list.indexOf(name) : rest }]
    }),
  )
}
