import { preventInspector } from '../../platform/inspector.ts'
import { createKeytarEngine } from './keytar-engine.ts'
import { answer, type EngineRequest } from './process-engine.ts'

/** The entry of the process that talks to the keychain, on Node and on Electron; see `createProcessEngine`. */
preventInspector()
const engine = createKeytarEngine()
const { parentPort } = process as { parentPort?: Electron.ParentPort }
if (parentPort)
  parentPort.on(
    'message',
    ({ data }) => void answer(engine, data as EngineRequest).then((reply) => parentPort.postMessage(reply)),
  )
else {
  process.on(
    'message',
    (request) => void answer(engine, request as EngineRequest).then((reply) => process.send?.(reply)),
  )
  process.on('disconnect', () => process.exit())
}
