import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { ErrorBody } from '../../src/contract/errors.ts'
import { projectPath } from './paths.ts'

/** What protects the keys of `createCli`. */
export const PASSPHRASE = 'correct horse battery staple'

/**
 * Runs the command line on a data directory of its own, protected by a passphrase, as on a server without a keychain:
 * the built one unless another is named.
 */
export function createCli(root: string, entry: string = projectPath('out/main/cli.js')) {
  const passphraseFile = join(root, 'passphrase')
  writeFileSync(passphraseFile, `${PASSPHRASE}\n`, { mode: 0o600 })
  const dataDir = join(root, 'data')

  const environment = { PATH: process.env['PATH'], HOME: root, PATCHBAY_PASSPHRASE_FILE: passphraseFile }

  const run = async (args: string[], options: { input?: string; environment?: Record<string, string> } = {}) => {
    const child = spawn(process.execPath, [entry, ...args, '--data-dir', dataDir], {
      env: { ...environment, ...options.environment },
    })
    child.stdin.end(options.input ?? '')
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { out, err, code: code as number }
  }
  const json = async (args: string[], options?: { input?: string }) => {
    const { out, err, code } = await run([...args, '--json'], options)
    if (err !== '') throw new Error(`Nothing was expected on standard error: ${err}`)
    return { code, value: JSON.parse(out) as Record<string, unknown> & { error?: ErrorBody } }
  }
  const file = (name: string, content: unknown) => {
    const path = join(root, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 })
    return path
  }
  /** Starts a program that holds the data directory, to which commands are handed; disposing of it ends it. */
  const hold = async (options: { args?: string[]; environment?: Record<string, string> } = {}) => {
    const serve = ['serve', '--port', '0', '--json', '--data-dir', dataDir]
    const child = spawn(process.execPath, [entry, ...serve, ...(options.args ?? [])], {
      env: { PATH: process.env['PATH'], HOME: root, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    /** All that it writes to standard error, once it has ended. */
    const errors = text(child.stderr)
    const ended = once(child, 'exit')
    const early = ended.then(async () => Promise.reject(new Error(`It ended before it served: ${await errors}`)))
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), early])) as [string]
    const { oneTimeUrl } = JSON.parse(line) as { oneTimeUrl: string }
    const end = async () => {
      child.kill('SIGTERM')
      await ended
    }
    return { child, oneTimeUrl, errors, [Symbol.asyncDispose]: end }
  }
  /** Where commands run: in a process of their own or in a program that holds the data directory. */
  const runIn = async (where: Where) => (where === 'a running program' ? hold() : NOTHING)
  return { run, json, file, hold, runIn, dataDir, environment }
}

export type Where = (typeof WAYS)[number]
export const WAYS = ['a process of its own', 'a running program'] as const
const NOTHING = { [Symbol.asyncDispose]: () => Promise.resolve() }
