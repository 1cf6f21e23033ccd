import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Threads of a database load the sources that others have compiled, which takes half of their time; Node needs the directory,
// and the desktop specs do not copy this one.
const compiled = join(import.meta.dirname, 'test-results/compiled')
mkdirSync(compiled, { recursive: true })
process.env['NODE_COMPILE_CACHE'] ??= compiled

export default defineConfig({
  test: {
    include: ['tests/{unit,integration,architecture,keychain}/**/*.test.ts'],
    // Most tests wait for a disk or another process, so three at a time finish sooner also on two cores.
    maxWorkers: 3,
    // Files share their modules, which do nothing at import; loading them for each file costs a fifth of all work.
    isolate: false,
    // The real keyring answers within limits of time that a busy machine can miss once.
    retry: 1,
    // Only what hangs meets these limits; nothing that a busy machine does slowly.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    coverage: {
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['**/*.d.ts'],
      reporter: ['json-summary', 'html'],
    },
    expect: { poll: { timeout: 60_000 } },
  },
})
