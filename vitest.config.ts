import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{unit,integration,architecture,keychain,faults}/**/*.test.ts'],
    // Most tests wait for a disk or another process, so that two at a time finish sooner also on two cores.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
})
