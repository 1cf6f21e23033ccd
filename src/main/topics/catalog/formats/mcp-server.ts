import { asObject, isObject, type JsonObject } from '../../../../shared/json.ts'
import { firstText, type Format, groupOf, keyOf, linkOf, listOf, schemaOf, textOf, withoutGaps } from './format.ts'

/**
 * The `server.json` of the Model Context Protocol's registry, of any version: what the environment variables and
 * arguments of its packages and the headers of its remote servers ask for. Source:
 * https://github.com/modelcontextprotocol/registry/tree/main/docs/reference/server-json
 */
export const mcpServer: Format = {
  name: 'mcp_server',
  fits: (document) => isObject(serverOf(document)),
  read: (document) => {
    const server = serverOf(document)
    return server ? [entryOf(server)] : []
  },
}

/** The registry's own list wraps each server together with what the registry knows of it. */
function serverOf(document: JsonObject): JsonObject | null {
  const server = isObject(document.server) ? document.server : document
  const isNamed = /modelcontextprotocol\.io\/schemas\/.*server/.test(textOf(server.$schema))
  const isShaped = typeof server.name === 'string' && waysIn(server).some((way) => isPackage(way) || isRemote(way))
  return isNamed || isShaped ? server : null
}

const waysIn = (server: JsonObject): JsonObject[] =>
  [...listOf(server.packages), ...listOf(server.remotes)].filter(isObject)

const isPackage = (way: JsonObject) =>
  typeof way.identifier === 'string' && (typeof way.registryType === 'string' || typeof way.registry_type === 'string')

const isRemote = ({ type, transport_type, url }: JsonObject) =>
  typeof url === 'string' && ['sse', 'streamable-http', 'http', 'stdio'].includes(textOf(type ?? transport_type))

function entryOf(server: JsonObject): JsonObject {
  const name = textOf(server.name)
  const choices = waysIn(server).map((way) => ({ title: titleOf(way), ...fieldsOf(way) }))
  const only = choices.find(({ properties }) => Object.keys(properties).length > 0)
  return withoutGaps({
    format: 1,
    key: keyOf(name.replaceAll('/', '-')),
    name: firstText(server.title, name.replace(/^.*\//, ''), name),
    description: textOf(server.description),
    category: 'MCP servers',
    version: firstText(server.version, asObject(server.version_detail).version) || undefined,
    docsUrl: linkOf(server.websiteUrl ?? server.website_url) ?? linkOf(asObject(server.repository).url),
    configSchema:
      choices.length > 1 && only
        ? schemaOf({ server: choiceOf(choices) }, ['server'])
        : schemaOf(only?.properties ?? {}, only?.required),
    authSchema: schemaOf({}),
  })
}

interface Way {
  title: string
  properties: JsonObject
  required: string[]
}

/** Which of several packages and remote servers is used, each with what it asks for. */
const choiceOf = (ways: readonly Way[]): JsonObject => ({
  title: 'Server',
  type: 'object',
  oneOf: ways.map(({ title, properties, required }, at) => ({
    title,
    ...groupOf({ use: { const: `${at + 1}-${keyOf(title)}`, title: 'Use' }, ...properties }, ['use', ...required]),
  })),
})

function titleOf(way: JsonObject): string {
  if (isPackage(way)) return `${textOf(way.registryType ?? way.registry_type)}: ${textOf(way.identifier)}`
  return `${textOf(way.type ?? way.transport_type)}: ${textOf(way.url)}`
}

/** The inputs of a package or a remote server that are not fixed, by name. */
function fieldsOf(way: JsonObject): Omit<Way, 'title'> {
  const transport = asObject(way.transport)
  const properties: JsonObject = {}
  const required: string[] = []
  const add = (name: string, input: JsonObject) => {
    if (name === '' || Object.hasOwn(properties, name)) return
    properties[name] = fieldOf(input)
    const hasDefault = input.default !== undefined && input.default !== ''
    if ((input.isRequired ?? input.is_required) === true && !hasDefault) required.push(name)
  }
  const addInput = (input: unknown, name: string) => {
    if (!isObject(input)) return
    if (typeof input.value !== 'string') return add(name, input)
    // What has a value already asks for the variables in it alone.
    for (const [variable, inner] of Object.entries(asObject(input.variables))) if (isObject(inner)) add(variable, inner)
  }
  for (const input of listOf(way.environmentVariables ?? way.environment_variables))
    addInput(input, textOf((input as JsonObject)?.name))
  const args = [
    ...listOf(way.runtimeArguments ?? way.runtime_arguments),
    ...listOf(way.packageArguments ?? way.package_arguments),
  ]
  for (const [at, input] of args.filter(isObject).entries())
    addInput(
      input,
      firstText(textOf(input.name).replace(/^-+/, ''), input.valueHint, input.value_hint) || `argument ${at + 1}`,
    )
  for (const headers of [way.headers, transport.headers])
    for (const input of listOf(headers)) addInput(input, textOf((input as JsonObject)?.name))
  for (const { url, variables } of [way, transport])
    if (isObject(variables)) addInput({ value: textOf(url), variables }, '')
  return { properties, required }
}

const TYPES: Record<string, JsonObject> = {
  number: { type: 'number' },
  boolean: { type: 'boolean' },
}

function fieldOf(input: JsonObject): JsonObject {
  const choices = listOf(input.choices).filter((choice) => typeof choice === 'string')
  const isRepeated = (input.isRepeated ?? input.is_repeated) === true
  const type = TYPES[textOf(input.format)] ?? { type: 'string' }
  const one = withoutGaps({ ...type, enum: choices.length > 0 ? choices : undefined })
  const placeholder = textOf(input.placeholder)
  const described = withoutGaps({
    description: textOf(input.description),
    examples: placeholder === '' ? undefined : [placeholder],
    writeOnly: (input.isSecret ?? input.is_secret) === true || undefined,
  })
  if (isRepeated) return { type: 'array', items: one, ...described }
  return { ...one, ...described, ...(input.default !== undefined && { default: input.default }) }
}
