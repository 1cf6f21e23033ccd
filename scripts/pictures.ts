import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumOptions } from '../tests/helpers/chromium.ts'
import { startHttpHost } from '../src/main/hosts/http/server.ts'
import { ensureChromium } from './chromium.ts'
import { demoResources, openDemo } from './demo/directory.ts'
import { PROJECT } from './run-step.ts'

/** Takes the pictures of the documents from the demo, whose data are the same each time, at a fixed time. */
const OUT = join(PROJECT, 'docs', 'pictures')
const SIZE = { width: 1180, height: 640 }
const LIMIT_MS = 120_000
const DAY = new Date('2026-11-28T09:30:00Z')

ensureChromium()
mkdirSync(OUT, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'patchbay-pictures-'))
const { rendererDir, version } = demoResources
const { app } = await openDemo({ dataDir, today: DAY, clock: () => DAY })
const host = await startHttpHost({ app, rendererDir, port: 0, version })
const browser = await chromium.launch(chromiumOptions())
try {
  const page = await browser.newPage({ viewport: SIZE, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' })
  page.setDefaultTimeout(LIMIT_MS)
  await page.clock.setFixedTime(DAY)
  await page.goto(host.oneTimeUrl())
  for (const tab of ['Catalog', 'Installed', 'Activity']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel').getByRole('listitem').first().waitFor()
    // A notice would cover what the picture shows.
    const notices = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' })
    for (const notice of await notices.all()) await notice.click()
    for (const colorScheme of tab === 'Installed' ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({
        path: join(OUT, `${tab.toLowerCase()}-${colorScheme}.png`),
        animations: 'disabled',
        caret: 'hide',
      })
    }
  }
} finally {
  await browser.close()
  await host.close()
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
}
console.log(`The pictures are in ${OUT}`)
process.exit()
