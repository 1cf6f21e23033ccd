import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CODE_CACHE } from './packs.ts'

/**
 * Runs a command of the built program and, at its end, JavaScript that finds the loader of its modules as `$`. Answers
 * what that writes to the standard error; what the command prints is dropped. Throws where the command fails.
 */
export function runBuilt(out: string, args: readonly string[], atEnd: string): string {
  const script = `
    process.argv = [process.execPath, 'patchbay', ...${JSON.stringify(args)}]
    process.on('exit', () => {
      const $ = require(${JSON.stringify(join(out, 'program.cjs'))})
      ${atEnd}
    })
    require(${JSON.stringify(join(out, 'cli.cjs'))})`
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`patchbay ${args.join(' ')} failed in the built program: ${stderr}`)
  return stderr
}

/**
 * Lists a connector with the built program, and writes what V8 has compiled for that beside the first pack. Compiling
 * takes a fifth of a short command.
 */
export function writeCodeCache(root: string, out: string): void {
  const directory = mkdtempSync(join(tmpdir(), 'patchbay-build-'))
  try {
    const dataDir = join(directory, 'data')
    execFileSync(process.execPath, [join(root, 'build/example-data.ts'), dataDir])
    const cache = join(out, CODE_CACHE)
    const write = `require('node:fs').writeFileSync(${JSON.stringify(cache)}, $.first.createCachedData())`
    runBuilt(out, ['connector', 'list', '--json', '--data-dir', dataDir], write)
    // The program's files are for its own account, and this one belongs to the build.
    chmodSync(cache, 0o644)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
