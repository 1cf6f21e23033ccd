import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { SECRET } from '../../helpers/samples.ts'
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
