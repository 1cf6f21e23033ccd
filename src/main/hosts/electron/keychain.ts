import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { KeychainEngine } from '../../secrets/keychain/keychain.ts'
import { createKeytarEngine, keychainName } from '../../secrets/keychain/keytar-engine.ts'
import { secretService } from '../../secrets/keychain/provider.ts'
import { createProcessEngine, type EngineReply } from '../../secrets/keychain/process-engine.ts'

/**
 * The keychain engine of the desktop program, as `createSystemEngine` is that of Node: a call of keytar that is under
 * way when Electron ends would abort its process.
 */
export const createElectronEngine = (entry: URL): KeychainEngine =>
  process.platform === 'linux'
    ? createProcessEngine({
        name: keychainName(),
        about: secretService,
        start: (on) => {
          const child = utilityProcess.fork(fileURLToPath(entry), [], { stdio: 'ignore', serviceName: 'Keychain' })
          child.on('exit', on.end)
          child.on('message', (reply) => on.reply(reply as EngineReply))
          return { send: (request) => child.postMessage(request), kill: () => void child.kill() }
        },
      })
    : createKeytarEngine()
