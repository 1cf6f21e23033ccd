import { chmodSync, chownSync, linkSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { makeData, problemOf, start } from '../../helpers/data-directory.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const isPosix = process.platform !== 'win32'
if (!isPosix) console.log('Modes of files are looked at where systems have them')

/** Every path below a directory with its kind, mode and owner. */
const everythingIn = (directory: string) =>
  ['', ...(readdirSync(directory, { recursive: true }) as string[])].sort().map((name) => {
    const { mode, uid, size, mtimeMs } = lstatSync(join(directory, name))
    return { name, mode, uid, size, mtimeMs }
  })

const modeOf = (path: string) => (lstatSync(path).mode & 0o777).toString(8)

test.runIf(isPosix)(
  'the mode of a directory stays as it is, and what the program keeps there is for its owner alone',
  async () => {
    using directory = temporaryDirectory()
    const [own, behindLink] = ['own', 'behind-link'].map((name) => join(directory.path, name)) as [string, string]
    mkdirSync(own)
    mkdirSync(behindLink)
    const cli = createCli(own, BUILT)
    const { dataDir } = cli
    mkdirSync(dataDir)
    chmodSync(dataDir, 0o755)
    symlinkSync(dataDir, join(behindLink, 'data'))
    expect((await cli.json(['workspace', 'create', 'Acme'])).code).toBe(0)
    expect((await createCli(behindLink, BUILT).run(['doctor'])).out).toContain('can be read by other accounts')
    expect(modeOf(dataDir)).toBe('755')
    for (const { name, mode } of everythingIn(dataDir).slice(1)) expect([name, mode & 0o077]).toEqual([name, 0])
  },
)

test.runIf(isPosix)(
  'files that came with wider modes are made private, and what lies elsewhere is left alone',
  async () => {
    using directory = temporaryDirectory()
    const [dataDir, outside] = ['data', 'outside'].map((name) => join(directory.path, name)) as [string, string]
    mkdirSync(dataDir)
    await makeData(dataDir)
    mkdirSync(outside)
    for (const name of ['linked', 'second-name', 'kept']) {
      writeFileSync(join(outside, name), 'not of Patchbay')
      chmodSync(join(outside, name), 0o644)
    }
    symlinkSync(join(outside, 'linked'), join(dataDir, 'logs'))
    linkSync(join(outside, 'second-name'), join(dataDir, 'backups', 'second-name'))
    writeFileSync(join(dataDir, 'notes.txt'), 'somebody keeps it here')
    for (const path of [dataDir, join(dataDir, 'backups')]) chmodSync(path, 0o755)
    for (const name of ['patchbay.db', 'notes.txt']) chmodSync(join(dataDir, name), 0o644)
    await start(dataDir).app.close()
    expect(modeOf(join(dataDir, 'patchbay.db'))).toBe('600')
    expect(modeOf(join(dataDir, 'notes.txt'))).toBe('644')
    expect([modeOf(dataDir), modeOf(join(dataDir, 'backups'))]).toEqual(['755', '755'])
    for (const name of ['linked', 'second-name', 'kept'])
      expect([name, modeOf(join(outside, name))]).toEqual([name, '644'])
  },
)

test('a directory of other files is refused by every way in, and nothing in it or of it is changed', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  mkdirSync(cli.dataDir)
  if (isPosix) chmodSync(cli.dataDir, 0o755)
  writeFileSync(join(cli.dataDir, 'thesis.txt'), 'years of work')
  const before = everythingIn(cli.dataDir)
  expect(problemOf(cli.dataDir)).toMatchObject({ code: 'unavailable', reason: 'other_files' })
  for (const args of [['doctor'], ['workspace', 'create', 'Acme'], ['seed']])
    expect([args, (await cli.run(args)).code]).toEqual([args, 7])
  {
    // It shows why, with its screens.
    await using _program = await cli.hold()
    expect(everythingIn(cli.dataDir)).toEqual(before)
  }
  expect(everythingIn(cli.dataDir)).toEqual(before)
})

const isRoot = process.getuid?.() === 0
if (!isRoot) console.log('Directories of another account are tried as root alone, who can make one')

test.runIf(isRoot)('an empty directory is used only where it is our own', async () => {
  using directory = temporaryDirectory()
  const theirs = join(directory.path, 'theirs')
  mkdirSync(theirs)
  chownSync(theirs, 65_534, 65_534)
  expect(problemOf(theirs)).toMatchObject({
    reason: 'other_owner',
    message: expect.stringContaining('another account') as string,
  })
  expect(readdirSync(theirs)).toEqual([])
})
