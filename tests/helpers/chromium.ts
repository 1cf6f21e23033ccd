import { chromium, type LaunchOptions } from '@playwright/test'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The shell is Chromium without a desktop's windows, which takes half of the processor's time. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium to test with: the one that PATCHBAY_CHROMIUM names, Playwright's own, or one on the PATH. */
export function chromiumPath(): string | undefined {
  const named = process.env['PATCHBAY_CHROMIUM']
  if (named) return named
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

/** How a test starts Chromium. */
export function chromiumOptions(): LaunchOptions & { args: string[] } {
  const executablePath = chromiumPath()
  // Chromium refuses its sandbox to root, as which containers often run.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  // Playwright knows its own best, of which it has a shell too.
  return executablePath === undefined || executablePath === chromium.executablePath()
    ? { args }
    : { args, executablePath }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
