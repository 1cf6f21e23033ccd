import { describe, expect, test } from 'vitest'
import { lintEntry, readEntries } from '../../../../../../src/main/schemas/lint/import.ts'
import { compileCheck } from '../../../../../../src/main/schemas/validate/check.ts'
import { withOurEntries } from '../../../../../../src/main/topics/catalog/formats/formats.ts'

type Schema = Record<string, unknown> & { properties: Record<string, Record<string, unknown>>; required?: string[] }

/** What a document of another format becomes, with what lint says of it. */
function entriesOf(json: unknown, naming?: { key: string; name: string }) {
  return readEntries(withOurEntries(json, naming), { naming }).map((raw) => {
    const { entry, verdict, secrets, key, problems } = lintEntry(raw)
    if (!entry) throw new Error(`refused: ${JSON.stringify(problems)}`)
    const configSchema = entry.configSchema as Schema
    const check = (config: object) => Object.keys(compileCheck(entry, 'token')({ config, auth: {}, kept: [] }))
    return { ...entry, key, verdict, secrets, configSchema, authSchema: entry.authSchema as Schema, check }
  })
}
const onlyEntry = (json: unknown, naming?: { key: string; name: string }) => {
  const [entry, ...others] = entriesOf(json, naming)
  if (!entry || others.length > 0) throw new Error('one entry was expected')
  return entry
}

describe('an MCP server.json', () => {
  const server = {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-09-29/server.schema.json',
    name: 'io.example/search',
    title: 'Example Search',
    description: 'Searches.',
    version: '1.2.0',
    repository: { url: 'https://code.example/search', source: 'other' },
    packages: [
      {
        registryType: 'npm',
        identifier: '@example/search',
        environmentVariables: [
          { name: 'SEARCH_API_KEY', description: 'The key', isRequired: true, isSecret: true },
          { name: 'REGION', choices: ['eu', 'us'], default: 'eu' },
        ],
        packageArguments: [
          { type: 'positional', valueHint: 'folder', isRequired: true, isRepeated: true },
          { type: 'named', name: '--port', format: 'number', default: '8080' },
          { type: 'named', name: '--quiet', value: 'yes' },
          {
            type: 'named',
            name: '--from',
            value: '{host}:{rate}',
            variables: { host: { isRequired: true }, rate: { format: 'number' } },
          },
        ],
      },
    ],
  }

  test('becomes an entry that asks for its variables and arguments', () => {
    const entry = onlyEntry(server)
    expect(entry).toMatchObject({ key: 'io.example-search', name: 'Example Search', version: '1.2.0', verdict: 'ok' })
    expect(entry.docsUrl).toBe('https://code.example/search')
    expect(entry.secrets).toEqual(['config.SEARCH_API_KEY'])
    const { properties, required } = entry.configSchema
    expect(Object.keys(properties)).toEqual(['SEARCH_API_KEY', 'REGION', 'folder', 'port', 'host', 'rate'])
    expect(required).toEqual(['SEARCH_API_KEY', 'folder', 'host'])
    expect(properties['folder']).toMatchObject({ type: 'array' })
    expect(properties['port']).toMatchObject({ type: 'number', default: 8080 })
    expect(properties['REGION']).toMatchObject({ enum: ['eu', 'us'], default: 'eu' })
  })

  test('of an older version, and in the list of a registry, says the same', () => {
    const older = {
      name: 'io.example/older',
      version_detail: { version: '0.1.0' },
      packages: [
        {
          registry_type: 'pypi',
          identifier: 'older',
          environment_variables: [{ name: 'PIN', is_required: true, is_secret: true }],
        },
      ],
    }
    const entries = entriesOf({ servers: [{ server, _meta: {} }, { server: older }], metadata: { count: 2 } })
    expect(entries.map(({ key }) => key)).toEqual(['io.example-search', 'io.example-older'])
    expect(entries[1]).toMatchObject({ version: '0.1.0', secrets: ['config.PIN'] })
  })

  test('with several packages and remote servers asks which one is used', () => {
    const headers = [{ name: 'X-API-Key', isRequired: true, isSecret: true }]
    const entry = onlyEntry({
      ...server,
      remotes: [
        {
          type: 'streamable-http',
          url: 'https://mcp.example/{region}',
          headers,
          variables: { region: { isRequired: true } },
        },
      ],
    })
    const branches = (entry.configSchema.properties['server'] as { oneOf: Schema[] }).oneOf
    expect(branches.map(({ title }) => title)).toEqual([
      'npm: @example/search',
      'streamable-http: https://mcp.example/{region}',
    ])
    expect(entry.secrets).toEqual(['config.server.SEARCH_API_KEY', 'config.server.X-API-Key'])
    const [, remote] = branches
    const use = remote?.properties['use']?.['const']
    expect(entry.check({ server: { use, region: 'a', 'X-API-Key': 'b' } })).toEqual([])
    expect(entry.check({ server: { use } }).toSorted()).toEqual(['config.server.X-API-Key', 'config.server.region'])
  })
})

test('a Windmill resource type keeps its order and its secrets, and needs a name', () => {
  const resource = {
    description: 'Where mail goes out',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      order: ['host', 'port', 'pass'],
      properties: { pass: { type: 'string', password: true }, port: { type: 'integer' }, host: { type: 'string' } },
      required: ['host'],
    },
  }
  expect(() => entriesOf(resource)).toThrow('a Windmill resource type')
  const entry = onlyEntry(resource, { key: 'mail', name: 'Mail' })
  expect(entry).toMatchObject({
    key: 'mail',
    description: 'Where mail goes out',
    verdict: 'ok',
    secrets: ['config.pass'],
  })
  expect(entry.configSchema.properties).toMatchObject({ host: { order: 0 }, port: { order: 1 }, pass: { order: 2 } })
  const list = entriesOf([
    { ...resource, name: 'c_mail' },
    { name: 'text', schema: JSON.stringify(resource.schema) },
  ])
  expect(list.map(({ key, secrets }) => [key, secrets])).toEqual([
    ['c_mail', ['config.pass']],
    ['text', ['config.pass']],
  ])
})

test('a Kamelet keeps its groups, its secrets and its icon', () => {
  const icon = 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4='
  const document = {
    apiVersion: 'camel.apache.org/v1',
    kind: 'Kamelet',
    metadata: {
      name: 'queue-sink',
      annotations: { 'camel.apache.org/kamelet.icon': icon, 'camel.apache.org/catalog.version': '4.1.0' },
      labels: { 'camel.apache.org/kamelet.type': 'sink' },
    },
    spec: {
      definition: {
        title: 'Queue Sink',
        description: 'Sends to a queue.',
        type: 'object',
        required: ['queue'],
        properties: {
          queue: { title: 'Queue', type: 'string' },
          user: { type: 'string', 'x-descriptors': ['urn:camel:group:credentials'] },
          phrase: {
            type: 'string',
            'x-descriptors': ['urn:alm:descriptor:com.tectonic.ui:password', 'urn:camel:group:credentials'],
          },
        },
      },
    },
  }
  const entry = onlyEntry(document)
  expect(entry).toMatchObject({ key: 'queue-sink', name: 'Queue Sink', category: 'Destinations', version: '4.1.0' })
  expect(entry).toMatchObject({ verdict: 'ok', secrets: ['config.phrase'], description: 'Sends to a queue.' })
  expect(entry.configSchema.properties).toMatchObject({
    user: { group: 'credentials' },
    phrase: { group: 'credentials' },
  })
  expect(entriesOf({ apiVersion: 'v1', kind: 'List', items: [document] }).map(({ key }) => key)).toEqual(['queue-sink'])
})

test('providers of Nango become an entry each, also under a second name', () => {
  const entries = entriesOf({
    'mail-api': {
      display_name: 'Mail API',
      categories: ['dev-tools'],
      auth_mode: 'API_KEY',
      docs: 'https://docs.example.com/mail',
      connection_config: {
        subdomain: { type: 'string', title: 'Subdomain', pattern: '^[a-z]+$', example: 'acme', order: 1 },
        account: { type: 'string', title: 'Account', automated: true },
        region: { type: 'string', optional: true, order: 2 },
      },
      credentials: { apiKey: { type: 'string', title: 'Key', description: 'Of your profile', pattern: '^k-' } },
    },
    'mail-alias': { alias: 'mail-api', display_name: 'Mail, elsewhere' },
    crm: { display_name: 'CRM', auth_mode: 'OAUTH2', authorization_url: 'https://crm.example/oauth' },
    plain: { display_name: 'Plain', auth_mode: 'NONE' },
  })
  expect(entries.map(({ key, name, category, authType }) => [key, name, category, authType])).toEqual([
    ['mail-api', 'Mail API', 'Dev tools', 'api_key'],
    ['mail-alias', 'Mail, elsewhere', 'Dev tools', 'api_key'],
    ['crm', 'CRM', 'Imported', 'oauth'],
    ['plain', 'Plain', 'Imported', 'none'],
  ])
  const [mail, , crm] = entries
  expect(mail).toMatchObject({ docsUrl: 'https://docs.example.com/mail', secrets: ['auth.apiKey'] })
  expect(Object.keys(mail?.configSchema.properties ?? {})).toEqual(['subdomain', 'region'])
  expect(mail?.configSchema.required).toEqual(['subdomain'])
  expect(mail?.authSchema).toMatchObject({
    required: ['apiKey'],
    properties: { apiKey: { title: 'Key', pattern: '^k-' } },
  })
  expect(crm?.secrets).toEqual(['auth.client_id', 'auth.client_secret'])
})

describe('settings of Meltano and Singer', () => {
  const tap = {
    name: 'tap-example',
    label: 'Example',
    docs: 'https://docs.example.com/tap',
    settings: [
      { name: 'site', kind: 'string', label: 'Site', placeholder: 'Ex. https://a.example' },
      { name: 'phrase', kind: 'password' },
      { name: 'ticket', sensitive: true, value: 'none' },
      {
        name: 'mode',
        kind: 'options',
        value: 'full',
        options: [
          { label: 'All rows', value: 'full' },
          { label: 'New rows', value: 'new' },
        ],
      },
      { name: 'rows', kind: 'integer', value: 100 },
      { name: 'internal', kind: 'hidden' },
    ],
  }

  test('a tap keeps kinds, choices, secrets and what must be set', () => {
    const entry = onlyEntry({ ...tap, settings_group_validation: [['site', 'phrase']] })
    expect(entry).toMatchObject({ key: 'tap-example', name: 'Example', category: 'Sources' })
    expect(entry.secrets).toEqual(['config.phrase', 'config.ticket'])
    expect(entry.configSchema).toMatchObject({
      required: ['site', 'phrase'],
      properties: {
        site: { title: 'Site', examples: ['https://a.example'] },
        mode: {
          default: 'full',
          oneOf: [
            { const: 'full', title: 'All rows' },
            { const: 'new', title: 'New rows' },
          ],
        },
        rows: { type: 'integer', default: 100 },
        internal: { airbyte_hidden: true },
      },
    })
  })

  test('groups of settings are ways of which one must be whole', () => {
    const entry = onlyEntry({
      ...tap,
      settings_group_validation: [
        ['site', 'phrase'],
        ['site', 'ticket'],
      ],
    })
    expect(entry.configSchema.required).toEqual(['site'])
    expect(entry.check({ site: 'x', phrase: 'y' })).toEqual([])
    expect(entry.check({ site: 'x', ticket: 'y' })).toEqual([])
    expect(entry.check({ site: 'x' })).not.toEqual([])
  })

  test('what a tap says of itself is read as the schema that it is', () => {
    const entry = onlyEntry({
      name: 'tap-about',
      version: '1.0.0',
      capabilities: ['catalog'],
      settings: { type: 'object', properties: { ticket: { type: 'string', secret: true } }, required: ['ticket'] },
    })
    expect(entry).toMatchObject({ key: 'tap-about', version: '1.0.0', secrets: ['config.ticket'] })
  })
})

describe('an OpenAPI description', () => {
  const info = { title: 'Example API', version: '2.1', description: 'Keeps things.\n\nMuch more.' }

  test('with one way to sign in asks for it', () => {
    const entry = onlyEntry({
      openapi: '3.1.0',
      info,
      servers: [{ url: 'https://{region}.api.example', variables: { region: { enum: ['eu', 'us'], default: 'eu' } } }],
      components: { securitySchemes: { ticket: { type: 'apiKey', in: 'header', name: 'X-Ticket' } } },
      paths: {},
    })
    expect(entry).toMatchObject({
      key: 'example-api',
      version: '2.1',
      authType: 'api_key',
      description: 'Keeps things.',
    })
    expect(entry.secrets).toEqual(['auth.ticket'])
    expect(entry.configSchema.properties).toMatchObject({ region: { enum: ['eu', 'us'], default: 'eu' } })
    expect(entry.authSchema.properties).toMatchObject({ ticket: { title: 'X-Ticket' } })
  })

  test('with several ways asks which, and takes together what belongs together', () => {
    const entry = onlyEntry({
      swagger: '2.0',
      info,
      host: 'api.example',
      basePath: '/v2',
      securityDefinitions: {
        login: { type: 'basic' },
        id: { type: 'apiKey', in: 'header', name: 'X-Id' },
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        app: { type: 'oauth2', flow: 'application' },
      },
      security: [{ login: [] }, { id: [], key: [] }],
    })
    expect(entry.configSchema.properties['base_url']).toMatchObject({ default: 'https://api.example/v2' })
    expect(entry.secrets).toEqual([
      'config.authentication.password',
      'config.authentication.id',
      'config.authentication.key',
    ])
    expect(entry.check({ authentication: { method: '2-id-and-key', id: 'a', key: 'b' } })).toEqual([])
    expect(entry.check({ authentication: { method: '2-id-and-key', id: 'a' } })).toEqual(['config.authentication.key'])
  })
})

test.each([
  [
    'a package.json',
    { $schema: 'https://json.schemastore.org/package', name: 'x', version: '1.0.0', dependencies: {} },
  ],
  [
    'a document of the schema https://schemas.example/renovate.json',
    { $schema: 'https://schemas.example/renovate.json', a: 1 },
  ],
  ['the configuration of an MCP client', { mcpServers: { a: { command: 'x' } } }],
  ['of the kind Deployment', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: {} }],
])('%s is called what it is, alone and in a list', (kind, document) => {
  const naming = { key: 'a', name: 'A' }
  expect(() => entriesOf(document, naming)).toThrow(kind)
  const [raw] = readEntries(withOurEntries([document], undefined))
  const { verdict, problems } = lintEntry(raw!)
  expect(verdict).toBe('refused')
  expect(problems[0]?.message).toContain(kind)
})

test('what is ours, a registry and a bare schema pass as they are', () => {
  const schema = { type: 'object', properties: { servers: { type: 'array' } } }
  for (const json of [
    schema,
    [schema],
    { sources: [], destinations: [] },
    { format: 1, key: 'a', configSchema: schema },
  ])
    expect(withOurEntries(json, undefined)).toEqual(json)
})
