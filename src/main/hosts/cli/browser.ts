import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether this session has a screen that a window can open on. */
export const hasScreen = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/**
 * Asks the system to open a page in the default browser; false where there is no screen. It is given a page of
 * `writeOpeningPage` and never a one-time URL, since every account of a computer can read the arguments of a process.
 */
export function openPage(page: string): boolean {
  if (!hasScreen()) return false
  const [command, args] = opener(page)
  // A system without the opener still shows the URL in the terminal.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
  return true
}

/** Opens a one-time URL in the default browser; false where there is no screen. */
export const openBrowser = (oneTimeUrl: string, dataDir: string): boolean =>
  hasScreen() && openPage(writeOpeningPage(oneTimeUrl, dataDir))

/** The pages that lead to a URL: of the screens, and of a service that somebody signs in to. */
const PAGES = { screens: 'open.html', service: 'sign-in.html' }
type Leads = keyof typeof PAGES

const openingPage = (dataDir: string, to: Leads) => join(dataDir, PAGES[to])

/** Writes the page that leads to a URL, for its owner alone; answers its path. */
export function writeOpeningPage(url: string, dataDir: string, to: Leads = 'screens'): string {
  const path = openingPage(dataDir, to)
  removeOpeningPage(dataDir, to)
  const address = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const words = to === 'screens' ? 'Open Patchbay' : 'Sign in'
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
      `<meta http-equiv="refresh" content="0;url=${address}"><title>Patchbay</title><a href="${address}">${words}</a>\n`,
    { mode: 0o600, flag: 'wx' },
  )
  return path
}

/** Removes the page once its URL is of no more use. */
export const removeOpeningPage = (dataDir: string, to: Leads = 'screens'): void =>
  rmSync(openingPage(dataDir, to), { force: true })

function opener(path: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [path]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', path]]
  return ['xdg-open', [path]]
}
