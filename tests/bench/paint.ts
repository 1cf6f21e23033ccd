import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from '@playwright/test'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { chromiumOptions } from '../helpers/chromium.ts'
import { firstScripts, styleSheet } from '../helpers/screens/first-scripts.ts'
import { createTestApp, resources } from '../helpers/test-app.ts'
import { fillWorkspace } from './fill.ts'
import { type Figure, median } from './measure.ts'

const ROUNDS = 15
const CONNECTORS = 50
const KILOBYTE = 1000

/**
 * The first paint and the first card in Chromium, beside a static page with the same style sheet and isolation that shows a
 * card from a script of the same size, and the size of the scripts that the first screen waits for.
 */
export async function benchPaint(): Promise<Figure[]> {
  const { app, api, store } = createTestApp()
  fillWorkspace(store, (await api.workspaces.create({ name: 'Acme' })).id, CONNECTORS)
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  const scripts = firstScripts()
  const bare = await serveStatic(scripts.join('\n'), await isolationOf(host.oneTimeUrl()))
  const browser = await chromium.launch(chromiumOptions())
  const times: [Paints[], Paints[]] = [[], []]
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      times[0].push(await timePaints(browser, host.oneTimeUrl()))
      times[1].push(await timePaints(browser, bare.url))
    }
  } finally {
    await browser.close()
    await host.close()
    await app.close()
    await bare.close()
  }
  const compare = (what: string, of: keyof Paints): Figure => {
    const [ours, plain] = [median(times[0].map((each) => each[of])), median(times[1].map((each) => each[of]))]
    return {
      what: `${what} in Chromium / a static page with scripts and styles of the same size`,
      measured: `${ours.toFixed(0)} ms / ${plain.toFixed(0)} ms = ${(ours / plain).toFixed(2)}x`,
      target: '<= 1.5x',
      met: ours / plain <= 1.5,
    }
  }
  const size = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0) / KILOBYTE
  return [
    compare('first paint', 'first'),
    compare('first card painted', 'card'),
    {
      what: 'scripts that the first screen waits for, gzipped',
      measured: `${size.toFixed(0)} kB`,
      target: '<= 250 kB',
      met: size <= 250,
    },
  ]
}

/** Milliseconds from the start of a navigation, with an empty cache. */
interface Paints {
  first: number
  card: number
}

async function timePaints(browser: Browser, url: string): Promise<Paints> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    window.firstCard = new Promise((resolve) => {
      const look = () =>
        requestAnimationFrame(() => {
          // A task queued from a frame runs after that frame has been painted.
          if (document.querySelector('[role=listitem] h2')) setTimeout(() => resolve(performance.now()))
          else look()
        })
      look()
    })
  })
  await page.goto(url)
  const card = await page.evaluate(() => window.firstCard)
  const first = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-paint')
          if (paint) resolve(paint.startTime)
        }).observe({ type: 'paint', buffered: true }),
      ),
  )
  await context.close()
  return { first, card }
}

/** The headers of a page that give it a process of its own, which Chromium starts during the navigation. */
async function isolationOf(url: string): Promise<[string, string][]> {
  const { headers } = await fetch(url)
  return [...headers].filter(([name]) => name.startsWith('cross-origin-') || name === 'origin-agent-cluster')
}

/** Serves a page with our style sheet whose script has the size of `code`, which it does not run, and then shows a card. */
async function serveStatic(
  code: string,
  headers: [string, string][],
): Promise<{ url: string; close: () => Promise<void> }> {
  const script = `const code = ${JSON.stringify(code)}
document.body.innerHTML = '<div role="list"><div role="listitem"><h2>Card</h2></div></div>'
globalThis.size = code.length`
  const files: Record<string, [type: string, body: string]> = {
    '/': [
      'text/html',
      '<!doctype html><link rel="stylesheet" href="/app.css"><body><script type="module" src="/app.js"></script>',
    ],
    '/app.css': ['text/css', styleSheet()],
    '/app.js': ['text/javascript', script],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    for (const [name, value] of headers) response.setHeader(name, value)
    response.setHeader('Content-Type', type)
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

declare global {
  interface Window {
    /** When the first card has been painted, in milliseconds since the start of the navigation. */
    firstCard: Promise<number>
  }
}
