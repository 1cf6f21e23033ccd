import type { ElectronApplication } from '@playwright/test'
import { CHANNEL } from '../../../src/contract/bridge.ts'
import type { Reply } from '../../../src/contract/errors.ts'
import { apiOfWindow } from '../hosts/window-api.ts'
import { expect, test } from './program/desktop.ts'

interface Frame {
  url: string
  isMain: boolean
}

/** Electron's own tests use this map, although its types lack it. */
interface Handlers {
  _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => Promise<Reply>>
}

/** Sends main a message from any frame, as a compromised page process could. */
const callFrom = (electron: ElectronApplication, frame: Frame): Promise<Reply> =>
  electron.evaluate(
    ({ BrowserWindow, ipcMain }, { url, isMain, channel }) => {
      const sender = BrowserWindow.getAllWindows()[0]?.webContents as { mainFrame?: object }
      const senderFrame = { url }
      // For this call the frame is the main frame, as after another page was loaded.
      if (isMain) Object.defineProperty(sender, 'mainFrame', { value: senderFrame, configurable: true })
      const handler = (ipcMain as unknown as Handlers)._invokeHandlers.get(channel)
      const reply = handler?.({ sender, senderFrame }, 'session.get', Buffer.from('{}')) as Promise<Reply>
      delete sender.mainFrame
      return reply
    },
    { ...frame, channel: CHANNEL.call },
  )

test('only the main frame at our origin may call', async ({ still: { electron } }) => {
  const ours = { url: 'app://patchbay/catalog', isMain: true }
  expect(await callFrom(electron, ours)).toMatchObject({ ok: true })
  for (const frame of [
    { ...ours, isMain: false },
    { url: 'about:srcdoc', isMain: false },
    ...[
      ...['https://patchbay/', 'app://evil/', 'app://patchbay.evil/', 'app://patchbay:1/', 'app:patchbay'],
      ...['about:blank', 'blob:app://patchbay/1', 'data:text/html,x', 'file:///patchbay/', '', 'patchbay'],
      ...['chrome-error://chromewebdata/', 'http://app://patchbay/', 'app://evil@patchbay.evil/'],
      ...['app://patchbay@evil/', 'xapp://patchbay/'],
    ].map((url) => ({ url, isMain: true })),
  ])
    expect([frame, await callFrom(electron, frame)]).toMatchObject([frame, { ok: false, error: { code: 'forbidden' } }])
})

test('only one channel is open', async ({ still: { electron } }) => {
  const channels = await electron.evaluate(({ ipcMain }) => ({
    invoked: [...(ipcMain as unknown as Handlers)._invokeHandlers.keys()],
    sent: ipcMain.eventNames(),
  }))
  // The listener for `error` is Electron's own.
  expect(channels).toEqual({ invoked: [CHANNEL.call], sent: ['error'] })
})

test('malformed messages get an error and change nothing', async ({ program: { page } }) => {
  const answers = await page.evaluate(async () => {
    const { call } = (globalThis as unknown as { patchbay: { call(...args: unknown[]): Promise<Reply> } }).patchbay
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    const nest = (levels: number): unknown => (levels === 0 ? {} : { deep: nest(levels - 1) })
    const messages: unknown[][] = [
      [],
      [null],
      [1, {}],
      [{ toString: 'x' }, {}],
      [['session.get'], {}],
      ['', {}],
      ['session', {}],
      ['session.get.x', {}],
      ['__proto__.constructor', {}],
      ['constructor.prototype', {}],
      ['session.constructor', {}],
      ['workspaces.create', nest(400)],
      ['workspaces.create', { name: new Map([['a', 1]]) }],
      ['workspaces.create', { name: new Uint8Array(10) }],
      ['workspaces.create', { name: Number.NaN }],
      ['workspaces.create', [['name', 'x']]],
      ['workspaces.create', 'name=x'],
      ['connectors.list', {}],
      ['connectors.list', { workspaceId: { $ne: null } }],
    ]
    const codes: string[] = []
    for (const message of messages) {
      const reply = await call(...message)
      codes.push(reply.ok ? 'ok' : reply.error.code)
    }
    // The bridge itself rejects these.
    const accepted = []
    for (const input of [cycle, nest(2000), { name: 1n }])
      try {
        accepted.push((await call('workspaces.create', input)).ok)
      } catch {
        accepted.push(false)
      }
    return { codes, accepted }
  })
  expect(answers.codes.filter((code) => !/^(invalid|not_found)$/.test(code))).toEqual([])
  expect(answers.accepted).toEqual([false, false, false])
  expect(await apiOfWindow(page).workspaces.list({})).toEqual([])
})

test('a message that is no JSON in bytes is refused', async ({ still: { electron } }) => {
  const replies = await electron.evaluate(async ({ BrowserWindow, ipcMain }, channel) => {
    const sender = BrowserWindow.getAllWindows()[0]?.webContents
    const handler = (ipcMain as unknown as Handlers)._invokeHandlers.get(channel)
    const event = { sender, senderFrame: sender?.mainFrame }
    const inputs = [{}, '{}', undefined, Buffer.from('{'), Buffer.from('{"passphrase":"a\nb"}')]
    return Promise.all(inputs.map(async (input) => handler?.(event, 'keys.openAll', input)))
  }, CHANNEL.call)
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { reason: 'bad_body' } })
})

test('a message of more than 1 MiB is refused', async ({ still: { page } }) => {
  const replies = await page.evaluate(async () => {
    const { call } = (globalThis as unknown as { patchbay: { call(...args: unknown[]): Promise<Reply> } }).patchbay
    const create = (input: unknown) => call('workspaces.create', input)
    return [
      await create({ name: 'x'.repeat(1024 * 1024) }),
      await create({ bytes: new Uint8Array(1024 * 1024) }),
      await create(Array(300_000).fill(0.5)),
      await call('x'.repeat(1024 * 1024), {}),
    ]
  })
  const refused = { ok: false, error: { code: 'invalid', message: 'A request may have at most 1 MiB' } }
  expect(replies).toMatchObject([refused, refused, refused, refused])
})

test('the bridge uses only its own channels, whatever the page asks for', async ({ program: { page } }) => {
  type Loose = Record<'call' | 'onChange', (...args: unknown[]) => Promise<unknown>>
  await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: Loose }
    const listener = (...changes: unknown[]) => (document.body.dataset['heard'] = JSON.stringify(changes))
    void patchbay.onChange(listener, 'another channel')
  })
  const reply = await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: Loose }
    return patchbay.call('workspaces.create', { name: 'Acme' }, 'another channel')
  })
  expect(reply).toMatchObject({ ok: true })
  expect(reply).toEqual(JSON.parse(JSON.stringify(reply)))
  // The listener gets only the change, not Electron's event, which would expose the sender.
  await expect(page.locator('body')).toHaveAttribute('data-heard', /^\[\{"workspaceId":[^{}]*\}\]$/)
})

test('the window gets changes until it stops listening', async ({ program: { page } }) => {
  await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as {
      patchbay: { onChange(listener: (change: { topic: string }) => void): () => void }
    }
    const once: object[] = []
    const stop = patchbay.onChange((change) => {
      once.push(change)
      stop()
    })
    let workspaces = 0
    patchbay.onChange(({ topic }) => {
      if (topic === 'workspaces') workspaces += 1
      document.body.dataset['heard'] = JSON.stringify({ once: once.length, workspaces })
    })
  })
  const api = apiOfWindow(page)
  await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Globex' })
  await expect(page.locator('body')).toHaveAttribute('data-heard', '{"once":1,"workspaces":2}')
})
