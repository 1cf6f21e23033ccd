import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('targets go to standard output or a file, and a kept file follows the commands that change them', async () => {
  using directory = temporaryDirectory()
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  expect(await run(['targets', 'export', '--out', '-'])).toMatchObject({
    ...{ code: 0, out: '[]\n' },
    err: 'There are no publish targets, so an empty list was written to standard output. Activate a connector first.\n',
  })
  const kept = join(directory.path, 'kept.csv')
  expect(await run(['targets', 'keep', '--format', 'csv', '--out', kept])).toMatchObject({
    ...{ code: 0, out: `${kept} is kept up to date from now on.\n` },
  })
  expect(readFileSync(kept, 'utf8')).toBe('id,name,catalog_key,capabilities\r\n')
  expect((await json(['targets', 'keep', '--out', kept])).value).toMatchObject({
    error: { reason: 'target_file_taken' },
  })

  await json([
    ...['connector', 'install', 'wordpress', '--name', '=Blog'],
    ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
  ])
  await json(['connector', 'activate', '=Blog'])
  expect(readFileSync(kept, 'utf8')).toContain(`,'=Blog,wordpress,`)
  const lines = await run(['targets', 'export', '--format', 'ndjson', '--all-workspaces', '--out', '-'])
  expect(lines).toMatchObject({ code: 0, err: '1 publish target was written to standard output.\n' })
  expect(JSON.parse(lines.out)).toMatchObject({ name: '=Blog', catalog_key: 'wordpress' })
  const refused = await json(['targets', 'export', '--format', 'csv', '--envelope', '--out', '-'])
  expect(refused).toMatchObject({ code: 2, value: { error: { reason: 'no_envelope' } } })

  expect((await json(['targets', 'files'])).value).toMatchObject([{ path: kept, format: 'csv' }])
  const watched = await run(['targets', 'watch'])
  expect(watched.out).toContain(kept)
  expect(watched.err).toContain('Start Patchbay')
  expect((await run(['targets', 'leave', kept])).out).toBe(`${kept} is no longer kept up to date.\n`)
  expect((await json(['targets', 'files'])).value).toEqual([])
})

test('a command says at its end which kept file it could not write, and listing the files tries again', async () => {
  using directory = temporaryDirectory()
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await json([
    ...['connector', 'install', 'wordpress', '--name', 'Blog'],
    ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
  ])
  const kept = join(directory.path, 'kept.json')
  await json(['targets', 'keep', '--out', kept])
  expect((await json(['targets', 'files'])).value).toMatchObject([{ path: kept, count: 0, problem: null }])
  rmSync(kept)
  mkdirSync(kept)
  expect(await run(['connector', 'activate', 'Blog'])).toMatchObject({
    code: 0,
    err: `Warning: the publish targets were not updated. ${kept} is not a regular file; name another. To try again: patchbay targets files\n`,
  })
  expect((await run(['targets', 'files'])).out).toContain(`not written: ${kept} is not a regular file; name another`)
  rmdirSync(kept)
  expect((await run(['targets', 'files'])).out).toContain('1 target, written ')
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject([{ name: 'Blog' }])
})

test('a command that watches prints a line for each writing, whichever process makes the change', async () => {
  using directory = temporaryDirectory()
  const { json, hold, file, dataDir, environment } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await json([
    ...['connector', 'install', 'wordpress', '--name', 'Blog'],
    ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
  ])
  const kept = join(directory.path, 'kept.json')
  await using _running = await hold()
  await json(['targets', 'keep', '--out', kept])
  const watcher = spawn(process.execPath, [BUILT, 'targets', 'watch', '--data-dir', dataDir], { env: environment })
  const lines = createInterface(watcher.stdout)[Symbol.asyncIterator]()
  // A program that has just started writes its files once more.
  const lineWith = async (words: string) => {
    let line = ''
    while (!line.includes(words)) line = (await lines.next()).value as string
  }
  await lineWith(`${kept}: 0 targets, written`)
  await json(['connector', 'activate', 'Blog'])
  await lineWith(`${kept}: 1 target, written`)
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject([{ name: 'Blog' }])
  const ended = once(watcher, 'exit')
  watcher.kill('SIGINT')
  await ended
})

test('a report of what targets are used for is handed in as a file and shown', async () => {
  using directory = temporaryDirectory()
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  expect((await run(['targets', 'used-by'])).out).toContain('Nobody has reported')
  const installed = await json([
    ...['connector', 'install', 'wordpress', '--name', 'Blog'],
    ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
  ])
  const { id } = installed.value as unknown as { id: string }
  const targets = [
    { id, uses: ['Spring campaign', 'Weekly digest'] },
    { id: 'unknown', uses: ['Nothing'] },
  ]
  const report = file('report.json', { source: 'Broadcaster', targets })
  expect(await run(['targets', 'used-by', report])).toMatchObject({
    ...{ code: 0, out: '1 target is in use.\n', err: expect.stringContaining('unknown') as string },
  })
  expect((await run(['targets', 'used-by'])).out).toMatch(/^Blog +Broadcaster +Spring campaign, Weekly digest +2/m)
  // A list alone says nothing of its source, which the option does.
  const list = file('list.json', [{ id, uses: ['By hand'] }])
  expect(await json(['targets', 'used-by', list])).toMatchObject({ code: 2, value: { error: { reason: 'input' } } })
  expect((await run(['targets', 'used-by', list, '--source', 'Ada'])).code).toBe(0)
  expect((await json(['targets', 'used-by'])).value).toMatchObject({
    uses: [
      { name: 'Blog', source: 'Ada', uses: ['By hand'] },
      { name: 'Blog', source: 'Broadcaster' },
    ],
  })
  for (const content of ['nonsense', { source: 'Broadcaster' }])
    expect(await json(['targets', 'used-by', file('bad.json', content)])).toMatchObject({
      ...{ code: 2, value: { error: { reason: 'bad_uses_file' } } },
    })
})
