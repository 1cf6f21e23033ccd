import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { bareRepository, git } from '../../helpers/sharing/computer.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

/** Each command is a start of the program. */
const LONGEST_MS = 400_000

type Cli = ReturnType<typeof createCli>

/** The built program on two data directories without a keychain, under passphrases, and a repository; deleted by `using`. */
function createPeople() {
  const directory = temporaryDirectory()
  const remote = bareRepository(directory.path)
  const [ada, ben] = ['ada', 'ben'].map((name) => {
    mkdirSync(join(directory.path, name))
    return createCli(join(directory.path, name), BUILT)
  }) as [Cli, Cli]
  const subjects = () => git('-C', remote, 'log', '--format=%s', 'patchbay').trim().split('\n')
  return { ada, ben, remote, subjects, path: directory.path, [Symbol.dispose]: () => directory[Symbol.dispose]() }
}

const ok = async (cli: Cli, ...args: string[]): Promise<string> => {
  const { code, out, err } = await cli.run(args)
  expect([args.join(' '), code, err]).toEqual([args.join(' '), 0, ''])
  return out
}

/** Ada shares a workspace with a connector, and Ben joins it. */
async function shareAndJoin({ ada, ben, remote, path }: ReturnType<typeof createPeople>, role = 'admin') {
  await ok(ada, 'workspace', 'create', 'Acme')
  const inputs = [
    '--config',
    ada.file('config.json', wordpress.config),
    '--auth',
    ada.file('auth.json', wordpress.auth),
  ]
  await ok(ada, 'connector', 'install', 'wordpress', '--name', 'Blog', ...inputs)
  expect(await ok(ada, 'share', remote)).toContain(`The workspace is shared at ${remote}.`)
  const identity = /patchbay1:\S+/.exec(await ok(ben, 'person', 'show'))?.[0] ?? ''
  const invitation = join(path, 'ben.patchbay-invitation')
  await ok(ada, 'member', 'invite', identity, '--role', role, '--out', invitation)
  expect(await ok(ben, 'join', remote, '--invitation', invitation)).toMatch(
    new RegExp(`^You are now an? ${role} of Acme\\.`),
  )
}

test.concurrent(
  'two people share, join, change, send, choose and part with the built program and passphrases alone',
  async () => {
    using people = createPeople()
    const { ada, ben, remote, subjects } = people
    await shareAndJoin(people)
    expect(await ok(ben, 'connector', 'list')).toContain('Blog')
    // A command sends its change itself.
    await ok(ben, 'connector', 'activate', 'Blog')
    expect(subjects()[0]).toBe('Activated Blog')
    expect(await ok(ada, 'sync')).toContain('1 change received, 0 changes sent.')

    // Both change the same while one is away.
    const away = `${remote}.away`
    renameSync(remote, away)
    const edit = (cli: Cli, site: string) => cli.run(['connector', 'update', 'Blog', '--set', `site_url=${site}`])
    const offline = await edit(ada, 'https://ada.example')
    expect(offline).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^1 change waits on this computer\. The repository/),
    })
    expect(offline.err).toContain('patchbay sync')
    renameSync(away, remote)
    expect((await edit(ben, 'https://ben.example')).err).toBe('')
    expect(await ok(ada, 'sync')).toContain('1 value waits for a choice: patchbay conflict list')
    expect(await ok(ada, 'conflict', 'list')).toMatch(
      /Blog +config\/site_url +https:\/\/ben\.example +https:\/\/ada\.example/,
    )
    expect(await ok(ada, 'conflict', 'take', 'Blog')).toContain('Taken: config/site_url of Blog.')
    expect(subjects()[0]).toBe('Chose config.site_url of Blog')
    await ok(ben, 'sync')
    expect(await ok(ben, 'conflict', 'list')).toContain('Nothing waits for a choice.')
    expect(await ok(ben, 'connector', 'show', 'Blog')).toContain('https://ada.example')

    const list = await ok(ada, 'member', 'list')
    const [, other] = list.trim().split('\n').slice(1)
    const id = other?.trim().split(/ +/).at(-1) ?? ''
    const parting = await ok(ada, 'member', 'remove', id)
    expect(parting).toContain('Its key was rotated.')
    expect(parting).toMatch(/Blog +auth\.application_password/)
    expect(git('-C', remote, 'ls-tree', '--name-only', 'patchbay', 'keys/').trim().split('\n')).toHaveLength(2)
    expect(await ok(ada, 'sync', '--status')).toContain('1 secret to replace at their services: patchbay exposure list')
    await ok(ada, 'exposure', 'keep', 'Blog')
    expect(await ok(ada, 'exposure', 'list')).toContain('No secret is left to replace.')
    const late = await ben.run(['connector', 'deactivate', 'Blog'])
    expect([late.code, late.err]).toEqual([
      0,
      expect.stringContaining('You are no administrator of this workspace any more'),
    ])
    expect(subjects()).not.toContain('Deactivated Blog')
    expect(await ok(ada, 'sync', '--stop')).toContain('no longer shared')
    expect((await ada.run(['sync'])).code).toBe(4)
  },
  LONGEST_MS,
)

test.concurrent(
  'a member shows connectors and synchronises, also where a passphrase is given that opens no key of theirs',
  async () => {
    using people = createPeople()
    const { ada, ben, remote } = people
    await shareAndJoin(people, 'member')
    expect(await ok(ben, 'connector', 'show', 'Blog')).toContain('https://')
    await ok(ada, 'connector', 'activate', 'Blog')
    expect(await ok(ben, 'sync')).toContain('1 change received, 0 changes sent.')
    expect(await ok(ben, 'sync', '--status')).toContain(remote)
    expect(await ben.run(['conflict', 'take', 'Blog'])).toMatchObject({
      code: 4,
      err: expect.stringMatching(/^Nothing waits for this choice\.$/m),
    })
  },
  LONGEST_MS,
)

test.concurrent(
  'a deletion that waits is put down to nobody, as it may be that of the person who changed the connector',
  async () => {
    using people = createPeople()
    const { ada, ben, remote } = people
    await shareAndJoin(people)
    const away = `${remote}.away`
    renameSync(remote, away)
    const offline = await ada.run(['connector', 'delete', 'Blog'])
    expect(offline.err).toMatch(/git reports: fatal: [^\n]*[^.]\.\n/)
    await ben.run(['connector', 'update', 'Blog', '--set', 'site_url=https://ben.example'])
    renameSync(away, remote)
    await ok(ada, 'sync')
    expect(await ok(ben, 'sync')).toContain('1 value waits for a choice')
    expect(await ok(ben, 'conflict', 'list')).toMatch(/^Blog +\* +deleted *$/m)
    expect(await ok(ben, 'conflict', 'take', 'Blog', '--keep')).toContain('Kept: Blog.')
  },
  LONGEST_MS,
)

test.concurrent(
  'a command waits only a while for a repository that does not answer, and its change is kept',
  async () => {
    using people = createPeople()
    const { ada, remote } = people
    const shell = ada.file('ssh', '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n')
    const silence = ada.file('silence', '#!/bin/sh\nexec sleep 100\n')
    const through = (script: string) => ({
      environment: { GIT_SSH_COMMAND: `sh ${script}`, GIT_SSH_VARIANT: 'simple' },
    })
    await ok(ada, 'settings', 'sync', '--every', '10')
    expect(await ok(ada, 'settings', 'sync')).toContain('every 10 minutes')
    await ok(ada, 'workspace', 'create', 'Acme')
    const inputs = [
      '--config',
      ada.file('config.json', wordpress.config),
      '--auth',
      ada.file('auth.json', wordpress.auth),
    ]
    await ok(ada, 'connector', 'install', 'wordpress', '--name', 'Blog', ...inputs)
    expect(await ada.run(['share', `ssh://host${remote}`], through(shell))).toMatchObject({ code: 0 })
    const { code, err } = await ada.run(['connector', 'activate', 'Blog'], through(silence))
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('1 change waits on this computer. The repository does not answer'),
    ])
    expect((await ada.run(['sync'], through(shell))).out).toContain('0 changes received, 1 change sent.')
  },
  LONGEST_MS,
)
