import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumOptions } from '../tests/helpers/chromium.ts'
import { writeIconFiles } from './icon-files.ts'

/** The sizes for Linux, and the source of the icons for Windows and macOS. */
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024]

const root = join(import.meta.dirname, '..')
const directory = join(root, 'build', 'icons')

/** Draws the program's icon in every size that a package needs. */
const mark = readFileSync(join(root, 'src', 'renderer', 'icon.svg'), 'utf8')
const browser = await chromium.launch(chromiumOptions())
mkdirSync(directory, { recursive: true })
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${mark}`)
  await page.screenshot({ path: join(directory, `${size}x${size}.png`), omitBackground: true })
  await page.close()
}
await browser.close()
writeIconFiles()
