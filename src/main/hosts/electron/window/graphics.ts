import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

/** An empty file, written when a start has found no graphics card that Chromium can use. */
const FILE = 'no-graphics-card'

/** For how long that is believed, in milliseconds. */
const BELIEVED_MS = 24 * 60 * 60 * 1000

/**
 * On a computer without a graphics card, Chromium starts a process of its graphics three times in vain before it draws with the
 * processor, and no page is painted before. A start that follows such a one within a day draws with the processor at once.
 * Works before Electron is ready alone.
 */
export function skipMissingCard(chromiumDir: string): void {
  const file = join(chromiumDir, FILE)
  if (isMissing(file)) return app.disableHardwareAcceleration()
  app.on('gpu-info-update', () => {
    if (app.getGPUFeatureStatus().gpu_compositing === 'disabled_software') note(file)
  })
}

function note(file: string): void {
  try {
    writeFileSync(file, '')
  } catch {
    // The next start takes longer.
  }
}

function isMissing(file: string): boolean {
  const noted = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  // A clock that was set back leaves a time to come.
  return noted !== undefined && Math.abs(Date.now() - noted) < BELIEVED_MS
}
