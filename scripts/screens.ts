import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import { chromiumOptions } from '../tests/helpers/chromium.ts'
import { startScript } from '../tests/e2e/scripts/start-script.ts'
import { ensureChromium } from './chromium.ts'
import { PROJECT } from './run-step.ts'

/** Takes pictures of the screens on the data of the demo, and of the gallery with every dialog: light and dark, in two sizes. */
const { values } = parseArgs({ options: { out: { type: 'string', default: join(PROJECT, '.dev', 'screens') } } })
const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
]
const SCHEMES = ['light', 'dark'] as const
const LIMIT_MS = 120_000
let pictures = 0

/** Takes the picture in every scheme and size. */
async function takePictures(page: Page, name: string, { fullPage = false } = {}) {
  for (const colorScheme of SCHEMES)
    for (const size of SIZES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(size)
      const path = join(values.out, `${name}-${colorScheme}-${size.width}x${size.height}.png`)
      await page.screenshot({ path, fullPage })
      pictures += 1
    }
}

async function onPage(script: string, takeAll: (page: Page) => Promise<void>) {
  await using running = startScript(script)
  const url = await running.url
  if (url === null) throw new Error(running.output())
  const page = await browser.newPage()
  // A busy machine can be slow; nothing is decided by that.
  page.setDefaultTimeout(LIMIT_MS)
  await page.goto(url)
  await takeAll(page)
  await page.close()
}

ensureChromium()
mkdirSync(values.out, { recursive: true })
const browser = await chromium.launch(chromiumOptions())
try {
  await onPage('demo.ts', async (page) => {
    for (const tab of ['Catalog', 'Installed']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('listitem').first().waitFor()
      await takePictures(page, tab.toLowerCase())
    }
  })
  await onPage('gallery.ts', async (page) => {
    await page.getByRole('heading', { name: 'Gallery' }).waitFor()
    for (const button of await page.getByRole('region', { name: 'Dialogs', exact: true }).getByRole('button').all()) {
      const name = (await button.textContent()) ?? ''
      await button.click()
      const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
      await dialog.waitFor()
      await takePictures(page, `dialog-${name.replaceAll(' ', '-')}`)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    }
    await takePictures(page, 'gallery', { fullPage: true })
  })
} finally {
  await browser.close()
}
console.log(`${pictures} pictures in ${relative(process.cwd(), values.out)}`)
