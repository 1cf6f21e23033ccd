import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, CHANNEL } from '../contract/bridge.ts'
import type { Change } from '../contract/client.ts'
import type { Reply } from '../contract/errors.ts'

const bridge: Bridge = {
  host: 'electron',
  call: (name, input) => ipcRenderer.invoke(CHANNEL.call, name, input) as Promise<Reply>,
  onChange: (listener) => {
    const forward = (_event: unknown, change: Change) => listener(change)
    ipcRenderer.on(CHANNEL.change, forward)
    return () => void ipcRenderer.off(CHANNEL.change, forward)
  },
}

contextBridge.exposeInMainWorld('patchbay', bridge)
