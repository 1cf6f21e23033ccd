import { answer, type EngineRequest } from '../../../src/main/secrets/keychain/process-engine.ts'
import { createFileKeychain } from '../../helpers/keychains/file-keychain.ts'

/** The process of a keychain in a directory, in place of the one that talks to the system's. */
const engine = createFileKeychain(process.env['PATCHBAY_TEST_KEYCHAIN'] ?? '')
process.on('message', (request) => void answer(engine, request as EngineRequest).then((reply) => process.send?.(reply)))
process.on('disconnect', () => process.exit())
