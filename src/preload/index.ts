import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, CHANNEL } from '../contract/bridge.ts'
import type { Change } from '../contract/client.ts'
import type { Reply } from '../contract/errors.ts'

const toJsonBytes = (input: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(input))

const bridge: Bridge = {
  host: 'electron',
  // Bytes can be overwritten once they have been read; a passphrase in a text would stay in the memory of main.
  call: (name, input) => ipcRenderer.invoke(CHANNEL.call, name, toJsonBytes(input)) as Promise<Reply>,
  onChange: (listener) => {
    const forward = (_event: unknown, change: Change) => listener(change)
    ipcRenderer.on(CHANNEL.change, forward)
    return () => void ipcRenderer.off(CHANNEL.change, forward)
  },
}

contextBridge.exposeInMainWorld('patchbay', bridge)
