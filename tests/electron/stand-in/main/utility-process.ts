import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { createKeytarEngine } from '../../../../src/main/secrets/keytar-engine.ts'
import { answer, type EngineRequest } from '../../../../src/main/secrets/process-engine.ts'

/** The one process that the program starts is the keychain's, which answers here from the keychain of the pretended desktop. */
export const utilityProcess = {
  fork: () => {
    const child = new EventEmitter()
    const postMessage = (request: EngineRequest) =>
      void answer(createKeytarEngine(), request).then((reply) => child.emit('message', reply))
    return Object.assign(child, { postMessage, kill: () => true }) as unknown as Electron.UtilityProcess
  },
} satisfies Partial<typeof Electron.utilityProcess>
