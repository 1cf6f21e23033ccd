import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import packageJson from '../../../../package.json' with { type: 'json' }
import { appEvents } from './app-events.ts'
import { chromium, createEvent, handlers } from './chromium.ts'
import { closeAllWindows } from './windows.ts'

const RESOURCES = process.env['STAND_IN_RESOURCES']
if (RESOURCES !== undefined) Object.assign(process, { resourcesPath: RESOURCES })

const readiness = Promise.withResolvers<void>()
const paths = new Map<string, string>()
let isReady = false
let isSandboxed = false
let lockFile: string | null = null

export function becomeReady(): void {
  isReady = true
  appEvents.emit('ready', createEvent({}), {})
  readiness.resolve()
}

function end(code: number) {
  if (lockFile) rmSync(lockFile, { force: true })
  process.disconnect()
  process.exit(code)
}

/** The first start on a directory holds a file in it; a later one tells the first and gives way. */
function takeLock(): boolean {
  const userData = app.getPath('userData')
  const file = join(userData, 'SingletonLock')
  if (isHeld(file)) {
    void chromium.secondInstance({ argv: process.argv, directory: process.cwd() })
    return false
  }
  writeFileSync(file, String(process.pid))
  lockFile = file
  return true
}

function isHeld(file: string): boolean {
  try {
    return process.kill(Number(readFileSync(file, 'utf8')), 0)
  } catch {
    return false
  }
}

const methods = {
  // A test names the resources of a package to have the program believe that it is one.
  isPackaged: RESOURCES !== undefined,
  getName: () => 'Patchbay',
  getVersion: () => packageJson.version,
  getAppPath: () => (RESOURCES === undefined ? process.cwd() : join(RESOURCES, 'app.asar')),
  releaseSingleInstanceLock: () => {
    if (lockFile) rmSync(lockFile, { force: true })
    lockFile = null
  },
  whenReady: () => readiness.promise,
  isReady: () => isReady,
  commandLine: {
    hasSwitch: (name) => process.argv.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`)),
    getSwitchValue: (name) =>
      process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + '--='.length) ?? '',
  } as Electron.CommandLine,
  setPath: (name, path) => {
    if (isReady && name === 'userData') throw new Error('The stand-in takes userData only before ready')
    paths.set(name, path)
  },
  getPath: (name) => {
    const path = paths.get(name) ?? join(tmpdir(), 'patchbay-stand-in', name)
    mkdirSync(path, { recursive: true })
    return path
  },
  enableSandbox: () => {
    if (isReady) throw new Error('enableSandbox works only before ready')
    isSandboxed = true
  },
  requestSingleInstanceLock: () => lockFile !== null || takeLock(),
  setAboutPanelOptions: () => undefined,
  setAppUserModelId: () => undefined,
  quit: () => {
    appEvents.emit('before-quit', createEvent({}))
    closeAllWindows()
    const event = createEvent({})
    appEvents.emit('will-quit', event)
    if (event.defaultPrevented) return
    appEvents.emit('quit', createEvent({}), 0)
    end(0)
  },
  exit: (code = 0) => {
    void chromium.note({ call: 'exit', detail: code }).then(() => end(code))
  },
} satisfies Partial<Electron.App>

export const app = Object.assign(appEvents, methods)

handlers['emitOnApp'] = (name: string, ...args: unknown[]) => {
  const event = createEvent({})
  appEvents.emit(name, event, ...args)
  return event.defaultPrevented
}
handlers['isSandboxed'] = () => isSandboxed
handlers['quit'] = () => void setImmediate(() => app.quit())
