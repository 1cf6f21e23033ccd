/** Measures the form side by side with bare @rjsf/core on the same schemas: `node tests/bench/forms.ts`. */
import { chromium, type Browser } from '@playwright/test'
import { buildHarness } from '../forms/harness/build.ts'
import type { FormCase } from '../forms/harness/case.ts'
import { openForm } from '../forms/harness/serve.ts'
import { chromiumArguments, chromiumPath } from '../helpers/chromium.ts'

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

/** Properties of every simple kind; groups of ten stand in for the nesting of real schemas. Required, so that none is folded. */
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

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const percentile95 = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN

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

const { folder, remove } = await buildHarness()
const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments(), ...(executablePath && { executablePath }) })
try {
  for (const count of [10, 266]) {
    const schemas = { configSchema: schemaOf(count), authSchema: {} }
    const ours: number[] = []
    const bare: number[] = []
    // In turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await paint(browser, folder, { schemas }))
      bare.push(await paint(browser, folder, { schemas, isBare: true }))
    }
    const ratio = median(ours) / median(bare)
    console.log(
      `${count} properties painted: ${median(ours).toFixed(0)} ms, bare ${median(bare).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
    )
    const keys = await keystrokes(browser, folder, { schemas })
    const bareKeys = await keystrokes(browser, folder, { schemas, isBare: true })
    console.log(
      `${count} properties keystroke: median ${median(keys).toFixed(1)} ms, p95 ${percentile95(keys).toFixed(1)} ms, bare median ${median(bareKeys).toFixed(1)} ms, p95 ${percentile95(bareKeys).toFixed(1)} ms`,
    )
  }
} finally {
  await browser.close()
  await remove()
}
