import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UNFINISHED_EXPORT } from '../../../src/shared/text/code-files.ts'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { SECRET } from '../../helpers/samples.ts'
import { mountSmallDisk } from '../../helpers/small-disk.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const yamlIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))

test('a workspace goes through files into other data, with its secrets in an age file', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  const out = join(directory.path, 'code')
  await cli.run(['workspace', 'create', 'Acme'])
  const [config, auth] = [
    cli.file('config.json', { site_url: 'https://blog.example.com', username: 'editor' }),
    cli.file('auth.json', { application_password: SECRET }),
  ]
  for (const name of ['Blog', 'Shop'])
    await cli.run(['connector', 'install', 'wordpress', '--name', name, '--config', config, '--auth', auth])
  const words = cli.file('words', 'correct horse battery staple again')
  const args = ['export', '--out', out, '--with-secrets', '--secrets-passphrase-file', words, '--workspace', 'Acme']
  expect(await cli.json(args)).toMatchObject({ code: 0, value: { connectors: 2, written: 3, removed: 0, secrets: 2 } })
  const [first = '', second = ''] = yamlIn(out)
  expect(first).toMatch(/^connectors\/([0-9a-z]{2})\/\1[0-9a-z-]+\.yaml$/)
  expect(readFileSync(join(out, 'secrets.age')).includes(SECRET)).toBe(false)
  writeFileSync(join(out, 'README.md'), 'ours')
  await cli.run(['connector', 'delete', 'Shop', '--workspace', 'Acme'])
  expect(await cli.json(['export', '--out', out])).toMatchObject({ value: { connectors: 1, written: 0, removed: 1 } })
  expect(yamlIn(out)).toHaveLength(1)
  expect(existsSync(join(out, 'README.md'))).toBe(true)
  expect([first, second]).toContain(yamlIn(out)[0])

  mkdirSync(join(directory.path, 'copy'))
  const copy = createCli(join(directory.path, 'copy'))
  await copy.run(['workspace', 'create', 'Copy'])
  expect(await copy.run(['plan', out])).toMatchObject({ code: 0, out: expect.stringContaining('1 to create') })
  const from = ['--auth-from', out, '--auth-passphrase-file', words, '--keep-ids']
  // Secrets of a connector that no file describes any more are a mistake.
  expect(await copy.run(['apply', out, ...from, '--yes'])).toMatchObject({
    ...{ code: 2, err: expect.stringContaining('which no file describes') },
  })
  await cli.run(args)
  expect(await copy.run(['apply', out, ...from])).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect(await copy.run(['apply', out, ...from, '--yes'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 created'),
  })
  const again = join(directory.path, 'again')
  await copy.run(['export', '--out', again])
  for (const path of [...yamlIn(out), 'patchbay.schema.json'])
    expect(readFileSync(join(again, path), 'utf8')).toBe(readFileSync(join(out, path), 'utf8'))
  expect(yamlIn(again)).toEqual(yamlIn(out))
})

test('paths that are no folder, links and folders that cannot be written have clear errors, and nothing changes', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  await cli.run(['workspace', 'create', 'Acme'])
  const file = cli.file('file', 'x')
  expect(await cli.json(['export', '--out', file])).toMatchObject({
    code: 2,
    value: { error: { reason: 'not_a_folder' } },
  })
  const [out, empty] = [join(directory.path, 'out'), join(directory.path, 'empty')]
  mkdirSync(out)
  mkdirSync(empty)
  symlinkSync(file, join(out, 'patchbay.schema.json'))
  expect(await cli.json(['export', '--out', out])).toMatchObject({ value: { error: { reason: 'not_a_regular_file' } } })
  expect(readFileSync(file, 'utf8')).toBe('x')
  expect(await cli.json(['plan', empty])).toMatchObject({ code: 2, value: { error: { reason: 'no_code_files' } } })
  expect(await cli.json(['plan', join(empty, 'none.yaml')])).toMatchObject({
    value: { error: { reason: 'no_input_file' } },
  })
  if (process.getuid?.() === 0) return console.log('skipped: root writes into every folder')
  chmodSync(empty, 0o500)
  expect(await cli.json(['export', '--out', empty])).toMatchObject({
    code: 7,
    value: { error: { reason: 'no_permission' } },
  })
})

test('apply shows its plan and asks, changes nothing without a yes, and prints the plan as done', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  await cli.run(['workspace', 'create', 'Acme'])
  const path = cli.file(
    'blog.yaml',
    'name: Blog\ncatalog_key: wordpress\nconfig: {site_url: "https://a.example.com", username: me}\n',
  )
  const questions: string[] = []
  const answering = (answer: string) => ({
    answer: (question: string) => {
      questions.push(question)
      return answer
    },
  })
  for (const answer of ['', 'n', 'no', 'maybe'])
    expect(await cli.run(['apply', path], answering(answer))).toMatchObject({
      ...{ code: 5, out: expect.stringContaining('1 to create'), err: expect.stringContaining('nothing was changed') },
    })
  expect(questions).toEqual(Array.from({ length: 4 }, () => 'Change 1 connector in Acme? [y/N] '))
  expect(await cli.json(['connector', 'list'])).toMatchObject({ value: [] })

  const planned = await cli.run(['plan', path])
  const done = await cli.run(['apply', path], answering(' Y\n'))
  expect(done.code).toBe(0)
  expect(planned.code).toBe(0)
  const linesOf = (out: string) => out.trimEnd().split('\n')
  const changes = linesOf(planned.out).slice(0, -1)
  expect(linesOf(done.out)).toEqual([
    ...changes,
    '1 to create, 0 to change, 0 to delete, 0 as they are.',
    ...changes,
    '1 created, 0 changed, 0 deleted, 0 as they were.',
  ])
  // Nothing to change, so nothing to ask.
  expect(await cli.run(['apply', path], answering('n'))).toMatchObject({ code: 0 })
  expect(questions).toHaveLength(5)
  // Files or secrets from standard input leave nobody to answer, and neither does a script that reads JSON.
  const edited = readFileSync(path, 'utf8').replace('me}', 'you}')
  expect(await cli.run(['apply', '-'], { ...answering('y'), input: edited })).toMatchObject({
    ...{ code: 2, err: expect.stringContaining('--yes') },
  })
  expect(questions).toHaveLength(5)
})

/** Every file of a folder with its text, and every folder in it. */
const contentOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => [join(entry.parentPath, entry.name), entry.isFile()] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, isFile]) => [path, isFile ? readFileSync(path, 'utf8') : 'a folder'])
const filesIn = (folder: string) => contentOf(folder).filter(([, text]) => text !== 'a folder')

const connectors = (from: number, upTo: number, description: string) =>
  Array.from(
    { length: upTo - from },
    (_, at) =>
      `---\nname: Blog ${from + at}\ncatalog_key: wordpress\ndescription: ${description}\nconfig: {site_url: "https://a.example.com", username: me}\n`,
  ).join('')

test('an export that the disk refuses leaves the folder as it was, and the next one finishes', async () => {
  using directory = temporaryDirectory()
  const disk = join(directory.path, 'disk')
  using mounted = mountSmallDisk(disk, 4)
  if (!mounted) return console.log('skipped: no tmpfs can be mounted')
  const cli = createCli(directory.path)
  await cli.run(['workspace', 'create', 'Acme'])
  const out = join(disk, 'code')
  const change = async (from: number, upTo: number, description: string) =>
    expect((await cli.run(['apply', '-', '--yes'], { input: connectors(from, upTo, description) })).code).toBe(0)
  await change(0, 20, 'old')
  await cli.run(['export', '--out', out])
  const before = contentOf(out)
  expect(filesIn(out)).toHaveLength(21)
  await change(0, 60, 'new')

  mounted.fill(100_000)
  const full = { code: 7, value: { error: { reason: 'disk_full' } } }
  expect(await cli.json(['export', '--out', out])).toMatchObject(full)
  expect(contentOf(out)).toEqual(before)
  expect(await cli.json(['export', '--out', join(disk, 'in', 'another')])).toMatchObject(full)
  expect(readdirSync(disk).toSorted()).toEqual(['code', expect.stringMatching(/fill/)])
  mounted.free()
  mounted.remount('ro')
  for (const command of [
    ['export', '--out', out],
    ['targets', 'export', '--out', join(disk, 'targets.json')],
    ['targets', 'keep', '--out', join(disk, 'targets.json')],
  ])
    expect(await cli.json(command)).toMatchObject({ code: 7, value: { error: { reason: 'read_only' } } })
  mounted.remount('rw')
  expect(contentOf(out)).toEqual(before)
  expect(await cli.json(['export', '--out', out])).toMatchObject({ value: { connectors: 60, written: 60, removed: 0 } })
  expect(filesIn(out)).toHaveLength(61)
})

test('a folder in which an export was killed is refused until the next one has finished it', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  const out = join(directory.path, 'code')
  await cli.run(['workspace', 'create', 'Acme'])
  await cli.run(['apply', '-', '--yes'], { input: connectors(0, 300, 'x') })
  mkdirSync(out)
  const start = new Promise<void>((resolve) => {
    const watcher = watch(out, (_event, name) => {
      if (name !== UNFINISHED_EXPORT) return
      watcher.close()
      resolve()
    })
  })
  const child = spawn(process.execPath, [BUILT, 'export', '--out', out, '--data-dir', cli.dataDir], {
    env: cli.environment,
  })
  const ended = once(child, 'exit')
  await start
  child.kill('SIGKILL')
  await ended
  // The export writes 301 files, each flushed to the disk, after the note.
  expect(existsSync(join(out, UNFINISHED_EXPORT))).toBe(true)
  for (const command of ['plan', 'apply'])
    expect(await cli.json([command, out])).toMatchObject({ code: 5, value: { error: { reason: 'unfinished_export' } } })
  expect(await cli.json(['export', '--out', out])).toMatchObject({ value: { connectors: 300 } })
  expect(readdirSync(out).toSorted()).toEqual(['connectors', 'patchbay.schema.json'])
  expect(await cli.json(['plan', out])).toMatchObject({ code: 0, value: { items: expect.any(Array), unchanged: 300 } })
})

const hasAge = spawnSync('age', ['--version']).status === 0
if (!hasAge) console.log('skipped: no age that could open the secrets of an export')

test.skipIf(!hasAge)(
  'secrets for a recipient are opened by the program age, and applied from standard input',
  async () => {
    using directory = temporaryDirectory()
    const cli = createCli(directory.path)
    const [out, key] = [join(directory.path, 'code'), join(directory.path, 'key.txt')]
    execFileSync('age-keygen', ['-o', key], { stdio: 'ignore' })
    const recipient = execFileSync('age-keygen', ['-y', key], { encoding: 'utf8' }).trim()
    await cli.run(['workspace', 'create', 'Acme'])
    const config = cli.file('config.json', { site_url: 'https://blog.example.com', username: 'editor' })
    const auth = cli.file('auth.json', { application_password: SECRET })
    await cli.run(['connector', 'install', 'wordpress', '--name', 'Blog', '--config', config, '--auth', auth])
    const sealed = ['export', '--out', out, '--with-secrets', '--recipient', recipient, '--workspace', 'Acme']
    expect(await cli.json(sealed)).toMatchObject({ code: 0, value: { secrets: 1 } })
    const opened = execFileSync('age', ['--decrypt', '-i', key, join(out, 'secrets.age')], { encoding: 'utf8' })
    expect(Object.values((JSON.parse(opened) as { secrets: object }).secrets)).toEqual([
      { 'auth.application_password': SECRET },
    ])

    mkdirSync(join(directory.path, 'copy'))
    const copy = createCli(join(directory.path, 'copy'))
    await copy.run(['workspace', 'create', 'Copy'])
    const applied = await copy.run(['apply', out, '--yes', '--auth-from', '-'], { input: opened })
    expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('1 created') })
    expect(applied.out + applied.err).not.toContain(SECRET)
    expect(await copy.json(['connector', 'list'])).toMatchObject({ value: [{ name: 'Blog', missingSecrets: [] }] })
  },
)
