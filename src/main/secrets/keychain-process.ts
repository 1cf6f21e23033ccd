import { createKeytarEngine } from './keytar-engine.ts'
import { answer, type EngineRequest } from './process-engine.ts'

/** The entry of the process that talks to the keychain; see `createProcessEngine`. */
const engine = createKeytarEngine()
process.on('message', (request) => void answer(engine, request as EngineRequest).then((reply) => process.send?.(reply)))
process.on('disconnect', () => process.exit())
