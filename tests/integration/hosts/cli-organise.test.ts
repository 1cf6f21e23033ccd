import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('a connector is duplicated within its workspace and into another one, whose key the passphrase opens too', async () => {
  using directory = temporaryDirectory()
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await json(['workspace', 'create', 'Globex'])
  const inAcme = ['--workspace', 'Acme']
  await json([
    ...['connector', 'install', 'wordpress', '--name', 'Blog', ...inAcme, '--tag', 'prod', '--colour', 'teal'],
    ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
    ...['--description', 'Ask Ada first'],
  ])
  const copy = await json(['connector', 'duplicate', 'blog', '--name', 'Second', ...inAcme])
  const same = { tags: ['prod'], colour: 'teal', description: 'Ask Ada first', status: 'inactive' }
  expect(copy).toMatchObject({ code: 0, value: { name: 'Second', missingSecrets: [], ...same } })
  const moved = await run(['connector', 'duplicate', 'Blog', '--name', 'Blog', '--to', 'globex', ...inAcme])
  expect(moved).toMatchObject({ code: 0, out: 'Connector Blog was added. It is inactive.\n' })
  const there = await json(['connector', 'show', 'Blog', '--workspace', 'Globex'])
  expect(there.value).toMatchObject({ config: wordpress.config, ...same })
  expect(there.value['secrets']).toEqual(expect.arrayContaining([expect.objectContaining({ isSet: true })]))
  expect(JSON.stringify(there.value)).not.toContain(SECRET)
  const empty = await run(['connector', 'duplicate', 'Blog', '--name', 'Third', '--without-secrets', ...inAcme])
  expect(empty.out).toMatch(/Secrets to enter: .*auth\.application_password/)
  const conflict = await json(['connector', 'duplicate', 'Blog', '--name', 'second', ...inAcme])
  expect(conflict).toMatchObject({ code: 5, value: { error: { reason: 'connector_name_taken' } } })
  const nowhere = await json(['connector', 'duplicate', 'Blog', '--name', 'Fourth', '--to', 'Initech', ...inAcme])
  expect(nowhere).toMatchObject({ code: 4, value: { error: { reason: 'no_workspace_named' } } })
})

test('connectors are pinned and their tags renamed and merged', async () => {
  using directory = temporaryDirectory()
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const input = ['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)]
  for (const [name, ...tags] of [['One', 'prod'], ['Two', 'prod', 'live'], ['Three']] as [string, ...string[]][])
    await json([
      'connector',
      'install',
      'wordpress',
      '--name',
      name,
      ...input,
      ...tags.flatMap((tag) => ['--tag', tag]),
    ])
  expect(await run(['connector', 'pin', 'two'])).toMatchObject({ code: 0, out: 'Connector Two is pinned.\n' })
  const renamed = await json(['connector', 'rename-tag', 'prod', 'live'])
  expect(renamed.value).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
  const list = (await json(['connector', 'list'])).value as unknown as { name: string; tags: string[] }[]
  expect(list.map(({ name, tags }) => [name, ...tags])).toEqual([['One', 'live'], ['Three'], ['Two', 'live']])
  const unknown = await json(['connector', 'rename-tag', 'prod', 'live'])
  expect(unknown).toMatchObject({ code: 4, value: { error: { reason: 'no_tag' } } })
})
