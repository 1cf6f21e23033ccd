import { rm } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'
import { buildBare, openBare } from './bare.ts'
import { fillWorkspace } from '../fill.ts'
import { type Figure, quantile } from '../measure.ts'
import { watchPaints } from './paints.ts'

const CONNECTORS = 1000
const SWITCHES = 200
/** Switches after which caches and compiled code are there. */
const WARM = 100
/** How long the page has for that before its heap is read. */
const SETTLE_MS = 2000
const MEBIBYTE = 1024 * 1024

/** Two workspaces of 1,000 connectors, switched by key 200 times, beside the virtualised list alone, with plain cards and with the same markup. */
export async function benchSwitch(): Promise<Figure[]> {
  const { app, api, store } = createTestApp()
  for (const [name, prefix] of [
    ['Acme', 'a'],
    ['Globex', 'b'],
  ] as const)
    fillWorkspace(store, (await api.workspaces.create({ name })).id, CONNECTORS, prefix)
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  const folder = await buildBare()
  const launch = () => chromium.launch(chromiumOptions())
  const browsers = [await launch(), await launch(), await launch()] as const
  try {
    return await measure(browsers, host.oneTimeUrl(), folder)
  } finally {
    for (const browser of browsers) await browser.close()
    await host.close()
    await app.close()
    await rm(folder, { recursive: true })
  }
}

async function measure(
  [own, plain, alike]: readonly [Browser, Browser, Browser],
  url: string,
  folder: string,
): Promise<Figure[]> {
  const page = await own.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(url.replace('/#', '/installed#'))
  const bare = await plain.newPage({ viewport: { width: 1280, height: 800 } })
  await openBare(bare, folder, 'index.html?switch')
  const same = await alike.newPage({ viewport: { width: 1280, height: 800 } })
  await openBare(same, folder, 'same.html?switch')
  for (const one of [page, bare, same]) {
    await one.getByRole('heading', { name: 'a connector 0000000' }).waitFor()
    await one.evaluate(watchPaints)
  }
  const devtools = await page.context().newCDPSession(page)
  const heap = async (): Promise<number> => {
    // The list is read again in the background after a switch.
    await setTimeout(SETTLE_MS)
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }
  const rounds = async (count: number) => {
    const [ours, alone, marked]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < count; round += 1) {
      const [digit, prefix] = round % 2 === 0 ? ['2', 'b'] : ['1', 'a']
      ours.push(await timeKey(page, `Control+${digit}`, `${prefix} connector 0000000`))
      alone.push(await timeKey(bare, digit, `${prefix} connector 0000000`))
      marked.push(await timeKey(same, digit, `${prefix} connector 0000000`))
    }
    return { ours, alone, marked }
  }
  await rounds(WARM)
  const before = await heap()
  const { ours, alone, marked } = await rounds(SWITCHES)
  const after = await heap()
  const [own95, alone95, same95] = [quantile(ours, 0.95), quantile(alone, 0.95), quantile(marked, 0.95)]
  const growth = (after / before - 1) * 100
  return [
    {
      what: `${SWITCHES} switches between two workspaces of ${CONNECTORS} connectors, cards painted, p95 / a list of 7 nodes a card / the same markup`,
      measured: `${own95.toFixed(1)} / ${alone95.toFixed(1)} / ${same95.toFixed(1)} ms = ${(own95 / same95).toFixed(2)}x, ${(own95 / alone95).toFixed(2)}x`,
      target: '<= 100 ms and <= 1.5x of the same markup',
      met: own95 <= 100 && own95 / same95 <= 1.5,
    },
    {
      what: `${SWITCHES} switches, growth of the heap of the page`,
      measured: `${(before / MEBIBYTE).toFixed(1)} MiB to ${(after / MEBIBYTE).toFixed(1)} MiB = ${growth.toFixed(1)} %`,
      target: '< 10 %',
      met: growth < 10,
    },
  ]
}

/** Milliseconds from the key to the paint of the first card. */
async function timeKey(page: Page, key: string, title: string): Promise<number> {
  await page.evaluate((first) => window.awaitPaint('keydown', first), title)
  await page.keyboard.press(key)
  return page.evaluate(() => window.painted)
}
