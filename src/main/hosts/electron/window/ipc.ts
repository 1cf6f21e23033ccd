import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { CHANNEL } from '../../../../contract/bridge.ts'
import type { Change } from '../../../../contract/client.ts'
import { appError, type Reply } from '../../../../contract/errors.ts'
import type { Place } from '../../../../shared/path.ts'
import { parseJsonBytes } from '../../../core/json-bytes.ts'
import { passphrasesOf } from '../../passphrases.ts'
import type { Dispatch } from '../../../app/dispatch.ts'
import type { HostPorts } from '../../../core/context.ts'
import { MAX_MESSAGE } from '../../limits.ts'
import { isOwnUrl } from './origin.ts'

interface Deps {
  dispatch: Dispatch
  /** What is lent to the calls of a window. */
  portsOf: (window: BrowserWindow) => HostPorts
}

/** One generic channel in: calls, with their input as JSON in UTF-8. */
export function serveIpc({ dispatch, portsOf }: Deps): void {
  ipcMain.handle(CHANNEL.call, async (event, name: unknown, json: unknown): Promise<Reply> => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window || !isOurFrame(event)) return failure('other_page')
    if (typeof name !== 'string') return failure('no_procedure_name')
    if (!(json instanceof Uint8Array)) return failure('bad_body')
    if (name.length + json.byteLength > MAX_MESSAGE) return failure('large_request')
    const input = parse(json, passphrasesOf(name))
    if (!input) return failure('bad_body')
    try {
      return await dispatch(name, input.value, portsOf(window))
    } finally {
      for (const bytes of input.passphrases) bytes.fill(0)
    }
  })
}

/** One channel out: what to read again. */
export function notifyWindows(change: Change): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(CHANNEL.change, change)
}

/** Only the main frame of a window, showing our own pages, may call. */
const isOurFrame = ({ sender, senderFrame }: IpcMainInvokeEvent) =>
  senderFrame === sender.mainFrame && isOwnUrl(senderFrame.url)

/** Null where it is no JSON. */
function parse(json: Uint8Array, passphrases: readonly Place[]) {
  try {
    return json.length === 0 ? { value: {}, passphrases: [] } : parseJsonBytes(json, passphrases)
  } catch {
    return null
  } finally {
    json.fill(0)
  }
}

const failure = (reason: 'other_page' | 'no_procedure_name' | 'bad_body' | 'large_request'): Reply => ({
  ok: false,
  error: appError(reason).toBody(),
})
