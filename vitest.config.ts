import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{unit,integration,architecture,keychain}/**/*.test.ts'],
    testTimeout: 20_000,
  },
})
