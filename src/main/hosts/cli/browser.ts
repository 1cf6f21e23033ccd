import { spawn } from 'node:child_process'

/** Whether this session has a screen that a window can open on. */
export const hasScreen = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** Asks the system to open a URL in the default browser; false where there is no screen. */
export function openBrowser(url: string): boolean {
  if (!hasScreen()) return false
  const [command, args] = opener(url)
  // A system without the opener still shows the URL in the terminal.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
  return true
}

function opener(url: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [url]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return ['xdg-open', [url]]
}
