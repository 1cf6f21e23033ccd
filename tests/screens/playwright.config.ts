import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { PROJECT } from '../../scripts/run-step.ts'
import { chromiumOptions } from '../helpers/chromium.ts'
import { ACCEPTED } from './pictures.ts'

const options = chromiumOptions()

/** Compares pictures of every screen with the accepted ones; `npm run test:screens` runs it and docs/project/pictures.md is about it. */
export default defineConfig({
  testDir: import.meta.dirname,
  globalSetup: join(import.meta.dirname, 'build-gallery.ts'),
  fullyParallel: true,
  workers: 2,
  // Only what hangs meets these limits; nothing that a busy machine does slowly.
  timeout: 300_000,
  expect: {
    timeout: 20_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', threshold: 0, maxDiffPixels: 20 },
  },
  snapshotPathTemplate: join(ACCEPTED, '{arg}{ext}'),
  outputDir: join(PROJECT, '.dev', 'screens', 'results'),
  reporter: [['dot'], [join(import.meta.dirname, 'report.ts')]],
  use: {
    timezoneId: 'UTC',
    // Hinted letters stand unevenly, by the settings of this computer.
    launchOptions: { ...options, args: [...options.args, '--font-render-hinting=none'] },
  },
})
