import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { PageAnswer, PageRequest } from '../calls.ts'
import { createEvent, handlers } from './chromium.ts'

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  answer: (response: Electron.CallbackResponse) => void,
) => void
type Handler = (request: Request) => Response | Promise<Response>

const schemes: Electron.CustomScheme[] = []
const protocols = new Map<string, Handler>()
let beforeRequest: BeforeRequest = (_details, answer) => answer({})
let permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
let permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null
let devicePermission: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null

export const protocol = {
  registerSchemesAsPrivileged: (custom) => void schemes.push(...custom),
} satisfies Partial<Electron.Protocol>

const defaultSession = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: (handler) => void (permissionRequest = handler),
  setPermissionCheckHandler: (handler) => void (permissionCheck = handler),
  setDevicePermissionHandler: (handler) => void (devicePermission = handler),
  protocol: {
    handle: (scheme, handler) => {
      if (!schemes.some((each) => each.scheme === scheme)) throw new Error(`${scheme} is not registered`)
      protocols.set(scheme, handler)
    },
  } satisfies Partial<Electron.Protocol> as Electron.Protocol,
  webRequest: {
    onBeforeRequest: (listener: unknown) => void (beforeRequest = listener as BeforeRequest),
  } satisfies Partial<Electron.WebRequest> as Electron.WebRequest,
} satisfies Partial<Electron.Session>)

export const session = {
  defaultSession: defaultSession as unknown as Electron.Session,
  // Only ever handed to `net`, which needs nothing of it.
  fromPartition: () => ({}) as Electron.Session,
} satisfies Partial<typeof Electron.session>

async function answerRequest({ url, method }: PageRequest): Promise<PageAnswer> {
  const { cancel } = await new Promise<Electron.CallbackResponse>((resolve) =>
    beforeRequest({ url, method } as Electron.OnBeforeRequestListenerDetails, resolve),
  )
  return cancel ? { cancelled: true } : serve({ url, method })
}

async function serve({ url, method }: PageRequest): Promise<PageAnswer> {
  const handler = protocols.get(new URL(url).protocol.replace(/:$/, ''))
  if (!handler) return null
  // Node's Request does not take a scheme that it does not know, so that the program gets its two properties.
  const response = await handler({ url, method } as Request)
  return { status: response.status, headers: [...response.headers], body: new Uint8Array(await response.arrayBuffer()) }
}

Object.assign(handlers, {
  request: answerRequest,
  serve,
  download: () => {
    const event = createEvent({})
    defaultSession.emit('will-download', event, {}, {})
    return event.defaultPrevented
  },
  permission: async (name: string) => {
    const contents = {} as Electron.WebContents
    const requested = await new Promise<boolean>((resolve) =>
      permissionRequest
        ? permissionRequest(contents, name as 'media', resolve, {} as Electron.PermissionRequest)
        : resolve(true),
    )
    const checked = permissionCheck?.(
      contents,
      name as 'media',
      '',
      {} as Electron.PermissionCheckHandlerHandlerDetails,
    )
    const device = devicePermission?.({ deviceType: 'usb' } as Electron.DevicePermissionHandlerHandlerDetails)
    return { requested, checked: checked ?? true, device: device ?? true }
  },
  schemes: () => schemes,
})
