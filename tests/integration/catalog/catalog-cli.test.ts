import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { LintedEntry } from '../../../src/contract/groups/catalog.ts'
import { BUILT_IN, entryOf, specOf } from '../../helpers/catalog-entries.ts'
import { createCli } from '../../helpers/cli.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

interface Result {
  entries: (LintedEntry & { file: string })[]
  failures: { file: string; error: { code: string; message: string } }[]
  summary: Record<string, number>
}

async function start(root: string) {
  const cli = createCli(root)
  await cli.json(['workspace', 'create', 'Acme'])
  const result = async (args: string[]) => {
    const { code, value } = await cli.json(['catalog', ...args])
    return { code, value: value as unknown as Result }
  }
  return { ...cli, result }
}

test('entries are linted, imported, listed and removed from the command line', async () => {
  using directory = temporaryDirectory()
  const { json, run, file, result } = await start(directory.path)
  const list = file('list.json', [entryOf('mine'), specOf('theirs'), entryOf('newer', { format: 2 })])

  const linted = await result(['lint', list])
  expect(linted).toMatchObject({
    code: 0,
    value: {
      entries: [
        {
          file: list,
          key: 'mine',
          verdict: 'ok',
          problems: [],
          secrets: ['config.token'],
          fields: 2,
        },
        { key: 'theirs', verdict: 'ok', secrets: ['config.api_key'], fields: 1 },
        { key: 'newer', verdict: 'refused', problems: [{ path: 'format', code: 'newer_format' }], fields: 0 },
      ],
      failures: [],
      summary: { files: 1, entries: 3, ok: 2, warning: 0, refused: 1, failedFiles: 0 },
    },
  })
  expect((await json(['catalog', 'list'])).value).toHaveLength(BUILT_IN.length)

  expect((await result(['import', list])).value.entries.map(({ effect }) => effect)).toEqual(['add', 'add', 'none'])
  expect((await json(['catalog', 'list'])).value).toHaveLength(BUILT_IN.length + 2)
  const human = await run(['catalog', 'import', list])
  expect(human.out).toContain('0 added, 0 replaced, 2 there already, 1 refused.')
  expect(human.out).toContain('[newer_format]')

  expect(await json(['catalog', 'remove', 'mine'])).toMatchObject({ code: 0, value: { key: 'mine' } })
  expect((await json(['catalog', 'remove', 'wordpress'])).code).toBe(5)
  expect((await json(['catalog', 'remove', 'mine'])).code).toBe(4)
  expect(await json(['catalog', 'upgrade-report'])).toMatchObject({ code: 0, value: [] })
})

test('the report, the connector and its update name stored secrets that move or have no place any more', async () => {
  using directory = temporaryDirectory()
  const { run, file } = await start(directory.path)
  const secret = { type: 'string', writeOnly: true }
  const versionOf = (version: string, properties: object) =>
    file(`${version}.json`, entryOf('mine', { version, configSchema: { type: 'object', properties } }))
  await run(['catalog', 'import', versionOf('1.0.0', { token: secret, pin: secret })])
  const config = file('config.json', { token: 'a-secret-token', pin: '1234' })
  await run(['connector', 'install', 'mine', '--name', 'Blog', '--config', config])
  await run(['catalog', 'import', versionOf('2.0.0', { login: { type: 'object', properties: { token: secret } } })])
  const report = await run(['catalog', 'upgrade-report'])
  expect(report.out).toContain('Blog, config.token: Save the connector: this stored secret moves to config.login.token')
  expect(report.out).toContain('Blog, config.pin: Enter this stored secret where the entry asks for it now')
  const before = await run(['connector', 'show', 'Blog'])
  expect(before.out).toContain('the next update moves it here from config.token')
  expect(before.out).toMatch(/config\.pin +has no place any more; the next update removes it/)
  const update = await run(['connector', 'update', 'Blog', '--tag', 'news'])
  expect(update.out).toContain('no place any more and were removed: config.pin.')
  const after = await run(['connector', 'show', 'Blog'])
  expect(after.out).toMatch(/config\.login\.token +set /)
  for (const { out, err } of [report, before, update, after]) expect(out + err).not.toContain('a-secret-token')
})

test('an import checks the connectors of the entries that it replaced before it ends, and counts those that no longer fit', async () => {
  using directory = temporaryDirectory()
  const { run, json, file } = await start(directory.path)
  const versionOf = (version: string, required: string[]) =>
    file(
      `${version}.json`,
      entryOf('mine', {
        version,
        configSchema: { type: 'object', properties: { site: { type: 'string' } }, required },
      }),
    )
  expect((await run(['catalog', 'import', versionOf('1.0.0', [])])).out).not.toContain('upgrade-report')
  await run(['connector', 'install', 'mine', '--name', 'Blog'])
  const imported = await run(['catalog', 'import', versionOf('2.0.0', ['site'])])
  expect(imported.out).toContain('1 connector no longer fits: patchbay catalog upgrade-report')
  expect((await json(['connector', 'list'])).value).toMatchObject([{ name: 'Blog', attention: 1 }])
  await run(['catalog', 'import', versionOf('3.0.0', [])])
  expect((await json(['connector', 'list'])).value).toMatchObject([{ name: 'Blog', attention: 0 }])
})

test('fields that sound like secrets are named, and the option says what becomes of them', async () => {
  using directory = temporaryDirectory()
  const { run, json, file, result } = await start(directory.path)
  const text = { type: 'string' }
  const schema = (properties: object) => ({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties,
  })
  const list = file('list.json', [
    entryOf('mine', { configSchema: schema({ host: text, clientSecret: text, dsn: text }) }),
  ])
  const soundsSecret = [
    { path: 'config.clientSecret', isStrong: true, isTreated: true },
    { path: 'config.dsn', isStrong: false, isTreated: false },
  ]
  expect(await result(['lint', list])).toMatchObject({
    code: 0,
    value: { entries: [{ verdict: 'warning', secrets: ['config.clientSecret'], soundsSecret }] },
  })
  const shown = await run(['catalog', 'lint', list])
  expect(shown).toMatchObject({ code: 0, err: '' })
  expect(shown.out).toMatch(/config\.clientSecret: .*\[treated_secret\]/)
  expect(shown.out).toMatch(/config\.dsn: .*\[unmarked_secret\]/)

  const secretsOf = async (...options: string[]) => {
    await json(['catalog', 'import', list, ...options])
    const { value } = await json(['catalog', 'show', 'mine'])
    const { properties } = value['configSchema'] as { properties: Record<string, { writeOnly?: boolean }> }
    return Object.keys(properties).filter((name) => properties[name]?.writeOnly)
  }
  expect(await secretsOf()).toEqual(['clientSecret'])
  expect(await secretsOf('--sounds-secret', 'warn')).toEqual([])
  expect(await secretsOf('--sounds-secret', 'treat')).toEqual(['clientSecret', 'dsn'])
  expect((await run(['catalog', 'import', list, '--sounds-secret', 'ignore'])).code).toBe(2)
})

test('a file that cannot be used is reported with its name, ends with code 2 and stops no other', async () => {
  using directory = temporaryDirectory()
  const { file, result } = await start(directory.path)
  const folder = join(directory.path, 'folder')
  mkdirSync(folder)
  const huge = join(directory.path, 'huge.json')
  writeFileSync(huge, '')
  truncateSync(huge, 100 * 1024 * 1024)
  const files = [
    file('empty.json', ''),
    file('broken.json', '[{"key": nope}]'),
    folder,
    huge,
    join(directory.path, 'missing.json'),
    file('bare.json', { type: 'object', properties: {} }),
  ]
  const outcome = await result(['import', ...files, file('good.json', entryOf('mine'))])
  expect(outcome.code).toBe(2)
  expect(outcome.value.failures.map((failure) => failure.file)).toEqual(files)
  const messages = outcome.value.failures.map(({ error }) => error.message)
  expect(messages).toEqual([
    'The file is empty',
    'The file is not valid JSON (line 1, column 10)',
    `${folder} is a directory; name a file`,
    `${huge} has 100 MB; a file may have 32 MB`,
    `There is no file ${files[4]}`,
    'A bare JSON Schema needs a key and a name',
  ])
  expect(outcome.value.entries).toMatchObject([{ key: 'mine', effect: 'add' }])
})

test('a bare schema takes its key and name from the options; when nothing can be used the code is 2', async () => {
  using directory = temporaryDirectory()
  const { file, result, json } = await start(directory.path)
  const bare = file('bare.json', { type: 'object', properties: { a: { type: 'string' } } })
  expect((await json(['catalog', 'import', bare, '--key', 'bare'])).code).toBe(2)
  const outcome = await result(['import', bare, '--key', 'bare', '--name', 'Bare'])
  expect(outcome).toMatchObject({ code: 0, value: { entries: [{ key: 'bare', effect: 'add' }] } })
  expect((await result(['lint', file('bad.json', entryOf('x', { format: 2 }))])).code).toBe(2)
})
