import { afterEach, beforeEach, expect, test } from 'vitest'
import { runThroughFile, splitCatalogFile } from '../../../src/shared/catalog-file.ts'
import { MAX_PART } from '../../../src/shared/limits.ts'
import { asFile, BUILT_IN, entryOf, specOf } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { transports } from '../../helpers/transports.ts'

let program: TestApp
const keys = async () => (await program.api.catalog.list({})).map(({ key }) => key)

beforeEach(async () => {
  program = createTestApp()
  await program.api.workspaces.create({ name: 'Acme' })
})

afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: { a: { type: 'string' } },
}
const registry = (name: string) => ({
  dockerRepository: `airbyte/${name}`,
  name,
  dockerImageTag: '2.1.0',
  documentationUrl: 'https://docs.example.com',
  spec: { connectionSpecification: schema },
})

test.each([
  ['one entry', entryOf('mine'), ['mine']],
  ['an array of entries', [entryOf('a'), entryOf('b')], ['a', 'b']],
  ['an array of specs', [specOf('a'), specOf('b')], ['a', 'b']],
  [
    'a registry',
    { sources: [registry('source-x')], destinations: [registry('destination-y')] },
    ['source-x', 'destination-y'],
  ],
])('%s is imported, marked as imported and can be installed', async (_shape, file, expected) => {
  const { entries } = await program.api.catalog.import(asFile(file))
  expect(entries).toMatchObject(expected.map((key) => ({ key, verdict: 'ok', effect: 'add' })))
  const cards = await program.api.catalog.list({})
  for (const key of expected) expect(cards.find((card) => card.key === key)).toMatchObject({ source: 'imported' })
})

test('a bare JSON Schema needs a key and a name', async () => {
  const refused = await refusal(program.api.catalog.import(asFile(schema)))
  expect(refused).toMatchObject({ code: 'invalid', reason: 'needs_naming' })
  const { entries } = await program.api.catalog.import({ ...asFile(schema), naming: { key: 'bare', name: 'Bare' } })
  expect(entries).toMatchObject([{ key: 'bare', name: 'Bare', verdict: 'ok', fields: 1 }])
})

test('lint reports secrets, fields and what importing would do, and stores nothing', async () => {
  const { entries } = await program.api.catalog.lint(asFile([entryOf('mine'), specOf('theirs')]))
  expect(entries).toMatchObject([
    { key: 'mine', verdict: 'ok', secrets: ['config.token'], fields: 2, effect: 'add', installedVersion: null },
    { key: 'theirs', verdict: 'ok', secrets: ['config.api_key'], fields: 1, effect: 'add' },
  ])
  expect((await keys()).toSorted()).toEqual(BUILT_IN)
})

test('bad entries are refused in their place and the others are imported', async () => {
  const file = [
    entryOf('first'),
    5,
    entryOf('first'),
    entryOf('newer', { format: 2 }),
    entryOf('NOT A KEY'),
    entryOf('remote', { configSchema: { type: 'object', properties: { a: { $ref: 'https://example.com/a' } } } }),
    entryOf('wordpress'),
    entryOf('last'),
  ]
  const { entries } = await program.api.catalog.import(asFile(file))
  const codes = entries.map(({ key, effect, problems }) => [key, effect, problems[0]?.code])
  expect(codes).toEqual([
    ['first', 'add', undefined],
    ['', 'none', 'not_an_entry'],
    ['first', 'none', 'duplicate_key'],
    ['newer', 'none', 'newer_format'],
    ['NOT A KEY', 'none', 'bad_key'],
    ['remote', 'none', 'remote_ref'],
    ['wordpress', 'conflict', 'builtin_key'],
    ['last', 'add', undefined],
  ])
  expect((await keys()).toSorted()).toEqual(['first', 'last', ...BUILT_IN])
})

test('two entries with one key are noticed although they are sent in different parts', async () => {
  const file = [...Array.from({ length: 45 }, (_, index) => entryOf(`e${index}`)), entryOf('e3', { name: 'Second' })]
  const parts = await splitCatalogFile(JSON.stringify(file))
  expect(parts.length).toBeGreaterThan(2)
  const { entries, cancelled } = await runThroughFile(JSON.stringify(file), program.api.catalog.import)
  expect(cancelled).toBe(false)
  expect(entries.at(-1)).toMatchObject({ key: 'e3', verdict: 'refused', problems: [{ code: 'duplicate_key' }] })
  expect(await program.api.catalog.get({ key: 'e3' })).toMatchObject({ name: 'Entry e3' })
  expect(await keys()).toHaveLength(45 + BUILT_IN.length)
})

test('what is cancelled between two parts is imported as far as it came, each entry wholly', async () => {
  const file = JSON.stringify(Array.from({ length: 45 }, (_, index) => entryOf(`e${index}`)))
  let parts = 0
  const { entries, cancelled } = await runThroughFile(file, program.api.catalog.import, {
    isCancelled: () => parts > 0,
    onPart: (results, { done, total }) => {
      parts += 1
      expect([done, total]).toEqual([results.length, 45])
    },
  })
  expect(cancelled).toBe(true)
  expect(await keys()).toHaveLength(entries.length + BUILT_IN.length)
})

test('only the keys that are named are imported', async () => {
  const { entries } = await program.api.catalog.import({ ...asFile([entryOf('a'), entryOf('b')]), keys: ['b'] })
  expect(entries.map(({ key }) => key)).toEqual(['b'])
  expect(await keys()).not.toContain('a')
})

test.each([
  ['an empty file', '  ', 'The file is empty'],
  ['no JSON', '{"a": nope}', 'The file is not valid JSON (line 1, column 7)'],
  ['a number', '5', 'The file is neither a catalog entry nor a JSON Schema'],
  ['an empty list', '[]', 'The file has no catalog entries'],
])('%s is refused as a whole', async (_what, text, message) => {
  expect(await refusal(program.api.catalog.import({ text }))).toMatchObject({ code: 'invalid', message })
  const whole = await refusal(runThroughFile(text, program.api.catalog.import))
  expect(whole.message).toContain(message)
})

test.each([
  ['nested without end', `[${'['.repeat(200_000)}${']'.repeat(200_000)}]`, 'too_deep'],
  ['nested deeply', `[{"key":"a","name":"A","configSchema":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}}]`, 'too_deep'],
  ['too large for a call', JSON.stringify([entryOf('a', { description: 'x'.repeat(MAX_PART) })]), 'too_large'],
])('an entry that is %s is refused and leaves the next one alone', async (_what, list, code) => {
  const file = `${list.slice(0, -1)},${JSON.stringify(entryOf('fine'))}]`
  const { entries } = await runThroughFile(file, program.api.catalog.import)
  expect(entries).toMatchObject([
    { verdict: 'refused', problems: [{ code }] },
    { key: 'fine', effect: 'add' },
  ])
  expect(await keys()).toContain('fine')
})

test('a newer version replaces an imported entry at once, and the same file changes nothing', async () => {
  const { api, store } = program
  await api.catalog.import(asFile(entryOf('mine')))
  const before = await api.catalog.get({ key: 'mine' })
  const newer = entryOf('mine', { version: '1.1.0', name: 'Renamed' })
  expect((await api.catalog.import(asFile(newer))).entries).toMatchObject([
    { effect: 'replace', version: '1.1.0', installedVersion: '1.0.0' },
  ])
  expect(await api.catalog.get({ key: 'mine' })).toMatchObject({ id: before.id, name: 'Renamed', version: '1.1.0' })
  expect((await api.catalog.import(asFile(newer))).entries).toMatchObject([{ effect: 'same' }])
  const activity = store.sqlite
    .prepare("SELECT action, detail FROM activity WHERE action LIKE 'catalog.%' ORDER BY id")
    .all()
  expect(activity).toEqual([
    { action: 'catalog.import', detail: '{"key":"mine","version":"1.0.0"}' },
    { action: 'catalog.replace', detail: '{"key":"mine","version":"1.1.0","from":"1.0.0"}' },
  ])
})

test('an older version is warned about', async () => {
  await program.api.catalog.import(asFile(entryOf('mine', { version: '1.10.0' })))
  const { entries } = await program.api.catalog.lint(asFile(entryOf('mine', { version: '1.9.0' })))
  expect(entries).toMatchObject([{ verdict: 'warning', problems: [{ code: 'older_version' }] }])
})

test('a preview answers the schemas as they would be stored', async () => {
  const { api } = program
  const { entry, schemas } = await api.catalog.preview(asFile(specOf('mine')))
  expect(entry).toMatchObject({ key: 'mine', verdict: 'ok' })
  expect(schemas?.configSchema).toMatchObject({ properties: { api_key: { writeOnly: true } } })
  expect(await api.catalog.preview(asFile(entryOf('x', { format: 9 })))).toMatchObject({ schemas: null })
  expect(await refusal(api.catalog.preview(asFile([entryOf('a'), entryOf('b')])))).toMatchObject({ code: 'invalid' })
})

test('somebody who administers no workspace lints and imports nothing', async () => {
  const asBen = program.as(ben)
  expect((await asBen.catalog.lint(asFile(entryOf('mine')))).entries).toHaveLength(1)
  expect(await refusal(asBen.catalog.import(asFile(entryOf('mine'))))).toMatchObject({ code: 'forbidden' })
  expect(await keys()).toHaveLength(BUILT_IN.length)
})

test('a large registry is imported over http, part by part', async () => {
  const transport = await transports['http']!()
  await transport.api.workspaces.create({ name: 'Acme' })
  const description = 'é'.repeat(9000)
  const file = { sources: Array.from({ length: 150 }, (_, index) => ({ ...registry(`source-${index}`), description })) }
  // The largest single entry that is still sent: lint itself says what is wrong with it.
  file.sources.push({ ...registry('source-large'), description: 'ж'.repeat(250_000) })
  const text = JSON.stringify(file)
  expect(text.length).toBeGreaterThan(1024 * 1024)
  const { entries } = await runThroughFile(text, transport.api.catalog.import)
  expect(entries.filter(({ effect }) => effect === 'add')).toHaveLength(151)
  await transport.close()
})

test('an import names the fields that become secrets, entry by entry', async () => {
  const properties = { host: { type: 'string' }, clientSecret: { type: 'string' }, dsn: { type: 'string' } }
  const file = asFile([
    entryOf('a', { configSchema: { ...schema, properties } }),
    entryOf('b', { configSchema: { ...schema, properties } }),
  ])
  const treatAsSecret = { a: ['config.dsn'] }
  const { entries } = await program.api.catalog.import({ ...file, treatAsSecret })
  expect(entries.map(({ secrets }) => secrets)).toEqual([['config.dsn'], ['config.clientSecret']])
  const { configSchema } = await program.api.catalog.get({ key: 'a' })
  expect(configSchema['properties']).toMatchObject({ clientSecret: { writeOnly: false }, dsn: { writeOnly: true } })
  // A check before the import answers the same, and what it answered for other decisions is not taken.
  const asDecided = {
    ...asFile(entryOf('c', { configSchema: { ...schema, properties } })),
    soundsSecret: 'treat' as const,
  }
  for (const other of ['warn', 'strong'] as const) await program.api.catalog.lint({ ...asDecided, soundsSecret: other })
  const checked = await program.api.catalog.lint(asDecided)
  expect((await program.api.catalog.import(asDecided)).entries).toEqual(checked.entries)
  expect(checked.entries).toMatchObject([{ secrets: ['config.clientSecret', 'config.dsn'] }])
  // What was decided holds when the entry is read again, as the editor and a backup have it.
  const again = await program.api.catalog.import(asFile(entryOf('a', { configSchema })))
  expect(again.entries).toMatchObject([{ secrets: ['config.dsn'], soundsSecret: [] }])
})

test('a password in an address is refused in a field that is readable, and taken where the field is a secret', async () => {
  const { id: workspaceId } = (await program.api.workspaces.list({}))[0] ?? { id: '' }
  const properties = {
    url: { type: 'string' },
    hosts: { type: 'array', items: { type: 'string' } },
    dsn: { type: 'string' },
  }
  const file = asFile(entryOf('a', { configSchema: { ...schema, properties } }))
  await program.api.catalog.import({ ...file, soundsSecret: 'treat' })
  const address = 'postgres://app:canary7f3a@db.example.com/app'
  const install = (config: object) =>
    program.api.connectors.install({ workspaceId, catalogKey: 'a', name: 'A', config: { ...config } })
  const refused = await refusal(install({ url: address, hosts: ['ok', 'app:canary7f3a@db'], dsn: address }))
  expect(Object.keys(refused.fields ?? {})).toEqual(['config.url', 'config.hosts.1'])
  expect(JSON.stringify(refused)).not.toContain('canary7f3a')
  const { id, config } = await install({ url: 'postgres://app:${PASSWORD}@db', dsn: address })
  expect(config).toEqual({ url: 'postgres://app:${PASSWORD}@db' })
  const changed = program.api.connectors.update({ workspaceId, id, config: { url: address } })
  expect((await refusal(changed)).fields).toHaveProperty(['config.url'])
})

test('what an entry does not have is no value in its row', async () => {
  await program.api.catalog.import(asFile(entryOf('mine')))
  const texts = program.store.sqlite.prepare("SELECT * FROM connector_catalog WHERE key = 'mine'").get() as object
  expect(Object.values(texts)).not.toContain('null')
})
