import type { Page } from '@playwright/test'
import type { InputEvent } from 'electron'
import { expect, MAIN_WINDOW, test } from './desktop.ts'
import type { StandIn } from './stand-in/chromium/launch.ts'

const opened = ({ notes }: StandIn) => notes.filter(({ call }) => call === 'openExternal').map(({ detail }) => detail)

/** Puts a link on the page, as a description from elsewhere might. */
const addLink = (page: Page, href: string) =>
  page.evaluate((url) => {
    const link = document.createElement('a')
    Object.assign(link, { href: url, target: '_blank', textContent: `Link to ${url}` })
    Object.assign(link.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: '9999', background: '#fff' })
    document.querySelector('a[data-attack]')?.remove()
    link.dataset['attack'] = ''
    document.body.append(link)
  }, href)

/** Input that a page could bring about, or that says nothing of what a person wants. */
const NO_GESTURES: InputEvent['type'][] = [
  ...(['mouseMove', 'mouseEnter', 'mouseLeave', 'mouseWheel', 'pointerDown', 'pointerRawUpdate'] as const),
  ...(['gestureScrollBegin', 'gesturePinchBegin', 'gestureTapDown', 'touchStart', 'touchMove', 'touchCancel'] as const),
  ...(['contextMenu', 'char', 'keyUp', 'undefined'] as const),
]

const here = /^https:\/\/patchbay\.app\.invalid\//

test('a page cannot leave: every navigation to elsewhere is refused', async ({ window: { page, escaped } }) => {
  for (const url of [
    'https://example.com/',
    'http://127.0.0.1:1/',
    'https://evil.app.invalid/',
    'file:///etc/passwd',
  ]) {
    await page.evaluate((target) => void (location.href = target), url)
    await page.evaluate((target) => {
      const form = Object.assign(document.createElement('form'), { action: target, method: 'post' })
      document.body.append(form)
      form.submit()
    }, url)
    expect([url, page.url()]).toEqual([url, expect.stringMatching(here)])
  }
  expect(await page.evaluate(() => typeof (globalThis as { patchbay?: unknown }).patchbay)).toBe('object')
  expect(escaped).toEqual([])
})

test('redirects, webviews and navigation of frames are refused', async ({ window: { standIn } }) => {
  const emit = (name: string, details: Record<string, unknown>) =>
    standIn.main.emitOnContents({ id: MAIN_WINDOW, name, details })
  expect(await emit('will-redirect', { url: 'app://patchbay/' })).toBe(true)
  expect(await emit('will-redirect', { url: 'https://example.com/' })).toBe(true)
  expect(await emit('will-attach-webview', {})).toBe(true)
  expect(await emit('will-frame-navigate', { url: 'app://patchbay/', isMainFrame: false })).toBe(true)
  expect(await emit('will-frame-navigate', { url: 'https://example.com/', isMainFrame: true })).toBe(true)
  expect(await emit('will-frame-navigate', { url: 'app://patchbay/installed', isMainFrame: true })).toBe(false)
})

test('a click on an https link opens the system browser and no window', async ({
  window: { page, standIn },
  context,
}) => {
  await addLink(page, 'https://example.com/docs?a=1#b')
  await page.getByText('Link to').click()
  await expect.poll(() => opened(standIn)).toEqual(['https://example.com/docs?a=1#b'])
  await expect.poll(() => context.pages().length).toBe(1)
  expect(page.url()).toMatch(here)
})

test('links of every other kind open nothing', async ({ window: { page, standIn } }) => {
  for (const url of [
    ...['http://example.com/', 'https://user:secret@example.com/', 'https://user@example.com/'],
    ...['https://:secret@example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'app://patchbay/'],
    ...[
      'smb://example.com/share',
      'ms-settings:',
      'data:text/html,x',
      'mailto:a@example.com',
      'vbscript:x',
      'app://evil/',
    ],
  ]) {
    await addLink(page, url)
    await page.getByText('Link to').click()
    // The same gesture, handed to main as if every check of the page had been passed.
    expect([url, await standIn.main.openFromPage({ id: MAIN_WINDOW, url })]).toEqual([url, 'deny'])
  }
  expect(opened(standIn)).toEqual([])
})

test('without a click or key press nothing opens, and one click opens one link', async ({
  window: { page, standIn },
}) => {
  await page.evaluate(() => void window.open('https://example.com/by-script'))
  expect(await standIn.main.openFromPage({ id: MAIN_WINDOW, url: 'https://example.com/by-script' })).toBe('deny')
  expect(opened(standIn)).toEqual([])

  for (const type of NO_GESTURES) {
    await standIn.main.input({ id: MAIN_WINDOW, type })
    await standIn.main.openFromPage({ id: MAIN_WINDOW, url: `https://example.com/by-${type}` })
  }
  expect(opened(standIn)).toEqual([])

  await standIn.main.input({ id: MAIN_WINDOW, type: 'mouseUp' })
  await standIn.main.passTime(1001)
  await standIn.main.openFromPage({ id: MAIN_WINDOW, url: 'https://example.com/too-late' })
  expect(opened(standIn)).toEqual([])

  await standIn.main.input({ id: MAIN_WINDOW, type: 'mouseUp' })
  await standIn.main.openFromPage({ id: MAIN_WINDOW, url: 'https://example.com/first' })
  await standIn.main.openFromPage({ id: MAIN_WINDOW, url: 'https://example.com/second' })
  expect(opened(standIn)).toEqual(['https://example.com/first'])
})

test('a download that the page starts is refused', async ({ window: { page, downloads } }) => {
  await page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['x']))
    Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click()
  })
  await expect.poll(() => downloads).toEqual([{ stopped: true }])
})
