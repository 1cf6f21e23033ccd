import { providersIn } from '../../../../shared/catalog-file.ts'
import { isObject, type JsonObject } from '../../../../shared/json.ts'
import { firstText, type Format, keyOf, linkOf, listOf, schemaOf, textOf, withoutGaps } from './format.ts'

/**
 * The providers of Nango, by key: the secrets that each way to sign in needs and the settings of a connection.
 * Source: https://github.com/NangoHQ/nango/blob/master/packages/providers/providers.yaml
 */
export const nango: Format = {
  name: 'nango',
  fits: (document) => providersIn(document) !== null,
  read: (document) => (providersIn(document) ?? []).map(([key, provider]) => entryOf(key, provider)),
}

function entryOf(key: string, provider: JsonObject): JsonObject {
  const mode = textOf(provider.auth_mode)
  const settings = fieldsOf(provider.connection_config)
  const secrets = { ...SIGN_IN[mode], ...fieldsOf(provider.credentials) }
  return withoutGaps({
    format: 1,
    key: keyOf(key),
    name: firstText(provider.display_name, key),
    description: '',
    category: categoryOf(provider),
    docsUrl: linkOf(provider.docs),
    authType: AUTH_TYPES[mode],
    configSchema: schemaOf(settings, requiredOf(settings, provider.connection_config)),
    authSchema: schemaOf(secrets, requiredOf(secrets, provider.credentials)),
  })
}

function categoryOf({ categories }: JsonObject): string {
  const first = textOf(listOf(categories)[0])
  const words = first.replaceAll('-', ' ')
  return first === '' ? 'Imported' : words.charAt(0).toUpperCase() + words.slice(1)
}

const text = (title: string): JsonObject => ({ type: 'string', title })

/** What each way to sign in needs, whatever the provider says besides. */
const SIGN_IN: Record<string, JsonObject> = {
  API_KEY: { apiKey: text('API key') },
  BASIC: { username: text('User name'), password: text('Password') },
  OAUTH1: { client_id: text('Consumer key'), client_secret: text('Consumer secret') },
  OAUTH2: { client_id: text('Client ID'), client_secret: text('Client secret') },
  OAUTH2_CC: { client_id: text('Client ID'), client_secret: text('Client secret') },
  TBA: { token_id: text('Token ID'), token_secret: text('Token secret') },
  APP: { app_id: text('App ID'), private_key: { ...text('Private key'), multiline: true } },
}

const AUTH_TYPES: Record<string, string> = {
  API_KEY: 'api_key',
  BASIC: 'basic',
  OAUTH1: 'oauth',
  OAUTH2: 'oauth',
  OAUTH2_CC: 'oauth',
  TBA: 'oauth',
  NONE: 'none',
}

/** What Nango fills in itself after signing in is no field. */
const isAsked = (field: JsonObject) => field.automated !== true

function fieldsOf(map: unknown): JsonObject {
  const fields: JsonObject = {}
  if (!isObject(map)) return fields
  for (const [name, field] of Object.entries(map)) if (isObject(field) && isAsked(field)) fields[name] = fieldOf(field)
  return fields
}

function fieldOf(field: JsonObject): JsonObject {
  const example = textOf(field.example)
  const choices = listOf(field.options).map((option) => (isObject(option) ? option.value : option))
  return withoutGaps({
    type: firstText(field.type) || 'string',
    title: textOf(field.title),
    description: textOf(field.description),
    format: textOf(field.format),
    pattern: textOf(field.pattern),
    enum: choices.length > 0 ? choices : undefined,
    order: field.order,
    default: field.default_value,
    examples: example === '' ? undefined : [example],
    airbyte_hidden: field.hidden === true || undefined,
    writeOnly: field.secret === true || undefined,
  })
}

/** All that is asked for is required unless it says otherwise, is hidden or has a default. */
const requiredOf = (fields: JsonObject, map: unknown): string[] =>
  Object.keys(fields).filter((name) => {
    const field = isObject(map) ? map[name] : undefined
    return !isObject(field) || !(field.optional === true || field.hidden === true || field.default_value !== undefined)
  })
