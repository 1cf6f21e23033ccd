import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import { join } from 'node:path'
import { runStep } from './run-step.ts'

/**
 * Builds on every change and serves the screens, starting the host again when the main process changed. The screens are
 * the built ones, under the same content security policy as always; reload the page to see a change.
 */
const root = join(import.meta.dirname, '..')
const cli = join(root, 'out', 'main', 'cli.js')

rmSync(cli, { force: true })
const building = runStep('electron-vite', ['build', '--watch'])
for await (const _change of watch(root, { recursive: true })) if (existsSync(cli)) break
const args = ['--watch-path', join(root, 'out', 'main'), cli, 'open', ...process.argv.slice(2)]
spawn(process.execPath, args, { stdio: 'inherit' })
await building
