/** A frame that a message comes from. */
export interface FrameInfo {
  id: string
  url: string
  isMain: boolean
}

export interface PageRequest {
  url: string
  method: string
}

export type PageAnswer = { cancelled: true } | { status: number; headers: [string, string][]; body: Uint8Array } | null

/** What the program's main process asks of Chromium. Windows are named by a number. */
export interface ChromiumCalls {
  openWindow(window: { id: number; preload: string }): void
  loadUrl(window: { id: number; url: string }): void
  destroyWindow(id: number): void
  endRenderer(id: number): void
  sendToPage(message: { id: number; channel: string; args: unknown[] }): void
  showSaveDialog(options: { title?: string; defaultPath?: string; properties?: string[] }): string | null
  keychain(call: { name: 'get' | 'set' | 'delete'; account: string; value?: string }): string | null
  /** A second start on the same data gives its place to the first. */
  secondInstance(start: { argv: string[]; directory: string }): void
  /** What the program did that only a person would see. */
  note(what: Note): void
}

export interface Note {
  call:
    | 'openExternal'
    | 'showSaveDialog'
    | 'showItemInFolder'
    | 'showErrorBox'
    | 'setApplicationMenu'
    | 'notification'
    | 'setBackgroundColor'
    | 'clearHistory'
    | 'show'
    | 'focus'
    | 'updateStarted'
    | 'exit'
  detail?: unknown
}

/** What Chromium, or a test in the place of a person or an attacker, asks of the program's main process. */
export interface MainCalls {
  request(request: PageRequest): PageAnswer
  /** The same, past whoever may cancel requests. */
  serve(request: PageRequest): PageAnswer
  invoke(message: { id: number; frame: FrameInfo; channel: string; args: unknown[] }): unknown
  /** Whether the program stopped the event. */
  emitOnContents(event: { id: number; name: string; details: Record<string, unknown> }): boolean
  openFromPage(window: { id: number; url: string }): string
  input(input: { id: number; type: string }): void
  download(): boolean
  permission(name: string): { requested: boolean; checked: boolean; device: boolean }
  readyToShow(id: number): void
  rendererGone(gone: { id: number; reason: string }): void
  closed(id: number): void
  /** Answers whether the program stopped the event. */
  emitOnApp(name: string, ...args: unknown[]): boolean
  emitOnPower(name: string): void
  /** Lets time pass for the program and for what it repeats, in milliseconds, without anybody waiting for it. */
  passTime(ms: number): void
  /** What the program takes the system for from now on. */
  setPlatform(platform: NodeJS.Platform): void
  /** The system changes between light and dark. */
  setDark(isDark: boolean): void
  /** The labels or roles of a menu, by the labels that lead to it; its items show theirs after `>`. */
  menu(path: string[]): string[]
  clickMenu(path: string[]): void
  clickNotification(index: number): void
  windowOptions(id: number): unknown
  /** Whether every page's process is in the sandbox, whatever its window asks for. */
  isSandboxed(): boolean
  /** The channels on which main answers. */
  channels(): string[]
  schemes(): unknown
  quit(): void
}
