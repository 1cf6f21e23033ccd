import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { projectPath } from '../../helpers/paths.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

/** The command line on data directories under one root, without a keychain. */
function createCli(root: string) {
  const file = (name: string, content: unknown) => {
    const path = join(root, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
    return path
  }
  const environment = {
    PATH: process.env['PATH'],
    HOME: root,
    PATCHBAY_PASSPHRASE_FILE: file('passphrase', 'correct horse battery staple\n'),
    PATCHBAY_BACKUP_PASSPHRASE_FILE: file('backup-passphrase', 'six words of a backup passphrase\n'),
  }
  const run = async (args: string[], { dataDir = 'data', input = '' } = {}) => {
    const command = [projectPath('out/main/cli.js'), ...args, '--data-dir', join(root, dataDir)]
    const child = spawn(process.execPath, command, { env: environment })
    child.stdin.end(input)
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { out, err, code: code as number }
  }
  return { run, file }
}

test('key, secret and backup commands work end to end', async () => {
  using directory = temporaryDirectory()
  const { run, file } = createCli(directory.path)
  const value = async (args: string[], options?: { dataDir?: string; input?: string }) => {
    const { out, err, code } = await run([...args, '--json'], options)
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
  expect(await value(['backup', 'inspect', out])).toMatchObject({ workspaces: [{ name: 'Acme', connectors: 1 }] })
  const elsewhere = { dataDir: 'elsewhere' }
  expect(await value(['backup', 'restore', out], elsewhere)).toMatchObject([{ name: 'Acme', isNew: true, added: 1 }])
  expect(await value(['connector', 'list'], elsewhere)).toMatchObject([{ secretExpiresAt: '2031-05-06' }])
  expect(await value(['backup', 'restore', out, '--into', 'ACME', '--take', 'theirs'], elsewhere)).toMatchObject([
    { isNew: false, kept: 1 },
  ])

  const missing = await run(['backup', 'restore', 'nowhere.age'])
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('There is no file') as string })
  expect(await run(['backup', 'restore', '0001_20260101T000000Z_v1_daily.db'])).toMatchObject({ code: 4 })
  const startOver = await run(['key', 'rotate', '--start-over'])
  expect(startOver).toMatchObject({ code: 2, err: expect.stringContaining('--confirm "Acme"') as string })
  const shown = await run(['key', 'set-passphrase'])
  expect(shown.out).toMatch(/\n\n {2}([a-z-]+ ){5}[a-z-]+\n/)
  const wrong = await run(['key', 'status'])
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('does not open this workspace') as string })
  for (const { out, err } of [missing, startOver, wrong]) expect(out + err).not.toContain(SECRET)
})

test.runIf(process.platform === 'linux')(
  'a backup file that cannot be read is not taken for one of another kind',
  async () => {
    using directory = temporaryDirectory()
    const { run } = createCli(directory.path)
    // A file that the system shows and refuses to read.
    const { code, err } = await run(['backup', 'inspect', '/proc/self/mem'])
    expect([code, err]).toEqual([7, expect.stringContaining('cannot be read: the system reports EIO')])
  },
)
