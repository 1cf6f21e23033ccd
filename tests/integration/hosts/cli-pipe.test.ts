import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
