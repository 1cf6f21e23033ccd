import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { runCli } from './program/cli.ts'
import { expect, test } from './program/desktop.ts'

test('a window has the hardened preferences', async ({ still }) => {
  const preferences = await still.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Electron's own tests use this function, although its types lack it.
    return (contents as unknown as { getLastWebPreferences(): object } | undefined)?.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    safeDialogs: true,
  })
})

test('a page has no WebGL and no developer tools', async ({ still }) => {
  expect(await still.page.evaluate(() => document.createElement('canvas').getContext('webgl'))).toBeNull()
  const opened = await still.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.openDevTools()
    return contents?.isDevToolsOpened()
  })
  expect(opened).toBe(false)
})

test('SIGUSR1 opens no inspector', async ({ desktop }) => {
  test.skip(process.platform === 'win32', 'Windows has no signals')
  // Playwright starts programs with an inspector of their own.
  const program = desktop.run()
  await expect.poll(() => existsSync(join(desktop.dataDir, 'commands.json'))).toBe(true)
  process.kill(program.pid, 'SIGUSR1')
  // Answered by the program after the signal has been taken.
  expect(await runCli(desktop.dataDir, ['workspace', 'list'])).toEqual([])
  // Node says there where its inspector listens.
  expect(program.errors()).not.toMatch(/debugger|inspector/i)
})

test('on Linux the kernel keeps the process of the page in the sandbox', async ({ still }) => {
  test.skip(process.platform !== 'linux', 'other systems have no /proc')
  const pid = await still.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
  expect({ seccomp: field('Seccomp'), noNewPrivs: field('NoNewPrivs') }).toEqual({ seccomp: '2', noNewPrivs: '1' })
  expect(field('CapEff')).toMatch(/^0+$/)
  // The process is in a namespace of its own and sees no other process.
  expect(field('NSpid').split('\t').length).toBeGreaterThan(1)
})

test('the page sees the three functions of the bridge, frozen, and nothing of Electron or Node', async ({ still }) => {
  const bridge = await still.page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: Record<string, unknown> }
    const types = Object.fromEntries(Object.entries(patchbay).map(([name, value]) => [name, typeof value]))
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer']
    // An empty frame has only what Chromium gives every page.
    const bare = document.body.appendChild(document.createElement('iframe'))
    const usual = new Set(Object.getOwnPropertyNames(bare.contentWindow))
    bare.remove()
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !usual.has(name))
    return {
      types,
      isFrozen: Object.isFrozen(patchbay),
      present: names.filter((name) => name in globalThis),
      added,
      origin: location.origin,
      isSecureContext,
    }
  })
  expect(bridge).toEqual({
    types: { host: 'string', call: 'function', onChange: 'function' },
    isFrozen: true,
    present: [],
    added: ['patchbay'],
    origin: 'app://patchbay',
    isSecureContext: true,
  })
})

test('a frame inside the page has no bridge', async ({ still: { page } }) => {
  await page.evaluate(() => document.body.append(document.createElement('iframe')))
  const frame = page.frames().find((each) => each !== page.mainFrame())
  expect(await frame?.evaluate(() => 'patchbay' in globalThis)).toBe(false)
  await page.evaluate(() => document.querySelector('iframe')?.remove())
})

test('every permission is denied except to write text to the clipboard', async ({ still: { electron, page } }) => {
  const names = [
    ...['geolocation', 'notifications', 'midi', 'camera', 'microphone', 'clipboard-read'],
    ...['storage-access', 'window-management', 'local-fonts', 'display-capture', 'idle-detection', 'accelerometer'],
    ...['persistent-storage', 'screen-wake-lock', 'background-sync', 'payment-handler', 'keyboard-lock'],
    ...['pointer-lock'],
  ]
  const states = await page.evaluate(
    (all) =>
      Promise.all(
        all.map(async (name) => [name, (await navigator.permissions.query({ name: name as PermissionName })).state]),
      ),
    names,
  )
  expect(Object.fromEntries(states)).toEqual(Object.fromEntries(names.map((name) => [name, 'denied'])))
  const refused = await page.evaluate(async () => {
    return {
      position: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code)),
      ),
      notification: await Notification.requestPermission(),
    }
  })
  expect(refused).toEqual({ position: 1, notification: 'denied' })

  // Only a page with the focus may write, and no window manager gives it to one.
  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.blur()
    window?.focus()
    window?.webContents.focus()
  })
  await page.waitForFunction(() => document.hasFocus())
  const clipboard = await page.evaluate(async () => {
    await navigator.clipboard.writeText('copied')
    return navigator.clipboard.readText().catch((error: Error) => error.name)
  })
  expect(clipboard).toBe('NotAllowedError')
  expect(await electron.evaluate(({ clipboard: system }) => system.readText())).toBe('copied')
})

test('every request of a page except to our own host is cancelled, even without the policy of the page', async ({
  program,
}) => {
  const { page, electron } = program
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await electron.evaluate(({ session }) => {
    const failed: Record<string, string> = {}
    Object.assign(globalThis, { failed })
    session.defaultSession.webRequest.onErrorOccurred(({ url, error }) => void (failed[url] = error))
  })
  const status = (url: string) => page.evaluate((target) => fetch(target).then(({ status }) => status, String), url)
  const urls = [
    ...['https://example.com/', 'http://127.0.0.1:9222/json', 'https://example.com/?data:image/png'],
    ...['app://evil/', 'app://evilpatchbay/', 'app://evil.patchbay/', 'app://patchbay.evil/'],
  ]
  for (const url of urls) expect([url, await status(url)]).toEqual([url, 'TypeError: Failed to fetch'])
  const socket = 'ws://127.0.0.1:9222/'
  await page.evaluate(
    (target) => new Promise((resolve) => new WebSocket(target).addEventListener('error', resolve)),
    socket,
  )
  const failed = await electron.evaluate(() => (globalThis as unknown as { failed: Record<string, string> }).failed)
  expect(failed).toEqual(Object.fromEntries([...urls, socket].map((url) => [url, 'net::ERR_BLOCKED_BY_CLIENT'])))
  // Chromium itself blocks these for every page without an event.
  for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'chrome://gpu/', 'devtools://devtools/'])
    expect([url, await status(url)]).toEqual([url, 'TypeError: Failed to fetch'])
  expect(await status('app://patchbay/')).toBe(200)
})

test("the page's own policy blocks every request and every script that is not ours", async ({ still }) => {
  const results = await still.page.evaluate(async () => {
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective))
    for (const url of ['app://patchbay/', 'data:text/html,x', 'https://example.com/'])
      await fetch(url).catch(() => undefined)
    const script = document.createElement('script')
    document.body.append(script)
    try {
      script.textContent = 'globalThis.ran = true'
    } catch {
      violated.push('trusted-types')
    }
    script.remove()
    await new Promise((resolve) => setTimeout(resolve))
    return { violated, ran: 'ran' in globalThis }
  })
  expect(results.ran).toBe(false)
  expect(new Set(results.violated)).toEqual(new Set(['trusted-types', 'connect-src', 'require-trusted-types-for']))
})

/** Calls the handler of the program's protocol directly, past the filter that cancels requests of pages. */
const serve = (electron: ElectronApplication, url: string, method = 'GET') =>
  electron.evaluate(
    async ({ session }, request) => {
      const { status, headers } = await session.defaultSession.fetch(request.url, { method: request.method })
      return { status, headers: Object.fromEntries(headers) }
    },
    { url, method },
  )

test('only requests to our own host are answered', async ({ still: { electron } }) => {
  expect(await serve(electron, 'app://patchbay/')).toMatchObject({ status: 200 })
  for (const url of ['app://evil/', 'app://evilpatchbay/', 'app://evil.patchbay/', 'app://patchbay.evil/'])
    expect([url, await serve(electron, url)]).toMatchObject([url, { status: 404 }])
})

test('the program serves files of the build only by GET, with the whole policy', async ({ still: { electron } }) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
    expect([method, await serve(electron, 'app://patchbay/', method)]).toMatchObject([method, { status: 404 }])
  for (const [path, status, type] of [
    ['', 200, 'text/html; charset=utf-8'],
    ['catalog', 200, 'text/html; charset=utf-8'],
    ['nothing', 404, 'text/plain;charset=UTF-8'],
  ] as const)
    expect(await serve(electron, `app://patchbay/${path}`)).toMatchObject({
      status,
      headers: {
        'content-type': type,
        'content-security-policy': expect.stringContaining("connect-src 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      },
    })
})
