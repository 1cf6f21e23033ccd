import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page, type Request } from '@playwright/test'
import { demoResources, openDemo } from '../../scripts/demo/directory.ts'
import { PROJECT } from '../../scripts/run-step.ts'
import type { AppApi } from '../../src/contract/index.ts'
import type { App } from '../../src/main/app/app.ts'
import { openApp } from '../../src/main/app/open-app.ts'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { createFileKeychain } from '../helpers/keychains/file-keychain.ts'

const FOLDER = join(PROJECT, '.dev', 'screens')
/** The pictures that were accepted last. */
export const ACCEPTED = join(FOLDER, 'accepted')
export const GALLERY = join(FOLDER, 'gallery')
export const REPORT = join(FOLDER, 'report.html')

const DAY = new Date('2026-11-28T09:30:00Z')
const LIMIT_MS = 120_000

type Media = Parameters<Page['emulateMedia']>[0]

interface Variant {
  width: number
  height: number
  media: Record<string, Media>
}

const SCHEMES: Variant['media'] = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' } }
const MIDDLE: Variant = { width: 1280, height: 800, media: SCHEMES }

/** The languages of the screens with their pictures: longer words show in one size. */
export const LANGUAGES = {
  'en-GB': [
    // 1280x800 at a zoom of 200 %.
    { width: 640, height: 400, media: { zoomed: { colorScheme: 'light' } } },
    { width: 800, height: 600, media: SCHEMES },
    { ...MIDDLE, media: { ...SCHEMES, forced: { colorScheme: 'dark', forcedColors: 'active' } } },
    { width: 1920, height: 1080, media: SCHEMES },
  ],
  'de-DE': [MIDDLE],
} satisfies Record<string, Variant[]>
export type Language = keyof typeof LANGUAGES

type Place = 'demo' | 'gallery' | 'empty'

interface Served {
  /** A URL that signs in once. */
  url: (at: Place) => string
  /** The program with the data of the demo. */
  api: AppApi
}

/** What moves what stands below it, and differs: a new passphrase, and what there was time to back up. */
const FIXED: Readonly<Record<string, unknown>> = {
  'keys.generatePassphrase': { passphrase: 'lantern walnut harbour violin copper meadow' },
  'backups.list': (['daily', 'import'] as const).map((kind, at) => ({
    ...{ name: `${kind}.db`, createdAt: DAY.toISOString(), kind, version: 1, size: 2_000_000 },
    ...{ contents: { workspaces: 12, connectors: 236 - at }, keys: 'ready' },
  })),
}

/** The program with answers that are always the same. */
const withFixedAnswers = (app: App): App => ({
  ...app,
  dispatch: async (...call) => {
    const value = FIXED[call[0]]
    return value === undefined ? app.dispatch(...call) : { ok: true, value }
  },
})

/** The demo at a fixed time, the gallery on the same data, and a program without any. */
async function serve(dataDir: string) {
  const { rendererDir, version } = demoResources
  const { app, api } = await openDemo({ dataDir: join(dataDir, 'demo'), today: DAY, clock: () => DAY })
  const still = withFixedAnswers(app)
  const empty = openApp({
    ...{ dataDir: join(dataDir, 'empty'), host: 'http', resources: demoResources, clock: () => DAY },
    ...{ keychainEngine: createFileKeychain(join(dataDir, 'keychain')), identity: { id: 'demo', name: 'Demo' } },
  })
  const hosts = {
    demo: await startHttpHost({ app: still, rendererDir, port: 0, version }),
    gallery: await startHttpHost({ app: still, rendererDir: GALLERY, port: 0, version }),
    empty: await startHttpHost({ app: empty, rendererDir, port: 0, version }),
  }
  const close = async () => {
    await Promise.all(Object.values(hosts).map((host) => host.close()))
    await Promise.all([app.close(), empty.close()])
  }
  return { hosts, api, close }
}

/** The calls that are not answered yet. */
const pending = new WeakMap<Page, Set<Request>>()

/** One program for all pictures of a worker, and pages whose clock stands still. */
export const test = base.extend<{ page: Page }, { served: Served }>({
  served: [
    async ({ browserName: _ }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'patchbay-screens-'))
      const { hosts, api, close } = await serve(dataDir)
      const url = (at: Place) => hosts[at].oneTimeUrl()
      await use({ url, api })
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: LIMIT_MS },
  ],

  page: async ({ page }, use) => {
    const calls = new Set<Request>()
    pending.set(page, calls)
    page.on('request', (request) => request.url().includes('/call/') && calls.add(request))
    page.on('requestfinished', (request) => calls.delete(request))
    page.on('requestfailed', (request) => calls.delete(request))
    await page.clock.setFixedTime(DAY)
    await use(page)
  },
})

/** Signs the page in and opens a path. */
export async function open(page: Page, { url }: Served, path: string, at: Place = 'demo'): Promise<void> {
  await page.goto(url(at))
  await page.waitForURL(({ hash }) => hash === '')
  await page.goto(new URL(path, page.url()).href)
}

/** Waits until every call is answered and the page stays as it is for a while, so all answers are in the picture. */
async function settle(page: Page) {
  do {
    await expect.poll(() => pending.get(page)?.size ?? 0).toBe(0)
    await stayStill(page)
  } while (pending.get(page)?.size)
}

const stayStill = (page: Page, quiet = 500) =>
  page.evaluate(
    (milliseconds) =>
      new Promise<void>((resolve) => {
        const end = () => {
          observer.disconnect()
          resolve()
        }
        let timer = setTimeout(end, milliseconds)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(end, milliseconds)
        })
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      }),
    quiet,
  )

/** Compares pictures of the page in the sizes and schemes of the language. */
export async function compare(page: Page, language: Language, name: string, { fullPage = false } = {}): Promise<void> {
  const variants: readonly Variant[] = LANGUAGES[language]
  // What the mouse happens to be over looks different.
  await page.mouse.move(0, 0)
  await settle(page)
  for (const { width, height, media } of variants) {
    await page.setViewportSize({ width, height })
    for (const [scheme, features] of Object.entries(media)) {
      // A page that stands further down has its bar in the middle of the picture.
      if (fullPage) await page.evaluate(() => scrollTo(0, 0))
      await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce', ...features })
      const path = `${name}-${language.slice(0, 2)}-${width}x${height}-${scheme}.png`
      // The id of a connector, the identity of a person and the data directory differ from run to run.
      const mask = [page.locator('[data-panel] code, textarea[readonly], [data-place]')]
      await expect.soft(page).toHaveScreenshot(path, { fullPage, mask })
    }
  }
}

export { expect }
