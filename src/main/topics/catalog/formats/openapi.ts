import { asObject, isObject, type JsonObject } from '../../../../shared/json.ts'
import { firstText, type Format, groupOf, keyOf, linkOf, listOf, schemaOf, textOf, withoutGaps } from './format.ts'

/**
 * An OpenAPI description, 2 or 3: where its service is and what its security schemes need. Source:
 * https://spec.openapis.org/oas/latest.html#security-scheme-object
 */
export const openapi: Format = {
  name: 'openapi',
  fits: ({ openapi, swagger, info }) => (typeof openapi === 'string' || typeof swagger === 'string') && isObject(info),
  read: (document) => {
    const info = asObject(document.info)
    const name = textOf(info.title)
    const ways = waysOf(document)
    const only = ways.length === 1 ? ways[0] : undefined
    const { properties, required } = addressOf(document)
    const choice = ways.length > 1 ? { authentication: choiceOf(ways) } : {}
    return [
      withoutGaps({
        format: 1,
        key: keyOf(name),
        name,
        description: firstText(info.summary, textOf(info.description).split('\n\n')[0]),
        category: 'APIs',
        docsUrl: linkOf(asObject(document.externalDocs).url),
        version: textOf(info.version).slice(0, 50),
        authType: only?.authType,
        configSchema: schemaOf({ ...properties, ...choice }, [...required, ...Object.keys(choice)]),
        authSchema: only ? schemaOf(only.properties, Object.keys(only.properties)) : schemaOf({}),
      }),
    ]
  },
}

interface Way {
  title: string
  authType: string
  properties: JsonObject
}

/** The ways to sign in: each alternative of `security` with all its schemes, or each scheme where there is no such list. */
function waysOf(document: JsonObject): Way[] {
  const schemes = asObject(asObject(document.components).securitySchemes ?? document.securityDefinitions)
  const alternatives = listOf(document.security)
    .filter(isObject)
    .map(Object.keys)
    .filter((names) => names.length > 0)
  const wanted = alternatives.length > 0 ? alternatives : Object.keys(schemes).map((name) => [name])
  return wanted.flatMap((names) => {
    const parts = names.flatMap((name) => {
      const scheme = schemes[name]
      const way = isObject(scheme) ? wayOf(name, scheme) : null
      return way ? [way] : []
    })
    const [first] = parts
    if (!first || parts.length < names.length) return []
    const properties = Object.assign({}, ...parts.map((part) => part.properties)) as JsonObject
    return [{ ...first, title: parts.map(({ title }) => title).join(' and '), properties }]
  })
}

const secret = (title: string, description = ''): JsonObject =>
  withoutGaps({ type: 'string', title, description, writeOnly: true })

/** What one scheme needs; null for one that needs nothing to be typed, such as a client certificate. */
function wayOf(name: string, scheme: JsonObject): Way | null {
  const about = textOf(scheme.description)
  const http = textOf(scheme.scheme).toLowerCase()
  const field = name.replace(/[^\w-]+/g, '_')
  if (scheme.type === 'apiKey')
    return { title: name, authType: 'api_key', properties: { [field]: secret(firstText(scheme.name, name), about) } }
  if (scheme.type === 'basic' || (scheme.type === 'http' && (http === 'basic' || http === 'digest'))) {
    const properties = { username: { type: 'string', title: 'User name' }, password: secret('Password') }
    return { title: name, authType: 'basic', properties }
  }
  if (scheme.type === 'http')
    return { title: name, authType: 'api_key', properties: { [field]: secret('Token', about) } }
  if (scheme.type !== 'oauth2' && scheme.type !== 'openIdConnect') return null
  const properties = { client_id: { type: 'string', title: 'Client ID' }, client_secret: secret('Client secret') }
  return { title: name, authType: 'oauth', properties }
}

const choiceOf = (ways: readonly Way[]): JsonObject => ({
  title: 'Authentication',
  type: 'object',
  oneOf: ways.map(({ title, properties }, at) => ({
    title,
    ...groupOf({ method: { const: `${at + 1}-${keyOf(title)}`, title: 'Method' }, ...properties }, [
      'method',
      ...Object.keys(properties),
    ]),
  })),
})

/** The address of the service, with the variables that it has. */
function addressOf({ servers, host, basePath, schemes }: JsonObject): { properties: JsonObject; required: string[] } {
  const list = listOf(servers).filter(isObject)
  const older =
    textOf(host) === '' ? '' : `${textOf(listOf(schemes)[0]) || 'https'}://${textOf(host)}${textOf(basePath)}`
  const addresses = [...list.map(({ url }) => textOf(url)), older].filter((url) => /^https?:\/\//.test(url))
  const first = addresses.find((url) => !url.includes('{')) ?? ''
  const variables = Object.assign({}, ...list.map((server) => server.variables ?? {})) as JsonObject
  const properties: JsonObject = {
    base_url: withoutGaps({
      type: 'string',
      format: first === '' ? undefined : 'uri',
      title: 'Address of the service',
      default: first,
      examples: addresses.length > 0 ? addresses.slice(0, 5) : undefined,
    }),
  }
  for (const [name, variable] of Object.entries(variables)) {
    if (!isObject(variable)) continue
    const values = listOf(variable.enum)
    properties[name] = withoutGaps({
      type: 'string',
      description: textOf(variable.description),
      enum: values.length > 0 ? values : undefined,
      default: textOf(variable.default),
    })
  }
  return { properties, required: first === '' && Object.keys(variables).length === 0 ? ['base_url'] : [] }
}
