import { temporaryDirectory } from '../helpers/test-app.ts'
import { expect, MAIN_WINDOW, test } from './desktop.ts'

test('a window has the hardened preferences and nothing else', async ({ window: { standIn } }) => {
  const options = (await standIn.main.windowOptions(MAIN_WINDOW)) as { show: boolean; webPreferences: object }
  expect(options.show).toBe(false)
  expect(options.webPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    webgl: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: false,
    preload: expect.stringMatching(/out.preload.index\.cjs$/),
  })
})

test('every page is in the sandbox, whatever its window asks for', async ({ window }) => {
  expect(await window.standIn.main.isSandboxed()).toBe(true)
})

test('our scheme is a standard, secure one without a way around the content security policy', async ({ window }) => {
  expect(await window.standIn.main.schemes()).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
})

test('the page sees the three functions of the bridge, frozen, and nothing of Electron or Node', async ({ window }) => {
  const seen = await window.page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: Record<string, unknown> }
    const types = Object.fromEntries(Object.entries(patchbay).map(([name, value]) => [name, typeof value]))
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'toMainProcess']
    // What a page without the program has is in every page.
    const bare = document.body.appendChild(document.createElement('iframe'))
    const usual = new Set(Object.getOwnPropertyNames(bare.contentWindow))
    bare.remove()
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !usual.has(name))
    return { types, frozen: Object.isFrozen(patchbay), found: names.filter((name) => name in globalThis), added }
  })
  expect(seen).toEqual({
    types: { host: 'string', call: 'function', onChange: 'function' },
    frozen: true,
    found: [],
    added: ['patchbay'],
  })
})

test('the bridge speaks on its own channels alone, whatever else the page names', async ({ window: { page } }) => {
  type Loose = Record<'call' | 'onChange', (...args: unknown[]) => Promise<unknown>>
  await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: Loose }
    const listener = (...heard: unknown[]) => (document.body.dataset['heard'] = JSON.stringify(heard))
    void patchbay.onChange(listener, 'another channel')
  })
  const reply = await page.evaluate(() =>
    (globalThis as unknown as { patchbay: Loose }).patchbay.call(
      'workspaces.create',
      { name: 'Acme' },
      'another channel',
    ),
  )
  expect(reply).toMatchObject({ ok: true })
  // The listener hears the change and no event of Electron, which would lead to the sender.
  await expect(page.locator('body')).toHaveAttribute('data-heard', /^\[\{"workspaceId":[^{}]*\}\]$/)
})

test('every permission is denied, asked for or looked up', async ({ window: { standIn } }) => {
  for (const permission of [
    ...['clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fullscreen', 'geolocation', 'hid', 'usb'],
    ...['idle-detection', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications', 'openExternal', 'serial'],
    ...['pointerLock', 'keyboardLock', 'speaker-selection', 'storage-access', 'window-management', 'fileSystem'],
    'unknown',
  ]) {
    const answers = await standIn.main.permission(permission)
    expect([permission, answers]).toEqual([permission, { requested: false, checked: false, device: false }])
  }
})

test('every request but our own is cancelled', async ({ window: { standIn } }) => {
  for (const url of [
    ...[
      'https://example.com/',
      'http://127.0.0.1:9222/json',
      'ws://127.0.0.1/',
      'ftp://example.com/',
      'file:///etc/passwd',
    ],
    ...[
      'app://evil/',
      'app://evilpatchbay/',
      'app://evil.patchbay/',
      'app://patchbay.evil/',
      'app://patchbay:80/',
      'app:patchbay',
      'blob:app://patchbay/1',
      'about:blank',
    ],
    ...[
      'data:text/html,<script>1</script>',
      'https://example.com/?data:image/png',
      'data:text/html,data:image/png',
      'javascript:1',
      'devtools://devtools/',
      'chrome://gpu',
      'filesystem:app://patchbay/',
    ],
  ])
    expect([url, await standIn.main.request({ url, method: 'GET' })]).toEqual([url, { cancelled: true }])
  const { main } = standIn
  expect(await main.request({ url: 'app://patchbay/', method: 'GET' })).toMatchObject({ status: 200 })
  expect(await main.request({ url: 'data:image/png;base64,AA==', method: 'GET' })).not.toEqual({ cancelled: true })
})

test('even a request that nobody has cancelled is answered for our own host alone', async ({ window: { standIn } }) => {
  const serve = (url: string) => standIn.main.serve({ url, method: 'GET' })
  expect(await serve('app://patchbay/')).toMatchObject({ status: 200 })
  for (const url of ['app://evil/', 'app://evil.patchbay/', 'app://patchbay:80/'])
    expect([url, await serve(url)]).toMatchObject([url, { status: 404 }])
})

test('the program serves files of the build by GET alone, with the whole policy', async ({ window: { standIn } }) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
    expect([method, await standIn.main.request({ url: 'app://patchbay/', method })]).toMatchObject([
      method,
      { status: 404 },
    ])
  for (const [path, status, type] of [
    ['', 200, 'text/html; charset=utf-8'],
    ['catalog', 200, 'text/html; charset=utf-8'],
    ['nothing', 404, 'text/plain;charset=UTF-8'],
  ] as const) {
    const answer = await standIn.main.request({ url: `app://patchbay/${path}`, method: 'GET' })
    expect(answer).toMatchObject({ status })
    const headers = answer && 'headers' in answer ? Object.fromEntries(answer.headers) : {}
    expect(headers).toMatchObject({
      'content-type': type,
      'content-security-policy': expect.stringContaining("connect-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  }
})

test('a packaged program that is started without its sandbox says so and opens nothing', async ({
  desktop: { start },
}) => {
  using resources = temporaryDirectory()
  const standIn = start({ args: ['--no-sandbox'], env: { STAND_IN_RESOURCES: resources.path } })
  expect(await standIn.ended).toBe(1)
  expect(standIn.notes).toMatchObject([
    { call: 'showErrorBox', detail: { content: expect.stringContaining('does not let it have the sandbox') } },
    { call: 'exit' },
  ])
  expect(standIn.windows.size).toBe(0)
})
