import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CODE_CACHE } from './packs.ts'

/**
 * Runs a command of the built program and, at its end, JavaScript that finds the loader of its modules as `$`. Answers
 * what that writes to the standard error; what the command prints is dropped. Throws where the command fails.
 */
export function runBuilt(out: string, args: readonly string[], atEnd: string, environment: NodeJS.ProcessEnv = {}) {
  const script = `
    process.argv = [process.execPath, 'patchbay', ...${JSON.stringify(args)}]
    process.on('exit', () => {
      const $ = require(${JSON.stringify(join(out, 'program.cjs'))})
      ${atEnd}
    })
    require(${JSON.stringify(join(out, 'cli.cjs'))})`
  const env = { ...process.env, ...environment }
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`patchbay ${args.join(' ')} failed in the built program: ${stderr}`)
  return stderr
}

const CONNECTOR = {
  config: { site_url: 'https://blog.example.com' },
  auth: { username: 'editor', application_password: 'abcd EFGH 1234 ijkl MNOP 6789' },
}

/**
 * Lists a connector with the built program, and writes what V8 has compiled for that beside the first pack. Compiling
 * takes a fifth of a short command.
 */
export function writeCodeCache(out: string): void {
  const directory = mkdtempSync(join(tmpdir(), 'patchbay-build-'))
  try {
    const file = (name: string, content: string) => {
      writeFileSync(join(directory, name), content, { mode: 0o600 })
      return join(directory, name)
    }
    const environment = { PATCHBAY_PASSPHRASE_FILE: file('passphrase', 'correct horse battery staple') }
    const run = (args: string[], atEnd = '') =>
      runBuilt(out, [...args, '--data-dir', join(directory, 'data')], atEnd, environment)
    run(['workspace', 'create', 'Acme'])
    const values = Object.entries(CONNECTOR).flatMap(([name, value]) => [
      `--${name}`,
      file(name, JSON.stringify(value)),
    ])
    run(['connector', 'install', 'wordpress', '--name', 'Blog', ...values])
    const cache = join(out, CODE_CACHE)
    const write = `require('node:fs').writeFileSync(${JSON.stringify(cache)}, $.first.createCachedData())`
    run(['connector', 'list', '--json'], write)
    // The program keeps its files from others, as this one is not.
    chmodSync(cache, 0o644)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
