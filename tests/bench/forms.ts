import { join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import { buildHarness } from '../e2e/forms/harness/build.ts'
import type { FormCase } from '../e2e/forms/harness/case.ts'
import { openForm } from '../e2e/forms/harness/serve.ts'
import { chromiumOptions } from '../helpers/chromium.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'
import { type Figure, quantile } from './measure.ts'

const ROUNDS = 9
const KEYS = 120

const KINDS = [
  { type: 'string' },
  { type: 'string', format: 'uri' },
  { type: 'integer' },
  { type: 'boolean' },
  { type: 'string', enum: ['append', 'replace', 'merge'] },
  { type: 'number' },
]

/** Properties of every simple kind; groups of ten stand in for the nesting of real schemas. Required, so none is folded. */
function schemaOf(count: number) {
  const field = (at: number) => ({
    title: `Field ${at}`,
    description: `What field ${at} is for.`,
    ...KINDS[at % KINDS.length],
  })
  const properties: Record<string, unknown> = {}
  for (let at = 0; at < count; at++) {
    const isGroup = at % 20 === 19
    const inner = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`inner_${i}`, field(i)]))
    properties[`field_${at}`] = isGroup
      ? { type: 'object', title: `Group ${at}`, required: Object.keys(inner), properties: inner }
      : field(at)
    if (isGroup) at += 5
  }
  return { type: 'object', required: Object.keys(properties), properties }
}

async function paint(browser: Browser, folder: string, formCase: FormCase): Promise<number> {
  const page = await browser.newPage()
  await openForm(page, folder, formCase)
  const time = await page.waitForFunction(() => window.paintedAfter).then((handle) => handle.jsonValue())
  await page.close()
  return time ?? Number.NaN
}

/** Milliseconds of work from a key going down until the change is laid out. */
async function keystrokes(browser: Browser, folder: string, formCase: FormCase): Promise<number[]> {
  const page = await browser.newPage()
  await openForm(page, folder, formCase)
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    let start = 0
    window.addEventListener('keydown', () => (start = performance.now()), { capture: true })
    window.addEventListener('input', () =>
      // React renders in a microtask that was queued before this one.
      queueMicrotask(() => {
        void document.body.offsetHeight
        times.push(performance.now() - start)
      }),
    )
  })
  await page.locator('form input[type=text]').first().focus()
  for (let at = 0; at < KEYS; at++) await page.keyboard.press('a')
  const times = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
  await page.close()
  return times.slice(5)
}

/** The form side by side with bare @rjsf/core on the same schemas. */
export async function benchForms(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const folder = join(directory.path, 'page')
  await buildHarness(folder)
  const browser = await chromium.launch(chromiumOptions())
  try {
    return [...(await measureForm(browser, folder, 10)), ...(await measureForm(browser, folder, 266))]
  } finally {
    await browser.close()
  }
}

async function measureForm(browser: Browser, folder: string, count: number): Promise<Figure[]> {
  const schemas = { configSchema: schemaOf(count), authSchema: {} }
  const ours: number[] = []
  const bare: number[] = []
  // In turns, so whatever else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await paint(browser, folder, { schemas }))
    bare.push(await paint(browser, folder, { schemas, isBare: true }))
  }
  const [own, plain] = [quantile(ours, 0.5), quantile(bare, 0.5)]
  const keys = quantile(await keystrokes(browser, folder, { schemas }), 0.95)
  return [
    {
      what: `form of ${count} properties painted: ours / bare @rjsf/core`,
      measured: `${own.toFixed(0)} ms / ${plain.toFixed(0)} ms = ${(own / plain).toFixed(2)}x`,
      target: '<= 1.3x',
      met: own / plain <= 1.3,
    },
    {
      what: `keystroke in the form of ${count} properties, p95`,
      measured: `${keys.toFixed(1)} ms`,
      target: '<= 16.7 ms, one frame',
      met: keys <= 16.7,
    },
  ]
}
