import type { Page } from '@playwright/test'
import type { InputEvent } from 'electron'
import { expect, test } from './program/desktop.ts'

const HOME = /^app:\/\/patchbay\//

/** Adds a link to the page, as an imported description might, and clicks it. */
async function clickLink(page: Page, href: string) {
  await page.evaluate((url) => {
    const link = document.createElement('a')
    Object.assign(link, { href: url, target: '_blank', textContent: 'A link' })
    Object.assign(link.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: '9999', padding: '9px' })
    document.querySelector('a[data-attack]')?.remove()
    link.dataset['attack'] = ''
    document.body.append(link)
  }, href)
  // Playwright waits forever for a click on a link whose navigation is refused, but not for a mouse click.
  await page.mouse.click(5, 5)
}

const openByScript = (page: Page, url: string) => page.evaluate((target) => void window.open(target), url)

/** Input that a page could cause itself, or that does not show what a person wants. */
const NO_GESTURES: InputEvent['type'][] = [
  ...(['mouseMove', 'mouseEnter', 'mouseLeave', 'mouseWheel', 'pointerDown', 'pointerRawUpdate'] as const),
  ...(['gestureScrollBegin', 'gesturePinchBegin', 'gestureTapDown', 'touchStart', 'touchMove', 'touchCancel'] as const),
  ...(['contextMenu', 'char', 'keyUp', 'undefined'] as const),
]

test('every navigation of a page to another site is refused', async ({ program: { page, electron } }) => {
  await electron.evaluate(({ BrowserWindow }) => {
    const refused: string[] = []
    Object.assign(globalThis, { refused })
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', ({ url, defaultPrevented }) => {
      if (defaultPrevented) refused.push(url)
    })
  })
  const refused = () => electron.evaluate(() => (globalThis as unknown as { refused: string[] }).refused)
  const urls = ['https://example.com/', 'http://127.0.0.1:1/', 'app://evil/', 'mailto:a@example.com']
  for (const url of urls) {
    await page.evaluate((target) => void (location.href = target), url)
    await expect.poll(refused).toContain(url)
  }
  // Chromium refuses these without an event, and the policy of the page refuses forms.
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd'
    const form = Object.assign(document.createElement('form'), { action: 'https://example.com/form', method: 'post' })
    document.body.append(form)
    form.submit()
  })
  await page.evaluate(() => void (location.href = 'https://example.com/last'))
  await expect.poll(refused).toEqual([...urls, 'https://example.com/last'])
  expect(page.url()).toMatch(HOME)
  expect(await page.evaluate(() => typeof (globalThis as { patchbay?: unknown }).patchbay)).toBe('object')
})

test('redirects, webviews and navigation of frames are refused', async ({ still: { electron } }) => {
  // Our pages have none of these, so the test emits their events.
  const isRefused = (name: string, details: object) =>
    electron.evaluate(
      ({ BrowserWindow }, emission) => {
        let isPrevented = false
        const event = { ...emission.details, preventDefault: () => (isPrevented = true) }
        BrowserWindow.getAllWindows()[0]?.webContents.emit(emission.name, event)
        return isPrevented
      },
      { name, details },
    )
  expect(await isRefused('will-redirect', { url: 'app://patchbay/' })).toBe(true)
  expect(await isRefused('will-redirect', { url: 'https://example.com/' })).toBe(true)
  expect(await isRefused('will-attach-webview', {})).toBe(true)
  expect(await isRefused('will-frame-navigate', { url: 'app://patchbay/', isMainFrame: false })).toBe(true)
  expect(await isRefused('will-frame-navigate', { url: 'app://patchbay/installed', isMainFrame: true })).toBe(false)
})

test('a click on an https link opens the system browser, and a click on any other link opens nothing', async ({
  program,
}) => {
  const { page, electron, notes } = program
  for (const url of [
    ...['http://example.com/', 'https://user:secret@example.com/', 'https://user@example.com/'],
    ...['https://:secret@example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'app://patchbay/'],
    ...['smb://example.com/share', 'ms-settings:', 'data:text/html,x', 'mailto:a@example.com', 'vbscript:x'],
    'app://evil/',
  ])
    await clickLink(page, url)
  await clickLink(page, 'https://example.com/docs?a=1#b')
  await expect.poll(() => notes('openExternal')).toEqual(['https://example.com/docs?a=1#b'])
  expect(electron.windows().length).toBe(1)
  expect(page.url()).toMatch(HOME)
})

test('without a click or key press nothing opens, and one click opens one link', async ({ program }) => {
  const { page, electron, notes } = program
  await openByScript(page, 'https://example.com/by-script')
  for (const type of NO_GESTURES) {
    await electron.evaluate(
      ({ BrowserWindow }, input) =>
        void BrowserWindow.getAllWindows()[0]?.webContents.emit('input-event', {}, { type: input }),
      type,
    )
    await openByScript(page, `https://example.com/by-${type}`)
  }
  await page.mouse.click(5, 5)
  await electron.evaluate(() => {
    const now = performance.now.bind(performance)
    performance.now = () => now() + 1001
  })
  await openByScript(page, 'https://example.com/too-late')
  await page.evaluate(() =>
    document.addEventListener('click', () => {
      window.open('https://example.com/first')
      window.open('https://example.com/second')
    }),
  )
  await page.mouse.click(5, 5)
  await expect.poll(() => notes('openExternal')).toEqual(['https://example.com/first'])
})

test('no page has a handle on another one, and each has a process of its own', async ({ program }) => {
  const { electron, page } = program
  const handles = () => [...['/', 'about:blank', 'https://example.com/'].map((url) => window.open(url)), window.opener]
  expect(await page.evaluate(handles)).toEqual([null, null, null, null])
  const [other] = await Promise.all([electron.waitForEvent('window'), program.clickMenu(['File', 'New window'])])
  expect(await other.evaluate(handles)).toEqual([null, null, null, null])
  const processes = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
  )
  expect(new Set(processes).size).toBe(2)
})

test('a download that the page starts is refused', async ({ program: { page, electron } }) => {
  await electron.evaluate(({ session }) => {
    const downloads: unknown[] = []
    Object.assign(globalThis, { downloads })
    session.defaultSession.on('will-download', (event, item) => {
      downloads.push([item.getURL().split('/', 3).join('/'), event.defaultPrevented])
    })
  })
  await page.evaluate(() => {
    for (const href of ['/', URL.createObjectURL(new Blob(['x']))]) {
      const link = Object.assign(document.createElement('a'), { href, download: 'x.html' })
      document.body.append(link)
      link.click()
    }
  })
  await expect
    .poll(() => electron.evaluate(() => (globalThis as unknown as { downloads: unknown[] }).downloads))
    .toEqual([
      ['app://patchbay', true],
      ['blob:app://patchbay', true],
    ])
})
