import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureChromium } from './chromium.ts'
import { PROJECT, runStep } from './run-step.ts'

/**
 * Compares pictures of all screens and dialogs with those that were accepted last, or accepts them as they are now; see
 * docs/project/pictures.md. A name chooses some of them.
 */
const { values, positionals } = parseArgs({
  options: { accept: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const ACCEPTED = join(PROJECT, '.dev', 'screens', 'accepted')
const git = (...args: string[]) => execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8' }).trim()

function accept() {
  // Pictures of screens that are gone go as well, where all are taken.
  if (positionals.length === 0) rmSync(ACCEPTED, { recursive: true, force: true })
  mkdirSync(ACCEPTED, { recursive: true })
  const isChanged = git('status', '--porcelain') !== ''
  writeFileSync(
    join(ACCEPTED, 'commit.txt'),
    `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ', with changes' : ''}\n`,
  )
}

ensureChromium()
if (values.accept) accept()
if (existsSync(ACCEPTED)) {
  const isSame = await runStep('playwright', [
    ...['test', '--config', join('tests', 'screens', 'playwright.config.ts')],
    `--update-snapshots=${values.accept ? 'changed' : 'none'}`,
    // Of several, Playwright takes the last one alone.
    ...(positionals.length > 0 ? ['--grep', positionals.join('|')] : []),
  ])
  process.exitCode = isSame ? 0 : 1
} else {
  console.log(
    'No pictures are accepted yet. Check out what the screens shall look like: npm run test:screens -- --accept',
  )
  process.exitCode = 1
}
