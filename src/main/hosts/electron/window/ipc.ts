import { serialize } from 'node:v8'
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { CHANNEL } from '../../../../contract/bridge.ts'
import type { Change } from '../../../../contract/client.ts'
import { appError, type Reply } from '../../../../contract/errors.ts'
import type { Dispatch } from '../../../app/dispatch.ts'
import type { HostPorts } from '../../../core/context.ts'
import { MAX_MESSAGE } from '../../limits.ts'
import { isOwnUrl } from './origin.ts'

interface Deps {
  dispatch: Dispatch
  /** What is lent to the calls of a window. */
  portsOf: (window: BrowserWindow) => HostPorts
}

/** One generic channel in: calls. */
export function serveIpc({ dispatch, portsOf }: Deps): void {
  ipcMain.handle(CHANNEL.call, async (event, name: unknown, input: unknown): Promise<Reply> => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window || !isOurFrame(event)) return failure('other_page')
    if (typeof name !== 'string') return failure('no_procedure_name')
    if (isTooLarge(name, input)) return failure('large_request')
    return dispatch(name, input, portsOf(window))
  })
}

/** One channel out: what to read again. */
export function notifyWindows(change: Change): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(CHANNEL.change, change)
}

/** Only the main frame of a window, showing our own pages, may call. */
const isOurFrame = ({ sender, senderFrame }: IpcMainInvokeEvent) =>
  senderFrame === sender.mainFrame && isOwnUrl(senderFrame.url)

/** Measured as it crossed the processes, so what JSON cannot hold counts too. */
const isTooLarge = (name: string, input: unknown) => serialize([name, input]).byteLength > MAX_MESSAGE

const failure = (reason: 'other_page' | 'no_procedure_name' | 'large_request'): Reply => ({
  ok: false,
  error: appError(reason).toBody(),
})
