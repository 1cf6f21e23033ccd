import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { FrameInfo } from '../calls.ts'
import { appEvents } from './app-events.ts'
import { chromium, createEvent, handlers } from './chromium.ts'

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

interface StandInWindow {
  id: number
  options: Electron.BrowserWindowConstructorOptions
  face: Electron.BrowserWindow
  events: EventEmitter
  contents: Electron.WebContents
  contentsEvents: EventEmitter
  frames: Map<string, Electron.WebFrameMain>
  openHandler: OpenHandler
  /** Where the main frame is or was. */
  url: string
}

const windows = new Map<number, StandInWindow>()
let lastId = 0

/** What the stand-in itself rests on; a window without these is not the program's. */
const REQUIRED = { contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false }

function createWindow(options: Electron.BrowserWindowConstructorOptions = {}): Electron.BrowserWindow {
  const { preload = '', ...preferences } = options.webPreferences ?? {}
  for (const [name, value] of Object.entries(REQUIRED))
    if (preferences[name as keyof typeof REQUIRED] !== value) throw new Error(`The stand-in needs ${name}: ${value}`)
  const isNamed = ({ options: other }: StandInWindow) => other.name !== undefined && other.name === options.name
  if ([...windows.values()].some(isNamed)) throw new Error(`There is a window named ${options.name} already`)

  const id = ++lastId
  const contentsEvents = new EventEmitter()
  const frames = new Map<string, Electron.WebFrameMain>()
  const contents = Object.assign(contentsEvents, {
    id,
    send: (channel, ...args) => void chromium.sendToPage({ id, channel, args }),
    setWindowOpenHandler: (handler) => void (record.openHandler = handler),
    getURL: () => record.url,
    navigationHistory: {
      clear: () => void chromium.note({ call: 'clearHistory' }),
    } satisfies Partial<Electron.NavigationHistory> as Electron.NavigationHistory,
    forcefullyCrashRenderer: () => void chromium.endRenderer(id),
  } satisfies Partial<Electron.WebContents>) as unknown as Electron.WebContents

  Object.defineProperty(contents, 'mainFrame', {
    get: () => [...frames.values()].find(({ parent }) => parent === null),
  } satisfies { get: () => Electron.WebContents['mainFrame'] | undefined })

  let isFocused = false
  const events = new EventEmitter()
  const face = Object.assign(events, {
    id,
    webContents: contents,
    loadURL: async (url) => chromium.loadUrl({ id, url }),
    show: () => void chromium.note({ call: 'show' }),
    focus: () => {
      isFocused = true
      void chromium.note({ call: 'focus' })
    },
    isFocused: () => isFocused,
    isMinimized: () => false,
    restore: () => undefined,
    destroy: () => close(id),
    setBackgroundColor: (colour) => void chromium.note({ call: 'setBackgroundColor', detail: colour }),
  } satisfies Partial<Electron.BrowserWindow>) as unknown as Electron.BrowserWindow

  const record: StandInWindow = {
    ...{ id, options, face, events, contents, contentsEvents, frames },
    openHandler: () => ({ action: 'allow' }),
    url: '',
  }
  windows.set(id, record)
  void chromium.openWindow({ id, preload })
  appEvents.emit('web-contents-created', createEvent({}), contents)
  return face
}

function close(id: number) {
  const window = windows.get(id)
  if (!window) return
  windows.delete(id)
  void chromium.destroyWindow(id)
  window.events.emit('closed')
  if (windows.size === 0) appEvents.emit('window-all-closed')
}

export function closeAllWindows(): void {
  for (const id of windows.keys()) close(id)
}

/** Electron's class: `new` gives what the function returns. */
export const BrowserWindow = Object.assign(
  function BrowserWindow(options?: Electron.BrowserWindowConstructorOptions) {
    return createWindow(options)
  },
  {
    getAllWindows: () => [...windows.values()].map(({ face }) => face),
    fromWebContents: (contents) => [...windows.values()].find((each) => each.contents === contents)?.face ?? null,
  } satisfies Partial<typeof Electron.BrowserWindow>,
)

const find = (id: number): StandInWindow => {
  const window = windows.get(id)
  if (!window) throw new Error(`There is no window ${id}`)
  return window
}

/** The frame as the program sees it; the same object each time, as in Electron. */
function frameOf(window: StandInWindow, { id, url, isMain }: FrameInfo): Electron.WebFrameMain {
  const { frames } = window
  if (isMain) window.url = url
  const parent = isMain ? null : ({} as Electron.WebFrameMain)
  const frame = Object.assign(frames.get(id) ?? {}, { url, parent } satisfies Partial<Electron.WebFrameMain>)
  frames.set(id, frame as Electron.WebFrameMain)
  return frame as Electron.WebFrameMain
}

type Invoke = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown
const invokeHandlers = new Map<string, Invoke>()

export const ipcMain = {
  handle: (channel, listener) => {
    if (invokeHandlers.has(channel)) throw new Error(`There is a handler for ${channel} already`)
    invokeHandlers.set(channel, listener)
  },
} satisfies Partial<Electron.IpcMain>

Object.assign(handlers, {
  invoke: async ({ id, frame, channel, args }: { id: number; frame: FrameInfo; channel: string; args: unknown[] }) => {
    const handler = invokeHandlers.get(channel)
    if (!handler) throw new Error(`Error invoking remote method '${channel}': No handler registered for '${channel}'`)
    const window = find(id)
    const senderFrame = frameOf(window, frame)
    const event = { type: 'frame', sender: window.contents, senderFrame } as Electron.IpcMainInvokeEvent
    return handler(event, ...args)
  },
  emitOnContents: ({ id, name, details }: { id: number; name: string; details: Record<string, unknown> }) => {
    const event = createEvent(details)
    find(id).contentsEvents.emit(name, event)
    return event.defaultPrevented
  },
  openFromPage: ({ id, url }: { id: number; url: string }) => {
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab' } as Electron.HandlerDetails
    return find(id).openHandler(details).action
  },
  input: ({ id, type }: { id: number; type: string }) =>
    void find(id).contentsEvents.emit('input-event', createEvent({}), { type }),
  readyToShow: (id: number) => void find(id).events.emit('ready-to-show'),
  rendererGone: ({ id, reason }: { id: number; reason: string }) => {
    const window = find(id)
    window.frames.clear()
    window.contentsEvents.emit('render-process-gone', createEvent({}), { reason, exitCode: 1 })
  },
  closed: (id: number) => close(id),
  windowOptions: (id: number) => find(id).options,
  channels: () => [...invokeHandlers.keys()],
})
