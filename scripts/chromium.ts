import { spawnSync } from 'node:child_process'
import { chromiumPath } from '../tests/helpers/chromium.ts'

const INSTALL_TIMEOUT_MS = 300_000

/**
 * The path of a Chromium for the tests: Playwright's own, else one on the system, else one that this call installs.
 * Prints what to do and returns null when there is none.
 */
export function ensureChromium(): string | null {
  const path = chromiumPath() ?? install()
  if (path) return path
  console.log('There is no Chromium. Install Chromium or Google Chrome, or set PATCHBAY_CHROMIUM to its path.')
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
