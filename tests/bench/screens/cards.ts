import { rm } from 'node:fs/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'
import { buildBare, openBare } from './bare.ts'
import { fillWorkspace } from '../fill.ts'
import { type Figure, quantile } from '../measure.ts'
import { untilLoaded, watchPaints } from './paints.ts'

const CONNECTORS = 10_000
const ROUNDS = 7
const FRAMES = 90

interface Times {
  tab: number
  keys: number[]
  frames: number[]
}

/**
 * 10,000 cards in Chromium, from a click or a key to the paint, against the virtualised list alone: with cards of seven
 * nodes, and with the markup of the program.
 */
export async function benchCards(): Promise<Figure[]> {
  const { app, api, store } = createTestApp()
  const { id } = await api.workspaces.create({ name: 'Acme' })
  fillWorkspace(store, id, CONNECTORS)
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  const folder = await buildBare()
  const browser = await chromium.launch(chromiumOptions())
  const ours: Times[] = []
  const bare: Times[] = []
  const same: Times[] = []
  try {
    // In turns, so whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await measure(browser, (page) => openOurs(page, host.oneTimeUrl()), round))
      bare.push(await measure(browser, (page) => openBare(page, folder), round))
      same.push(await measure(browser, (page) => openBare(page, folder, 'same.html'), round))
    }
  } finally {
    await browser.close()
    await host.close()
    await app.close()
    await rm(folder, { recursive: true })
  }
  const compare = (what: string, limit: number, share: number, timesOf: (times: Times) => number[]): Figure => {
    const [own, alone, alike] = [ours, bare, same].map((all) => quantile(all.flatMap(timesOf), share)) as Medians
    const [times, timesSame] = [own / alone, own / alike]
    return {
      what: `${CONNECTORS} cards, ${what}: ours / the list alone / the list alone with our markup`,
      measured: `${own.toFixed(1)} / ${alone.toFixed(1)} / ${alike.toFixed(1)} ms = ${times.toFixed(2)}x, ${timesSame.toFixed(2)}x`,
      target: `<= ${limit} ms, <= 1.6x and <= 1.3x`,
      met: own <= limit && times <= 1.6 && timesSame <= 1.3,
    }
  }
  return [
    compare('tab painted', 60, 0.5, ({ tab }) => [tab]),
    compare('keystroke in the search painted', 35, 0.5, ({ keys }) => keys),
    compare('frame while scrolling, p95', 20, 0.95, ({ frames }) => frames),
  ]
}

type Medians = [own: number, alone: number, alike: number]

/** Opens the program with the other tab in front. */
async function openOurs(page: Page, url: string) {
  await page.goto(url)
  await page.getByRole('heading', { name: 'c connector 0000000' }).waitFor()
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('heading', { name: 'WordPress' }).waitFor()
}

async function measure(browser: Browser, open: (page: Page) => Promise<unknown>, round: number): Promise<Times> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await open(page)
  await page.getByText('Installed').first().waitFor()
  // What is fetched after the start is there, as it is when somebody changes the tab.
  await page.evaluate(untilLoaded)
  await page.evaluate(watchPaints)
  await page.evaluate(() => window.awaitPaint('click', 'c connector 0000000'))
  await page.getByText('Installed').first().click()
  const tab = await page.evaluate(() => window.painted)
  await page.getByRole('searchbox').focus()
  const keys: number[] = []
  const number = String(1111 + round * 7)
  for (let length = 1; length <= number.length; length += 1) {
    const first = firstWith(number.slice(0, length))
    await page.evaluate((title) => window.awaitPaint('keydown', title), first)
    await page.keyboard.press(number.charAt(length - 1))
    keys.push(await page.evaluate(() => window.painted))
  }
  await page.getByRole('searchbox').fill('')
  const frames = await page.evaluate(scroll, FRAMES)
  await page.close()
  return { tab, keys, frames }
}

/** The title of the first card that a search finds. */
function firstWith(digits: string): string {
  for (let index = 0; index < CONNECTORS; index += 1) {
    const title = `c connector ${String(index).padStart(7, '0')}`
    if (title.includes(digits)) return title
  }
  throw new Error(`No card has ${digits}`)
}

/** Runs in the page: scrolls some hundred pixels in every frame and answers how long each took. */
async function scroll(frames: number): Promise<number[]> {
  const shown = document.querySelector('[role=tabpanel]:not([aria-hidden])') ?? document
  let scroller = shown.querySelector('[role=list]')?.parentElement
  while (scroller && getComputedStyle(scroller).overflowY !== 'auto') scroller = scroller.parentElement
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const times: number[] = []
  let before = await frame()
  for (let count = 0; count < frames; count += 1) {
    scroller?.scrollBy(0, 130)
    const now = await frame()
    times.push(now - before)
    before = now
  }
  return times
}
