import { CHANNEL } from '../../src/contract/bridge.ts'
import type { Reply } from '../../src/contract/errors.ts'
import { expect, MAIN_WINDOW, test } from './desktop.ts'
import type { FrameInfo } from './stand-in/calls.ts'
import type { StandIn } from './stand-in/chromium/launch.ts'

/** Sends a message to main as a page's process would that obeys no rule. */
const invoke = (standIn: StandIn, frame: FrameInfo, ...args: unknown[]) =>
  standIn.main.invoke({ id: MAIN_WINDOW, frame, channel: CHANNEL.call, args }) as Promise<Reply>

test('only the main frame at our origin may call', async ({ window: { standIn, mainFrame } }) => {
  const ours = mainFrame()
  expect(await invoke(standIn, mainFrame(), 'session.get', {})).toMatchObject({ ok: true })
  for (const frame of [
    { ...ours, id: 'child', isMain: false },
    { id: 'child', url: 'about:srcdoc', isMain: false },
    ...[
      'https://patchbay/',
      'app://evil/',
      'app://patchbay.evil/',
      'app://patchbay:1/',
      'app:patchbay',
      'about:blank',
    ].map((url) => ({ ...ours, url })),
    ...[
      'blob:app://patchbay/1',
      'data:text/html,x',
      'file:///patchbay/',
      'chrome-error://chromewebdata/',
      '',
      'patchbay',
    ].map((url) => ({ ...ours, url })),
    ...['http://app://patchbay/', 'app://evil@patchbay.evil/', 'app://patchbay@evil/', 'xapp://patchbay/'].map(
      (url) => ({
        ...ours,
        url,
      }),
    ),
  ])
    expect([frame, await invoke(standIn, frame, 'session.get', {})]).toMatchObject([
      frame,
      { ok: false, error: { code: 'forbidden' } },
    ])
})

test('a frame inside the page has no bridge, and its messages are refused', async ({ window }) => {
  const { page, standIn } = window
  await page.evaluate(() => document.body.append(document.createElement('iframe')))
  expect(await page.frames()[1]?.evaluate(() => 'patchbay' in globalThis)).toBe(false)
  // The attacker speaks from the isolated world of the frame, past the bridge, and is answered there.
  await window.runIsolated('child', `fromMainProcess = (text) => top.document.body.setAttribute('data-reply', text)`)
  await window.runIsolated(
    'child',
    `toMainProcess(JSON.stringify([['object', 'id', 1, 'channel', 2, 'args', 3], ['number', '1'], ['json', '${CHANNEL.call}'],
      ['array', 4, 5], ['json', 'session.get'], ['object']]))`,
  )
  await expect(page.locator('body')).toHaveAttribute('data-reply', /forbidden/)
  expect(standIn.errors()).toBe('')
})

test('malformed messages are answered with an error and change nothing', async ({ window: { standIn, mainFrame } }) => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  let deep: unknown = {}
  for (let level = 0; level < 500; level++) deep = { deep }
  for (const args of [
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
    ['workspaces.create', { name: 1n }],
    ['workspaces.create', cycle],
    ['workspaces.create', deep],
    ['workspaces.create', { name: new Map([['a', 1]]) }],
    ['workspaces.create', { name: new Date() }],
    ['workspaces.create', { name: new Uint8Array(10) }],
    ['workspaces.create', { name: Number.NaN }],
    ['workspaces.create', [['name', 'x']]],
    ['workspaces.create', 'name=x'],
    ['workspaces.create', JSON.parse('{"name":"x","__proto__":{"role":"owner"}}')],
    ['connectors.list', {}],
    ['connectors.list', { workspaceId: { $ne: null } }],
  ]) {
    const reply = await invoke(standIn, mainFrame(), ...args)
    expect([args[0], reply.ok, reply.ok || reply.error.code]).toEqual([
      args[0],
      false,
      expect.stringMatching(/^(invalid|not_found)$/),
    ])
  }
  expect(await invoke(standIn, mainFrame(), 'workspaces.list', {})).toEqual({ ok: true, value: [] })
})

test('a message of more than 1 MiB is refused', async ({ window: { standIn, mainFrame } }) => {
  for (const input of [
    { name: 'x'.repeat(1024 * 1024) },
    { bytes: new Uint8Array(1024 * 1024) },
    Array(300_000).fill(0.5),
  ])
    expect(await invoke(standIn, mainFrame(), 'workspaces.create', input)).toMatchObject({
      ok: false,
      error: { code: 'invalid', message: 'A request may have at most 1 MiB' },
    })
  expect(await invoke(standIn, mainFrame(), 'x'.repeat(1024 * 1024), {})).toMatchObject({
    error: { message: 'A request may have at most 1 MiB' },
  })
})

test('only one channel is open', async ({ window: { standIn, mainFrame } }) => {
  expect(await standIn.main.channels()).toEqual([CHANNEL.call])
  const ours = mainFrame()
  for (const channel of ['', 'patchbay', CHANNEL.change, 'ELECTRON_BROWSER_REQUIRE', '__proto__'])
    await expect(standIn.main.invoke({ id: MAIN_WINDOW, frame: ours, channel, args: [] })).rejects.toThrow('No handler')
})

test('replies are plain data', async ({ window: { standIn, mainFrame } }) => {
  for (const name of ['session.get', 'catalog.list', 'workspaces.list']) {
    const reply = await invoke(standIn, mainFrame(), name, {})
    expect(reply).toEqual(JSON.parse(JSON.stringify(reply)))
  }
})

test('a change in one place is heard by the window, until it listens no more', async ({
  window: { page, standIn, mainFrame },
}) => {
  await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as {
      patchbay: { onChange(listener: (change: object) => void): () => void }
    }
    const once: object[] = []
    const stop = patchbay.onChange((change) => {
      once.push(change)
      stop()
    })
    const all: object[] = []
    patchbay.onChange((change) => {
      all.push(change)
      document.body.dataset['heard'] = JSON.stringify({ once, all: all.length })
    })
  })
  await invoke(standIn, mainFrame(), 'workspaces.create', { name: 'Acme' })
  await invoke(standIn, mainFrame(), 'workspaces.create', { name: 'Globex' })
  const change = '{"workspaceId":null,"topic":"workspaces"}'
  await expect(page.locator('body')).toHaveAttribute('data-heard', `{"once":[${change}],"all":2}`)
})
