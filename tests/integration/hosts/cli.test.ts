import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUILT_IN } from '../../helpers/catalog-entries.ts'
import { BUILT, createCli, WAYS } from '../../helpers/cli.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test.for(WAYS)(
  'the whole flow ends with the exported file, and no file of the data has a secret, in %s',
  async (where) => {
    using directory = temporaryDirectory()
    const { runIn, json, file, dataDir } = createCli(directory.path, BUILT)
    await using _program = await runIn(where)
    const out = join(directory.path, 'targets.json')

    expect((await json(['catalog', 'list'])).value).toHaveLength(BUILT_IN.length)
    expect((await json(['workspace', 'create', 'Acme'])).value).toMatchObject({ name: 'Acme', role: 'owner' })
    const installed = await json([
      ...['connector', 'install', 'wordpress', '--name', wordpress.name],
      ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
    ])
    expect(installed).toMatchObject({ code: 0, value: { name: wordpress.name, status: 'inactive' } })
    const update = ['connector', 'update', wordpress.name, '--config', '-']
    const configured = await json(update, { input: '{"site_url":"https://news.example.com"}' })
    expect(configured.value).toMatchObject({ config: { site_url: 'https://news.example.com' } })
    expect((await json(['connector', 'activate', 'COMPANY blog'])).value).toMatchObject({ status: 'active' })
    expect((await json(['targets', 'export', '--format', 'json', '--out', out])).value).toMatchObject({
      count: 1,
      path: out,
    })

    const exported: unknown = JSON.parse(readFileSync(out, 'utf8'))
    expect(exported).toEqual((await json(['targets', 'list'])).value)
    expect(exported).toMatchObject([{ id: installed.value['id'], name: wordpress.name, catalog_key: 'wordpress' }])

    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const contents = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    expect(contents.some((content) => content.includes('https://news.example.com'))).toBe(true)
    expect(contents.some((content) => content.includes(SECRET) || content.includes('horse battery'))).toBe(false)
  },
)

test.for(WAYS)('every refusal has its exit code, a sentence and nothing written, in %s', async (where) => {
  using directory = temporaryDirectory()
  const { runIn, json, run, file } = createCli(directory.path)
  await using _program = await runIn(where)
  await json(['workspace', 'create', 'Acme'])
  const auth = file('auth.json', wordpress.auth)
  const config = file('config.json', wordpress.config)
  const install = (key: string, name: string, ...more: string[]) => [
    'connector',
    'install',
    key,
    '--name',
    name,
    ...more,
  ]
  const wrong = file('wrong', 'not the passphrase')
  const broken = file('broken.json', `{"application_password": "${SECRET}" oops}`)

  const refusals: [string[], number, string][] = [
    [install('nonsense', 'A'), 4, 'not_found'],
    [install('wordpress', 'A', '--config', config), 2, 'invalid'],
    [install('wordpress', 'A', '--config', config, '--auth', broken), 2, 'invalid'],
    [install('wordpress', 'A', '--config', join(directory.path, 'missing.json')), 2, 'invalid'],
    [install('wordpress', 'A', '--config', '-', '--auth', '-'), 2, 'invalid'],
    [['connector', 'activate', 'Nobody'], 4, 'not_found'],
    [['connector', 'list', '--workspace', 'Globex'], 4, 'not_found'],
    [['workspace', 'create', 'acme'], 5, 'conflict'],
    [['targets', 'export', '--format', 'xml', '--out', 'x'], 2, 'invalid'],
    [['targets', 'export', '--out', join(directory.path, 'no', 'where.json')], 7, 'unavailable'],
    [['nonsense'], 2, 'invalid'],
    [['connector', 'install', 'wordpress'], 2, 'invalid'],
    [[...install('wordpress', 'A', '--config', config, '--auth', auth), '--passphrase-file', wrong], 2, 'invalid'],
  ]
  for (const [args, code, errorCode] of refusals) {
    const answer = await json(args)
    expect([args.join(' '), answer.code, answer.value.error?.code]).toEqual([args.join(' '), code, errorCode])
    expect(JSON.stringify(answer.value)).not.toContain(SECRET)
  }
  expect((await json(['connector', 'list'])).value).toEqual([])

  await json(install('wordpress', 'A', '--config', config, '--auth', auth))
  expect((await json(install('wordpress', 'a', '--config', config, '--auth', auth))).code).toBe(5)
  expect((await run(['connector', 'show', 'B'])).err).toContain('There is no connector named B in this workspace')
  expect((await run(['connector', 'list', '--workspace', 'Amce'])).err).toContain('Names like it: Acme')
  const human = await run(install('wordpress', 'B', '--auth', auth))
  expect(human).toMatchObject({
    out: '',
    code: 2,
    err: expect.stringContaining('config.site_url: Enter the site URL') as string,
  })
})

test('without a keychain and without a passphrase nothing is created', async () => {
  using directory = temporaryDirectory()
  const { run } = createCli(directory.path, BUILT)
  const environment = { PATCHBAY_PASSPHRASE_FILE: '', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
  const refused = await run(['workspace', 'create', 'Acme', '--json'], { environment })
  expect(refused.code).toBe(6)
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'locked' } })
  const { err } = await run(['workspace', 'create', 'Acme'], { environment })
  // The option is for what the sentence above it names.
  expect(err).toMatch(
    /your own key with a passphrase\.\n.*--passphrase-file FILE +gives a passphrase that protects your own key/,
  )
  expect(JSON.parse((await run(['workspace', 'list', '--json'])).out)).toEqual([])
})

test('a data directory that cannot be used is refused with its name', async () => {
  using directory = temporaryDirectory()
  const { file, run, dataDir } = createCli(directory.path, BUILT)
  file('data', 'this is a file')
  const refused = await run(['workspace', 'list'])
  expect(refused).toMatchObject({ code: 7, err: expect.stringContaining(dataDir) as string })
})

test('a foreign database is refused and left as it is', async () => {
  using directory = temporaryDirectory()
  const { run, dataDir } = createCli(directory.path)
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'patchbay.db'), 'this is no database, but it has more than a few bytes')
  expect(await run(['workspace', 'list'])).toMatchObject({ code: 7, out: '' })
  expect(readFileSync(join(dataDir, 'patchbay.db'), 'utf8')).toContain('this is no database')
})

test('a second seeding writes nothing and says so', async () => {
  using directory = temporaryDirectory()
  const { run } = createCli(directory.path)
  expect((await run(['seed'])).out).toContain(`Written: ${BUILT_IN.join(', ')}`)
  expect((await run(['seed'])).out).toBe(`Nothing to do: all ${BUILT_IN.length} catalog entries are up to date.\n`)
})

test('an option before its command is refused with where it belongs, and a port with what it can be', async () => {
  using directory = temporaryDirectory()
  const { run } = createCli(directory.path)
  expect(await run(['--workspace', 'Acme', 'connector', 'list'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/unknown option '--workspace'\n\(options stand after their command/) as string,
  })
  expect(await run(['serve', '--port', 'abc'])).toMatchObject({
    code: 2,
    err: expect.stringContaining("'abc' is invalid. Choose a number from 0 to 65535.") as string,
  })
})
