import { defineConfig } from '@playwright/test'
import { canStartElectron } from './tests/e2e/electron/program/binary.ts'
import type { HostOptions } from './tests/e2e/program.ts'
import { chromiumOptions } from './tests/helpers/chromium.ts'

// A process of Node 24 can wait for itself forever as it exits. Playwright ends such a worker after five minutes and
// counts it as a failure, although its tests are over; this one ends at once.
if (process.env['TEST_WORKER_INDEX'] !== undefined) process.on('exit', () => process.kill(process.pid, 'SIGKILL'))

export default defineConfig<object, HostOptions>({
  testDir: 'tests',
  fullyParallel: true,
  workers: 4,
  // A browser on a busy machine can be late; a test that needs its second try is named in the summary.
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  // Only what hangs meets these limits; nothing that a busy machine does slowly.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    launchOptions: chromiumOptions(),
    // An animation takes as much work as the test around it, and every click waits for its end.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    {
      // The longest tests, which would be the last ones if they did not begin first.
      name: 'scripts',
      testMatch: 'e2e/scripts/*.spec.ts',
    },
    {
      name: 'http',
      testMatch: ['e2e/*.spec.ts', 'e2e/{forms,http,specs}/**/*.spec.ts', 'attacks/**/*.spec.ts'],
    },
    {
      name: 'package',
      testMatch: 'e2e/package/*.spec.ts',
    },
    // Left out where this process cannot start Electron; scripts/desktop.ts says why, or finds a way.
    ...(canStartElectron()
      ? [
          {
            name: 'electron',
            testMatch: ['e2e/*.spec.ts', 'e2e/electron/**/*.spec.ts'],
            use: { host: 'electron' as const },
          },
        ]
      : []),
  ],
})
