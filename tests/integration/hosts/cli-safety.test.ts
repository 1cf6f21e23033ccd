import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const ESCAPE = '\u001b]0;owned\u0007\u001b[2J'
const REVERSED = '\u202egpj.exe'
/** What must not reach the terminal, except the ends of lines. */
const RAW = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u

test('what a terminal would act on is refused where people type it, and shown as codes where files have it', async () => {
  using directory = temporaryDirectory()
  const { run, json, file } = createCli(directory.path)
  expect((await json(['workspace', 'create', 'Acme'])).code).toBe(0)
  const install = (name: string) =>
    run([
      ...['connector', 'install', 'wordpress', '--name', name, '--config', file('config.json', wordpress.config)],
      ...['--auth', file('auth.json', wordpress.auth)],
    ])
  for (const name of [ESCAPE, REVERSED, 'pay\u200bpal']) {
    const { code, err } = await install(name)
    expect(code).toBe(2)
    expect(err).not.toMatch(RAW)
  }

  const entry = {
    key: 'odd',
    name: `Odd ${REVERSED}`,
    description: `Two\nlines ${ESCAPE}`,
    category: `Social${ESCAPE}`,
    configSchema: { type: 'object', properties: { [`site${ESCAPE}`]: { type: 'string' } } },
  }
  const imported = await run(['catalog', 'import', file('odd.json', entry)])
  expect(imported.code).toBe(0)
  expect(imported.out + imported.err).toContain('unseen_characters')
  for (const args of [
    ['catalog', 'list'],
    ['catalog', 'show', 'odd'],
    ['catalog', 'show', `no${ESCAPE}`],
    [`x${ESCAPE}`],
  ]) {
    const { out, err } = await run(args)
    expect(out + err).not.toMatch(RAW)
  }
  const [shown] = (await json(['catalog', 'list'])).value as unknown as { key: string; name: string }[]
  expect(shown).toBeDefined()
  expect((await run(['catalog', 'list'])).out).toContain('Odd \\u{202e}gpj.exe')
  expect((await run(['catalog', 'show', 'odd', '--json'])).out).not.toMatch(RAW)
})

test('a passphrase file that other accounts can read is warned of', async () => {
  using directory = temporaryDirectory()
  const { run, file } = createCli(directory.path)
  const passphraseFile = file('open', 'lantern walnut harbour violin\n')
  const withFile = (...args: string[]) => run(args, { environment: { PATCHBAY_PASSPHRASE_FILE: passphraseFile } })
  expect(await withFile('workspace', 'create', 'Acme')).toMatchObject({ code: 0, err: '' })
  chmodSync(passphraseFile, 0o644)
  const warning = { code: 0, err: expect.stringContaining(`chmod 600`) as string }
  expect(await withFile('workspace', 'create', 'Beta')).toMatchObject(warning)
  expect(await withFile('workspace', 'list', '--passphrase-file', passphraseFile)).toMatchObject(warning)
  expect(await withFile('workspace', 'list')).toMatchObject({ code: 0, err: '' })
})

test('the file that the variable names is read when a passphrase is needed, that of the option at once', async () => {
  using directory = temporaryDirectory()
  const { run, dataDir } = createCli(directory.path)
  const lost = join(dataDir, 'lost')
  const environment = { PATCHBAY_PASSPHRASE_FILE: lost }
  expect(await run(['workspace', 'list'], { environment })).toMatchObject({ code: 0, err: '' })
  const refused = { err: expect.stringContaining(lost) as string }
  expect(await run(['workspace', 'create', 'Acme'], { environment })).toMatchObject(refused)
  expect(await run(['workspace', 'list', '--passphrase-file', lost])).toMatchObject(refused)
})

test('no file of a command takes the place of a part of the data', async () => {
  using directory = temporaryDirectory()
  const { run, json, dataDir } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  symlinkSync(dataDir, join(directory.path, 'link'))
  const passphrase = ['--backup-passphrase-file', join(directory.path, 'passphrase')]
  for (const out of [join(dataDir, 'patchbay.db'), join(directory.path, 'link', 'backups', 'mine')])
    for (const args of [
      ['targets', 'export'],
      ['targets', 'keep'],
      ['activity', 'export'],
      ['backup', 'create', ...passphrase],
      ['token', 'create', 'Broadcaster'],
    ])
      expect(await run([...args, '--out', out])).toMatchObject({
        code: 2,
        err: expect.stringContaining(`is a part of the data directory`) as string,
      })
  expect((await json(['workspace', 'list'])).value).toMatchObject([{ name: 'Acme' }])
  expect((await json(['token', 'list'])).value).toEqual([])
  expect((await json(['targets', 'files'])).value).toEqual([])
})

test('a file that --out names is replaced once the new one is whole, whichever command writes it', async () => {
  using directory = temporaryDirectory()
  const { run, file } = createCli(directory.path)
  const environment = { PATCHBAY_BACKUP_PASSPHRASE_FILE: file('words', 'six words of a backup passphrase\n') }
  await run(['workspace', 'create', 'Acme'])
  const out = join(directory.path, 'out')
  const before = readdirSync(directory.path).length
  for (const args of [
    ['targets', 'export', '--format', 'json'],
    ['activity', 'export', '--format', 'csv'],
    ['backup', 'create'],
    ['token', 'create', 'feed', '--scope', 'read'],
  ]) {
    writeFileSync(out, 'what was there')
    const refused = await run([...args, '--out', out, '--workspace', 'Nowhere'])
    expect([args.join(' '), refused.code > 0, readFileSync(out, 'utf8')]).toEqual([
      args.join(' '),
      true,
      'what was there',
    ])
    const done = await run([...args, '--out', out], { environment })
    expect([args.join(' '), done.err, done.code]).toEqual([args.join(' '), '', 0])
    expect(readFileSync(out, 'utf8')).not.toContain('what was there')
  }
  expect(readdirSync(directory.path)).toHaveLength(before + 1)
})
