import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The arguments of a screen that is large enough for every window. */
export const SCREEN = ['-screen', '0', '1600x1200x24']

/**
 * Starts a screen that only this worker uses, so a window of another worker never takes the focus from a native dialog,
 * and names it in DISPLAY for programs and `xdotool`. Where the person's own screen is used, it stays that one.
 */
export async function startScreen(): Promise<{ end(): Promise<void> }> {
  if (!process.env['PATCHBAY_SCREEN_PER_WORKER']) return { end: async () => undefined }
  const server = spawn('Xvfb', ['-displayfd', '3', ...SCREEN], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = once(server, 'exit')
  const ready = once(server.stdio[3] as NodeJS.ReadableStream, 'data').then(([number]) => String(number).trim())
  const display = await Promise.race([ready, ended.then(() => Promise.reject(new Error('Xvfb did not start')))])
  process.env['DISPLAY'] = `:${display}`
  return {
    end: async () => {
      server.kill()
      await ended
    },
  }
}
