import type { KeychainEngine } from './keychain.ts'
import { createKeytarEngine, keychainName } from './keytar-engine.ts'
import { secretService } from './provider.ts'
import { createProcessEngine, type EngineReply } from './process-engine.ts'

/**
 * The keychain engine for a program that runs on Node: in a process of its own where libsecret is used. On macOS the
 * keychain knows programs by their signature, so the program itself must ask there.
 */
export const createSystemEngine = (entry: URL): KeychainEngine =>
  process.platform === 'linux' ? createNodeProcessEngine(entry) : createKeytarEngine()

/** An engine in a process of Node; `entry` is the module that answers, see `keychain-process.ts`. */
export const createNodeProcessEngine = (entry: URL): KeychainEngine =>
  createProcessEngine({
    name: keychainName(),
    about: secretService,
    start: async (on) => {
      const { fork } = await import('node:child_process')
      const child = fork(entry, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] })
      // It must not keep the program from ending, nor go on after it.
      child.unref()
      child.channel?.unref()
      const kill = () => {
        process.off('exit', kill)
        child.kill('SIGKILL')
      }
      process.once('exit', kill)
      child.on('error', on.end)
      child.on('exit', on.end)
      child.on('message', (reply) => on.reply(reply as EngineReply))
      return { send: (request) => void child.send(request), kill }
    },
  })
