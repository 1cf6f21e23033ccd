import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import type { FrameInfo, MainCalls } from '../calls.ts'
import type { Link } from '../link.ts'
import { toPageUrl, toProgramUrl } from '../url.ts'
import { decode, encode } from './codec.ts'
import { followFrames } from './frames.ts'
import { BINDING, ISOLATED_WORLD, isolatedWorldScript, mainWorldScript, RECEIVER } from './worlds.ts'

type Main = Link<MainCalls>['remote']

/** One window of the program: a page of Chromium with the preload script in a world of its own. */
export interface WindowPage {
  page: Page
  load(url: string): Promise<void>
  send(channel: string, args: unknown[]): Promise<void>
  /** The main frame as main knows it. */
  mainFrame(): FrameInfo
  /** Runs code in the isolated world of a frame, as an attacker would who has taken over the page's process. */
  runIsolated(frame: 'main' | 'child', code: string): Promise<void>
  /** Requests that the program let through to the network, of which there must be none. */
  escaped: string[]
  /** What the program said to downloads that the page has started. */
  downloads: { stopped: boolean }[]
}

interface Options {
  id: number
  context: BrowserContext
  preload: string
  main: Main
}

export async function openWindowPage({ id, context, preload, main }: Options): Promise<WindowPage> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const frames = await followFrames(cdp)
  const escaped: string[] = []
  const downloads: WindowPage['downloads'] = []
  const navigations = new Set<string>()

  // Only what the page itself starts is asked about; a load by the program or the test is not.
  cdp.on('Page.frameRequestedNavigation', ({ url }) => void navigations.add(url))
  const isStopped = async (url: string, isMainFrame: boolean) => {
    if (!navigations.delete(url)) return false
    return main.emitOnContents({
      id,
      name: 'will-frame-navigate',
      details: { url: toProgramUrl(url), isMainFrame, isSameDocument: false },
    })
  }

  const answerRoute = async (route: Route) => {
    const request = route.request()
    const url = toProgramUrl(request.url())
    if (request.isNavigationRequest() && (await isStopped(request.url(), request.frame() === page.mainFrame())))
      return route.abort('aborted')
    const answer = await main.request({ url, method: request.method() })
    if (!answer) escaped.push(url)
    if (!answer || 'cancelled' in answer) return route.abort('blockedbyclient')
    const headers = Object.fromEntries(answer.headers)
    return route.fulfill({ status: answer.status, headers, body: Buffer.from(answer.body) })
  }

  await page.route('**/*', (route) => unlessEnded(answerRoute(route)))
  await injectWorlds(cdp, preload)

  cdp.on('Page.windowOpen', ({ url }) => unlessEnded(main.openFromPage({ id, url: toProgramUrl(url) })))
  page.on('popup', (popup) => void popup.close())
  page.on('download', (download) => {
    const answered = main.download().then(async (stopped) => {
      downloads.push({ stopped })
      if (stopped) await download.cancel()
    })
    unlessEnded(answered)
  })
  page.on('close', () => unlessEnded(main.closed(id)))

  const sendIsolated = async (contextId: number, message: unknown) => {
    const expression = `${RECEIVER}(${JSON.stringify(encode(message))})`
    await cdp.send('Runtime.evaluate', { contextId, expression })
  }
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== BINDING) return
    const message = decode(payload) as { input: string } | { id: number; channel: string; args: unknown[] }
    if ('input' in message) return unlessEnded(main.input({ id, type: INPUT_TYPES[message.input] ?? 'undefined' }))
    const { id: reply, channel, args } = message
    const answered = main.invoke({ id, frame: frames.ofContext(executionContextId), channel, args }).then(
      (value) => sendIsolated(executionContextId, { reply, ok: true, value }),
      (error: Error) => sendIsolated(executionContextId, { reply, ok: false, value: error.message }),
    )
    unlessEnded(answered)
  })

  return {
    page,
    escaped,
    downloads,
    mainFrame: frames.main,
    load: async (url) => {
      await page.goto(toPageUrl(url))
      await main.readyToShow(id)
    },
    send: async (channel, args) => {
      const contextId = frames.isolatedContext('main')
      if (contextId !== undefined) await sendIsolated(contextId, { channel, args })
    },
    runIsolated: async (frame, code) => {
      const contextId = frames.isolatedContext(frame)
      if (contextId === undefined) throw new Error(`There is no ${frame} frame`)
      await cdp.send('Runtime.evaluate', { contextId, expression: code })
    },
  }
}

/** A program or a page that has ended answers nothing more; its end is told elsewhere. */
const unlessEnded = (answer: Promise<unknown>): void => void answer.catch(() => undefined)

const INPUT_TYPES: Record<string, string> = { mousedown: 'mouseDown', mouseup: 'mouseUp', keydown: 'rawKeyDown' }

async function injectWorlds(cdp: CDPSession, preload: string) {
  const key = randomUUID()
  await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(key) })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: isolatedWorldScript(key, readFileSync(preload, 'utf8')),
    worldName: ISOLATED_WORLD,
  })
}
