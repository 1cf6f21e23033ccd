import { defineConfig } from '@playwright/test'
import { chromiumArguments, chromiumPath } from '../helpers/chromium.ts'

const executablePath = chromiumPath()

export default defineConfig({
  testDir: '.',
  outputDir: '../../node_modules/.cache/forms-results',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: 'list',
  use: { launchOptions: { args: chromiumArguments(), ...(executablePath && { executablePath }) } },
})
