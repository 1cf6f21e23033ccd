import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('a workspace is deleted, restored and emptied from the command line, each after a confirmation', async () => {
  using directory = temporaryDirectory()
  const { run, json } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  expect(await run(['workspace', 'delete', 'Acme'])).toMatchObject({ code: 2, out: '' })
  expect((await run(['workspace', 'delete', 'Acme'])).err).toContain('--yes')
  expect((await run(['workspace', 'delete', 'Acmee', '--yes'])).code).toBe(4)
  expect((await json(['workspace', 'delete', 'acme', '--yes'])).value).toMatchObject({ name: 'Acme' })
  expect((await json(['workspace', 'list'])).value).toEqual([])
  expect((await json(['workspace', 'trash'])).value).toMatchObject([{ name: 'Acme' }])
  await json(['workspace', 'create', 'Acme'])
  expect((await run(['workspace', 'restore', 'Acme'])).code).toBe(5)
  expect((await json(['workspace', 'restore', 'Acme', '--name', 'Old Acme'])).value).toMatchObject({ name: 'Old Acme' })
  await json(['workspace', 'delete', 'Old Acme', '--yes'])
  expect((await run(['workspace', 'empty-trash', 'Nobody', '--yes'])).code).toBe(4)
  expect((await run(['workspace', 'empty-trash'])).code).toBe(2)
  expect((await json(['workspace', 'empty-trash', '--yes'])).value).toEqual({ count: 1 })
  const { value } = await json(['activity', 'list', '--installation'])
  expect(JSON.stringify(value)).toContain('workspace.delete_for_good')
})

test('a workspace that is marked as production has to be named, and an archived one is not meant by default', async () => {
  using directory = temporaryDirectory()
  const { run, json, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const inputs = ['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)]
  await json(['connector', 'install', 'wordpress', '--name', 'Blog', ...inputs])
  await json(['workspace', 'mark-production', 'Acme'])
  for (const command of [
    ['connector', 'activate', 'Blog'],
    ['connector', 'pin', 'Blog'],
    ['connector', 'update', 'Blog', '--tag', 'web'],
    ['connector', 'duplicate', 'Blog', '--name', 'Copy'],
  ])
    expect([command[1], (await run(command)).code]).toEqual([command[1], 0])
  for (const command of [
    ['connector', 'deactivate', 'Blog'],
    ['connector', 'delete', 'Blog'],
    ['connector', 'rename-tag', 'web', 'site'],
    ['connector', 'update', 'Blog', '--clear-secret', 'auth.application_password'],
    ['connector', 'set-secret', 'auth.application_password', 'Blog', '--value-file', file('value', 'x')],
  ]) {
    const refused = await run(command)
    expect([command[1], refused.code]).toEqual([command[1], 2])
    expect(refused.err).toContain('--workspace "Acme"')
  }
  expect((await json(['connector', 'deactivate', 'Blog', '--workspace', 'Acme'])).value).toMatchObject({
    status: 'inactive',
  })
  await json(['workspace', 'unmark-production', 'Acme'])
  expect((await run(['connector', 'delete', 'Blog'])).code).toBe(0)
  expect((await run(['workspace', 'letter', 'Ä'])).out).toContain('has the letter Ä')
  await json(['workspace', 'create', 'Globex'])
  expect((await json(['workspace', 'archive', 'Acme'])).value).toMatchObject({ name: 'Acme' })
  expect((await run(['connector', 'list'])).code).toBe(0)
  expect((await run(['workspace', 'rename', 'New', '--workspace', 'Acme'])).code).toBe(5)
  expect((await run(['workspace', 'list'])).out).toContain('archived')
  expect((await run(['workspace', 'unarchive', 'Acme'])).code).toBe(0)
  expect((await run(['connector', 'list'])).code).toBe(2)
})
