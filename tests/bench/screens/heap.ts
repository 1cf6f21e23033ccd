import { type Browser, chromium } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { chromiumOptions } from '../../helpers/chromium.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'
import { fillWorkspace } from '../fill.ts'
import { type Figure, median } from '../measure.ts'
import { untilLoaded } from './paints.ts'

const FEW = 100
const MANY = 10_000
const ROUNDS = 3
const MEBIBYTE = 1024 * 1024

/** The heap of a page that lists many connectors beside that of one that lists few. */
export async function benchHeap(): Promise<Figure[]> {
  const browser = await chromium.launch(chromiumOptions())
  try {
    const [few, many] = [await heapWith(browser, FEW), await heapWith(browser, MANY)]
    const times = many / few
    return [
      {
        what: `heap of a page with ${MANY} connectors / with ${FEW}`,
        measured: `${(many / MEBIBYTE).toFixed(1)} MiB / ${(few / MEBIBYTE).toFixed(1)} MiB = ${times.toFixed(2)}x`,
        target: '<= 2x',
        met: times <= 2,
      },
    ]
  } finally {
    await browser.close()
  }
}

/** Bytes of the heap once so many connectors are listed and the page rests. */
async function heapWith(browser: Browser, count: number): Promise<number> {
  const { app, api, store } = createTestApp()
  fillWorkspace(store, (await api.workspaces.create({ name: 'Acme' })).id, count)
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  const sizes: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(host.oneTimeUrl().replace('/#', '/installed#'))
    await page.getByText(`All${count.toLocaleString('en')}`).waitFor()
    // Few connectors are there before the parts that the page fetches at leisure.
    await page.evaluate(untilLoaded)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('HeapProfiler.collectGarbage')
    sizes.push((await devtools.send('Runtime.getHeapUsage')).usedSize)
    await page.close()
  }
  await host.close()
  await app.close()
  return median(sizes)
}
