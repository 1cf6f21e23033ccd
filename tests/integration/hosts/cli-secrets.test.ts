import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const backupPassphrase = ({ file }: ReturnType<typeof createCli>) => ({
  PATCHBAY_BACKUP_PASSPHRASE_FILE: file('backup-passphrase', 'six words of a backup passphrase\n'),
})

test('key, secret and backup commands work end to end', async () => {
  using directory = temporaryDirectory()
  const own = createCli(directory.path)
  const { run, file } = own
  const environment = backupPassphrase(own)
  const root = join(directory.path, 'elsewhere')
  mkdirSync(root)
  const elsewhere = createCli(root)
  const value = async (args: string[], { cli = own, input = '' } = {}) => {
    const { out, err, code } = await cli.run([...args, '--json'], { input, environment })
    expect([args.join(' '), err, code]).toEqual([args.join(' '), '', 0])
    return JSON.parse(out) as Record<string, unknown>
  }
  await value(['workspace', 'create', 'Acme'])
  await value([
    ...['connector', 'install', 'wordpress', '--name', wordpress.name, '--secret-expires', '2031-05-06'],
    ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
  ])
  expect(await value(['key', 'rotate'])).toMatchObject({ state: 'READY', progress: null })
  expect(await value(['key', 'status'])).toMatchObject({ state: 'READY', olderVersions: 1, unreadable: 0 })
  // `rotate-secret` is what the command was called before.
  for (const command of ['set-secret', 'rotate-secret']) {
    const args = ['connector', command, 'auth.application_password', '--entry', 'wordpress', '--value-file', '-']
    expect(await value(args, { input: 'abcd EFGH 1234 ijkl MNOP 5678\n' })).toMatchObject([{ error: null }])
  }
  const help = await run(['connector', 'set-secret', '--help'])
  expect(help.out).toContain('rotate-secret is its old name and goes in version 0.2')

  const out = join(directory.path, 'acme.age')
  expect(await value(['backup', 'create', '--out', out])).toMatchObject({ path: out })
  const again = join(directory.path, 'again.age')
  const words = await run(['backup', 'create', '--out', again], { environment })
  expect(words.out).toBe(`1 workspace with 1 connector was written to ${again}.\n`)
  expect(await value(['backup', 'inspect', out])).toMatchObject({ workspaces: [{ name: 'Acme', connectors: 1 }] })
  expect(await value(['backup', 'restore', out], { cli: elsewhere })).toMatchObject([
    { name: 'Acme', isNew: true, added: 1 },
  ])
  expect(await value(['connector', 'list'], { cli: elsewhere })).toMatchObject([{ secretExpiresAt: '2031-05-06' }])
  const inTheWay = await elsewhere.run(['backup', 'restore', out], { environment })
  expect(inTheWay).toMatchObject({ code: 5, err: expect.stringContaining('--into "Acme"') as string })
  expect(
    await value(['backup', 'restore', out, '--into', 'ACME', '--take', 'theirs'], { cli: elsewhere }),
  ).toMatchObject([{ isNew: false, kept: 1 }])

  const missing = await run(['backup', 'restore', 'nowhere.age'], { environment })
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('There is no file') as string })
  expect(await run(['backup', 'restore', '0001_20260101T000000Z_v1_daily.db'], { environment })).toMatchObject({
    code: 4,
  })
  const startOver = await run(['key', 'rotate', '--start-over'])
  expect(startOver).toMatchObject({ code: 2, err: expect.stringContaining('--confirm "Acme"') as string })
  const shown = await run(['key', 'set-passphrase'])
  expect(shown.out).toMatch(/\n\n {2}([a-z-]+ ){5}[a-z-]+\n/)
  const wrong = await run(['key', 'status', '--passphrase-file', file('wrong', 'a passphrase of nobody here\n')])
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('does not open this workspace') as string })
  for (const { out, err } of [missing, startOver, wrong]) expect(out + err).not.toContain(SECRET)
})

const isLinux = process.platform === 'linux'
if (!isLinux) console.log('Only Linux has a file that it shows and refuses to read')

test.runIf(isLinux)('a backup file that cannot be read is not taken for one of another kind', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  // A file that the system shows and refuses to read.
  const { code, err } = await cli.run(['backup', 'inspect', '/proc/self/mem'], { environment: backupPassphrase(cli) })
  expect([code, err]).toEqual([7, expect.stringContaining('cannot be read: the system reports EIO')])
})
