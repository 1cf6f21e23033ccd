import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { resolveReference } from '../../../../src/main/secrets/reference.ts'
import { commandWords, referenceKind } from '../../../../src/shared/reasons/references.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'

test.each<[string, string | null]>([
  ['op://Web/Blog/password', 'op'],
  ['op://Web/Blog/Section of it/one-time password?attribute=otp', 'op'],
  ['env:BLOG_TOKEN', 'env'],
  ['file:/run/secrets/blog', 'file'],
  [String.raw`file:C:\secrets\blog`, 'file'],
  ['cmd:pass show web/blog', 'cmd'],
  ...['op://Web', 'op:/Web/Blog/x', 'env:1ST', 'env:A B', 'env:', 'file:relative', 'file:', 'cmd:', 'cmd:  '].map(
    (text): [string, null] => [text, null],
  ),
  ...[`cmd:pass 'show`, 'https://example.com', '', 'password'].map((text): [string, null] => [text, null]),
])('%j is a reference of the kind %j', (text, kind) => {
  expect(referenceKind(text)).toBe(kind)
})

test('quotes keep blanks together, and nothing else means anything', () => {
  expect(commandWords(`pass  show 'web blog'"/it's" $HOME "" a\\ b`)).toEqual([
    ...['pass', 'show', "web blog/it's", '$HOME', '', 'a\\', 'b'],
  ])
})

test('a variable and a file are read without the line end at their end', async () => {
  using directory = temporaryDirectory()
  const path = join(directory.path, 'secret')
  vi.stubEnv('PATCHBAY_TEST_SECRET', 'of a variable')
  vi.stubEnv('PATCHBAY_TEST_EMPTY', '')
  writeFileSync(path, 'of a file \n')
  expect(await resolveReference('env:PATCHBAY_TEST_SECRET')).toEqual({ secret: 'of a variable' })
  expect(await resolveReference('env:PATCHBAY_TEST_EMPTY')).toEqual({ why: 'empty' })
  expect(await resolveReference('env:PATCHBAY_TEST_NONE')).toEqual({ why: 'missing' })
  expect(await resolveReference(`file:${path}`)).toEqual({ secret: 'of a file ' })
  for (const missing of ['none', '.']) {
    expect(await resolveReference(`file:${join(directory.path, missing)}`)).toEqual({ why: 'missing' })
  }
  writeFileSync(path, 'x'.repeat(70_000))
  expect(await resolveReference(`file:${path}`)).toEqual({ why: 'large' })
  vi.unstubAllEnvs()
})

const isPosix = process.platform !== 'win32'
if (!isPosix) console.log('skipped: the programs of these tests are shell scripts')

/** A program of a test: a shell script on the PATH. */
function program(directory: string, name: string, script: string): void {
  const path = join(directory, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  vi.stubEnv('PATH', `${directory}:${process.env['PATH']}`)
}

test.runIf(isPosix)('a command runs without a shell and without input, and its answer is the secret', async () => {
  using directory = temporaryDirectory()
  program(directory.path, 'keeper', 'printf "%s|" "$@"; cat; echo noise >&2; echo')
  const touched = join(directory.path, 'touched')
  expect(await resolveReference(`cmd:keeper 'a b' $HOME ;touch ${touched}`)).toEqual({
    secret: `a b|$HOME|;touch|${touched}|`,
  })
  expect(() => readFileSync(touched)).toThrow('ENOENT')
  program(directory.path, 'failing', 'echo of-the-vault; exit 3')
  expect(await resolveReference('cmd:failing')).toEqual({ why: 'failed' })
  expect(await resolveReference('cmd:no-such-program-here')).toEqual({ why: 'no_program' })
  expect(await resolveReference('cmd:true')).toEqual({ why: 'empty' })
  program(directory.path, 'endless', 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done')
  expect(await resolveReference('cmd:endless')).toEqual({ why: 'large' })
  vi.unstubAllEnvs()
})

test.runIf(isPosix)('a command that does not answer ends with its time, and with its call', async () => {
  const slow = 'cmd:sleep 1000'
  expect(await resolveReference(slow, { timeLimit: 100 })).toEqual({ why: 'slow' })
  const cancel = new AbortController()
  const waiting = resolveReference(slow, { signal: cancel.signal })
  cancel.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
})

test.runIf(isPosix)('1Password is asked through its program with the reference alone', async () => {
  using directory = temporaryDirectory()
  mkdirSync(join(directory.path, 'empty'))
  vi.stubEnv('PATH', join(directory.path, 'empty'))
  expect(await resolveReference('op://Web/Blog/password')).toEqual({ why: 'no_program' })
  vi.unstubAllEnvs()
  const which = spawnSync('which', ['sh'], { encoding: 'utf8' }).stdout.trim()
  symlinkSync(which, join(directory.path, 'sh'))
  program(directory.path, 'op', 'echo "$#: $*"')
  expect(await resolveReference('op://Web/The blog/password')).toEqual({
    secret: '3: read --no-newline op://Web/The blog/password',
  })
  vi.unstubAllEnvs()
})
