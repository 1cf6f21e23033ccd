import { isObject, type JsonObject } from '../../../../shared/json.ts'
import { firstText, type Format, keyOf, linkOf, listOf, schemaOf, textOf, withoutGaps } from './format.ts'

/**
 * A plugin of Meltano with its settings as a list, or what a Singer tap or target says of itself with `--about`, where
 * they are a JSON Schema. Source: https://docs.meltano.com/reference/plugin-definition-syntax
 */
export const meltano: Format = {
  name: 'meltano',
  fits: (document) =>
    typeof document.name === 'string' &&
    (isObject(document.settings)
      ? isObject(document.settings.properties)
      : Array.isArray(document.settings) &&
        document.settings.every((one) => isObject(one) && typeof one.name === 'string')),
  read: (document) => {
    const name = textOf(document.name)
    return [
      withoutGaps({
        format: 1,
        key: keyOf(name),
        name: firstText(document.label, name),
        description: textOf(document.description),
        category: categoryOf(name),
        docsUrl: linkOf(firstText(document.docs, document.repo)),
        version: textOf(document.version).replace(/^\[.*\]$/, ''),
        configSchema: isObject(document.settings) ? { ...schemaOf({}), ...document.settings } : fromList(document),
        authSchema: schemaOf({}),
      }),
    ]
  },
}

const categoryOf = (name: string) =>
  name.startsWith('tap-') ? 'Sources' : name.startsWith('target-') ? 'Destinations' : 'Meltano'

function fromList({ settings, settings_group_validation: groups }: JsonObject): JsonObject {
  const fields = listOf(settings).filter(isObject)
  const properties = Object.fromEntries(fields.map((field) => [textOf(field.name), fieldOf(field)]))
  const always = fields.filter(({ required }) => required === true).map(({ name }) => textOf(name))
  const known = (group: unknown) =>
    listOf(group)
      .map(textOf)
      .filter((name) => Object.hasOwn(properties, name))
  const [only, ...others] = listOf(groups)
    .map(known)
    .filter((group) => group.length > 0)
  // Several groups are ways to sign in, of which one must be whole.
  if (only && others.length > 0) {
    const all = only.filter((name) => others.every((group) => group.includes(name)))
    return {
      ...schemaOf(properties, [...new Set([...always, ...all])]),
      anyOf: [only, ...others].map((group) => ({ required: group })),
    }
  }
  return schemaOf(properties, [...new Set([...always, ...(only ?? [])])])
}

const KINDS: Record<string, JsonObject> = {
  password: { type: 'string', writeOnly: true },
  oauth: { type: 'string', writeOnly: true },
  hidden: { type: 'string', airbyte_hidden: true },
  email: { type: 'string', format: 'email' },
  file: { type: 'string' },
  date_iso8601: { type: 'string', examples: ['2026-01-31', '2026-01-31T00:00:00Z'] },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  array: { type: 'array' },
  object: { type: 'object', additionalProperties: true },
}

function fieldOf(setting: JsonObject): JsonObject {
  const options = listOf(setting.options).filter(isObject)
  const kind = options.length > 0 ? choiceOf(options) : (KINDS[textOf(setting.kind)] ?? { type: 'string' })
  const placeholder = textOf(setting.placeholder).replace(/^(?:ex|e\.g)\.?:? /i, '')
  const isSecret = setting.sensitive === true || kind.writeOnly === true
  return withoutGaps({
    ...kind,
    title: textOf(setting.label),
    description: firstText(setting.description, setting.tooltip),
    default: isSecret ? undefined : setting.value,
    examples: placeholder === '' ? kind.examples : [placeholder],
    writeOnly: isSecret || undefined,
    airbyte_hidden: setting.hidden === true || kind.airbyte_hidden,
  })
}

const choiceOf = (options: JsonObject[]): JsonObject => ({
  oneOf: options.map(({ value, label }) => withoutGaps({ const: value, title: textOf(label) })),
})
