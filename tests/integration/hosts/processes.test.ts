import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const isPosix = process.platform !== 'win32'
if (!isPosix) console.log('SIGUSR1 is sent where systems have it')

test.runIf(isPosix)('SIGUSR1 opens no inspector in a running program', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  let errors: Promise<string>
  {
    await using program = await cli.hold()
    program.child.kill('SIGUSR1')
    // Answered after the signal has been taken.
    expect((await cli.json(['workspace', 'list'])).code).toBe(0)
    expect(program.child.signalCode).toBeNull()
    errors = program.errors
  }
  // Node says there where its inspector listens, and where it cannot.
  expect(await errors).not.toMatch(/debugger|inspector/i)
})

const isRoot = process.getuid?.() === 0 && process.platform === 'linux'
if (!isRoot) console.log('An account that the system does not list is tried by root on Linux alone, who can start one')

test.runIf(isRoot)('an account that the system does not list works under its number', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  const home = join(directory.path, 'home')
  mkdirSync(home)
  for (const path of [directory.path, home]) chmodSync(path, 0o777)
  chownSync(join(directory.path, 'passphrase'), 54_321, 54_321)
  const run = async (args: string[], environment: NodeJS.ProcessEnv) => {
    // The number is taken on by the program, since another account need not be able to read where Node is.
    const script = cli.file(
      'account.mjs',
      `process.setgroups([]); process.setgid(54321); process.setuid(54321)
      process.argv = [process.argv[0], 'patchbay', ...${JSON.stringify(args)}]
      await import(${JSON.stringify(projectPath('out/main/cli.cjs'))})`,
    )
    const child = spawn(process.execPath, [script], { env: environment })
    child.stdin.end()
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { out, err, code: code as number }
  }
  const { PATH, PATCHBAY_PASSPHRASE_FILE } = cli.environment
  const withHome = { PATH, PATCHBAY_PASSPHRASE_FILE, HOME: home }
  expect(await run(['workspace', 'create', 'Acme'], withHome)).toMatchObject({ code: 0, err: '' })
  expect((await run(['doctor'], withHome)).code).toBe(0)
  const homeless = await run(['workspace', 'list'], { PATH })
  expect(homeless).toMatchObject({ code: 7, err: expect.stringContaining('has no home directory') as string })
})
