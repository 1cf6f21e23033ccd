import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import type { ErrorBody } from '../../src/contract/errors.ts'
import { projectPath } from './paths.ts'

/**
 * Runs the command line on a data directory of its own, protected by a passphrase, as on a server without a keychain:
 * the built one unless another is named.
 */
export function createCli(root: string, entry: string = projectPath('out/main/cli.js')) {
  const passphraseFile = join(root, 'passphrase')
  writeFileSync(passphraseFile, 'correct horse battery staple\n', { mode: 0o600 })
  const dataDir = join(root, 'data')

  const run = async (args: string[], options: { input?: string; environment?: Record<string, string> } = {}) => {
    const child = spawn(process.execPath, [entry, ...args, '--data-dir', dataDir], {
      env: {
        PATH: process.env['PATH'],
        HOME: root,
        PATCHBAY_PASSPHRASE_FILE: passphraseFile,
        ...options.environment,
      },
    })
    child.stdin.end(options.input ?? '')
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { out, err, code: code as number }
  }
  const json = async (args: string[], options?: { input?: string }) => {
    const { out, err, code } = await run([...args, '--json'], options)
    expect(err).toBe('')
    return { code, value: JSON.parse(out) as Record<string, unknown> & { error?: ErrorBody } }
  }
  const file = (name: string, content: unknown) => {
    const path = join(root, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
    return path
  }
  return { run, json, file, dataDir }
}
