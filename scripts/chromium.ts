import { spawnSync } from 'node:child_process'
import { chromiumPath } from '../tests/helpers/chromium.ts'

const INSTALL_TIMEOUT_MS = 300_000

/**
 * The path of a Chromium for the tests: Playwright's own, else one on the system, else one that is installed now.
 * Prints one line that says what to do and answers null where none can be had.
 */
export function ensureChromium(): string | null {
  const path = chromiumPath() ?? install()
  if (path) return path
  console.log('No Chromium can be had here: install Chromium or Google Chrome, or name one with PATCHBAY_CHROMIUM.')
  return null
}

function install(): string | undefined {
  console.log('Installing Chromium for the tests…')
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS, shell: process.platform === 'win32' })
  run('npx', ['playwright', 'install', 'chromium'])
  if (!chromiumPath() && process.platform === 'linux') {
    run('apt-get', ['update'])
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (!chromiumPath()) run('apt-get', ['install', '--yes', name])
  }
  return chromiumPath()
}
