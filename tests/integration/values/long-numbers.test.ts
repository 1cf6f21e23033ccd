import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { entryOf } from '../../helpers/catalog-entries.ts'
import { createCli } from '../../helpers/cli.ts'
import { refusal } from '../../helpers/errors.ts'
import { createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

/** Numbers that JavaScript would read as others. */
const LONG = ['1285704473650888702', '-9007199254740993', '0.1234567890123456789', '1e999']
/** Numbers that are kept, however they are written. */
const KEPT = ['9007199254740991', '1e21', '0.1', '12.50', '123456789012345680000']

const configSchema = {
  type: 'object',
  properties: { number: { type: 'number' }, whole: { type: 'integer' }, any: {} },
}
const entry = entryOf('mine', { configSchema })
const REFUSED = 'Use fewer digits: this number would not be kept exactly'

describe('over REST', () => {
  let program: TestApp
  let host: HttpHost
  let headers: Record<string, string>
  beforeAll(async () => {
    program = createTestApp()
    host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
    headers = (await signIn(host.oneTimeUrl())).headers
    const { id } = await program.api.workspaces.create({ name: 'Acme' })
    headers = { ...headers, 'x-workspace-id': id }
    await program.api.catalog.import({ text: JSON.stringify(entry) })
  })
  afterAll(async () => {
    await host.close()
    await program.app.close()
  })
  const call = async (method: string, path: string, body: string) => {
    const response = await fetch(`${host.url}/api${path}`, { method, headers, body })
    return { status: response.status, text: await response.text() }
  }
  const install = (config: string, name: string) =>
    call('POST', '/connectors', `{"catalogKey": "mine", "name": ${JSON.stringify(name)}, "config": ${config}}`)

  test.each(LONG)('%s is refused at its field by an install, an update and a check', async (number) => {
    const config = `{"any": [{"deep": ${number}}]}`
    const fields = { ['config.any.0.deep']: [REFUSED] }
    const reply = await install(config, 'Refused')
    expect(reply).toMatchObject({ status: 422 })
    expect(JSON.parse(reply.text)).toMatchObject({ error: { reason: 'long_numbers', fields } })
    const { text } = await install('{}', `Before ${number}`)
    const { id } = JSON.parse(text) as { id: string }
    const update = await call('PUT', `/connectors/${id}`, `{"config": {"number": ${number}}}`)
    expect(JSON.parse(update.text)).toMatchObject({ error: { fields: { 'config.number': [REFUSED] } } })
    const checked = await call('POST', '/validate-config', `{"catalogKey": "mine", "config": {"whole": ${number}}}`)
    expect(JSON.parse(checked.text)).toMatchObject({ error: { fields: { 'config.whole': [REFUSED] } } })
  })

  test.each(KEPT)('%s is kept', async (number) => {
    const reply = await install(`{"number": ${number}, "any": ${number}}`, `Kept ${number}`)
    expect(reply.status).toBe(200)
    const { config } = JSON.parse(reply.text) as { config: object }
    expect(config).toEqual({ number: Number(number), any: Number(number) })
  })
})

test('a config file of the command line is refused at the field, and what is kept is printed as it was', async () => {
  using directory = temporaryDirectory()
  const { run, json, file } = createCli(directory.path)
  await run(['workspace', 'create', 'Acme'])
  await run(['catalog', 'import', file('entry.json', entry)])
  const installed = await json([
    ...['connector', 'install', 'mine', '--name', 'Kept', '--config'],
    file('kept.json', '{"whole": 9007199254740991, "number": 0.1}'),
  ])
  expect(installed).toMatchObject({ code: 0, value: { config: { whole: 9007199254740991, number: 0.1 } } })
  for (const args of [
    ['install', 'mine', '--name', 'Refused'],
    ['update', 'Kept'],
  ]) {
    const reply = await run(['connector', ...args, '--config', file('long.json', '{"whole": 1285704473650888702}')])
    expect(reply.code).toBe(2)
    expect(reply.err).toContain(`config.whole: ${REFUSED}`)
  }
  expect((await json(['connector', 'show', 'Kept'])).value).toMatchObject({ config: { whole: 9007199254740991 } })
  const changed = JSON.stringify(entry).replace('"type":"integer"', '"enum":[1285704473650888702]')
  const imported = await run(['catalog', 'import', file('changed.json', changed)])
  expect(imported.code).toBe(2)
  expect(imported.out + imported.err).toContain('more digits than can be kept exactly')
})

describe('in a catalog file', () => {
  const withSchema = (schema: string) =>
    JSON.stringify(entryOf('mine', { configSchema: 'SCHEMA' })).replace(
      '"SCHEMA"',
      `{"type": "object", "properties": {"id": ${schema}}}`,
    )
  const places = (number: string) => [
    `{"enum": [1, ${number}]}`,
    `{"type": "number", "default": ${number}}`,
    `{"const": ${number}}`,
    `{"oneOf": [{"const": ${number}, "title": "One"}, {"const": 2}]}`,
    `{"type": "array", "default": [${number}]}`,
    `{"type": "number", "examples": [${number}]}`,
  ]
  test.each(LONG.flatMap(places))('%s refuses the file', async (schema) => {
    const program = createTestApp()
    const reply = await refusal(program.api.catalog.import({ text: withSchema(schema) }))
    expect(reply).toMatchObject({ code: 'invalid' })
    expect(JSON.stringify(reply)).toContain('digits')
    await program.app.close()
  })
  test.each(['9007199254740991', '0.1', '1e21'].flatMap(places))('%s is stored as it is', async (schema) => {
    const program = createTestApp()
    await program.api.catalog.import({ text: withSchema(schema) })
    const { configSchema } = await program.api.catalog.get({ key: 'mine' })
    const values = JSON.stringify((configSchema as unknown as typeof entry.configSchema).properties)
    const [number = ''] = /9007199254740991|0\.1|1e21/.exec(schema) ?? []
    expect(values).toContain(String(Number(number)))
    await program.app.close()
  })
})
