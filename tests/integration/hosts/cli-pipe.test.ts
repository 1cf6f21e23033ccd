import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('a reader that stops early, as `head` does, ends a command without an error', async () => {
  using directory = temporaryDirectory()
  const cli = [projectPath('out/main/cli.cjs'), '--data-dir', join(directory.path, 'data')]
  for (const args of [
    ['catalog', 'show', 'wordpress'],
    ['catalog', 'show', 'wordpress', '--json'],
  ]) {
    const [entry = '', ...rest] = cli
    const child = spawn(process.execPath, [entry, ...args, ...rest], { env: { HOME: directory.path } })
    child.stdout.destroy()
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect([args.join(' '), err, code]).toEqual([args.join(' '), '', 0])
  }
})

test('output that a full disk does not take is an error in words, also of a command handed over', async (context) => {
  if (!existsSync('/dev/full')) return context.skip('there is no /dev/full here')
  using directory = temporaryDirectory()
  const [cli, home] = [projectPath('out/main/cli.cjs'), { HOME: directory.path }]
  const options = ['--data-dir', join(directory.path, 'data')]
  const full = openSync('/dev/full', 'w')
  const list = () => {
    const { status, stderr } = spawnSync(process.execPath, [cli, 'catalog', 'list', ...options], {
      ...{ env: home, stdio: ['ignore', full, 'pipe'], encoding: 'utf8' },
    })
    return { status, stderr }
  }
  const expected = {
    status: 7,
    stderr: 'The output could not be written: the disk is full. The command itself went on to its end.\n',
  }
  expect(list()).toEqual(expected)
  const program = spawn(process.execPath, [cli, 'serve', '--port', '0', ...options], {
    ...{ env: home, stdio: ['ignore', 'pipe', 'inherit'] },
  })
  try {
    await once(program.stdout, 'data')
    expect(list()).toEqual(expected)
  } finally {
    const ended = once(program, 'exit')
    program.kill('SIGTERM')
    await ended
    closeSync(full)
  }
})
