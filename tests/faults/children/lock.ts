import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { writeHeapSnapshot } from 'node:v8'
import { receiveCommands } from '../../../src/main/hosts/cli/hand-over/receive.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createNodeProcessEngine } from '../../../src/main/secrets/keychain/system-engine.ts'
import { BUNDLE_VARIABLE } from '../bundle-variable.ts'
import { resources } from '../../helpers/test-app.ts'
import { childArguments } from '../child.ts'
import { openProgram, type Place } from '../program.ts'

export interface LockArguments {
  place: Place
  snapshot: string
  /** Locked by hand, or after a time without use. */
  way: 'hand' | 'unused'
}

const { place, snapshot, way } = childArguments<LockArguments>()
process.env['PATCHBAY_TEST_KEYCHAIN'] = place.keychainDir
const bundle = process.env[BUNDLE_VARIABLE]
const entry = bundle ? pathToFileURL(join(bundle, 'keychain.js')) : new URL('./keychain.ts', import.meta.url)
let later = 0
const { app, api } = openProgram(place, {
  keychainEngine: createNodeProcessEngine(entry),
  clock: () => new Date(Date.now() + later),
})
const host = await startHttpHost({ app, rendererDir: null, port: 0, version: resources.version })
const commands = receiveCommands({
  ...{ dataDir: place.dataDir, files: resources },
  program: () => ({ app, show: () => Promise.resolve({ url: null, oneTimeUrl: null, isOpen: true }) }),
})

/** The processes that this one has started, where the system lists them. */
const processes = () => {
  const file = `/proc/${process.pid}/task/${process.pid}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

async function lock(): Promise<void> {
  const ids = (await api.workspaces.list({})).map(({ id }) => id)
  // The last that each does is to read its key from the keychain.
  await api.keys.closeAll({})
  for (const workspaceId of ids) await api.keys.open({ workspaceId })
  if (existsSync('/proc/self') && processes() === '') throw new Error('No process talks to the keychain')
  if (way === 'hand') for (const workspaceId of ids) await api.keys.lock({ workspaceId })
  else {
    await api.keys.setIdleLock({ minutes: 5 })
    later = 60 * 60_000
    await app.dispatch('session.get', {}, { isUse: false })
    const { key } = await api.session.workspace({ workspaceId: ids[0] ?? '' })
    if (key.reason !== 'locked_unused') throw new Error(`The workspace is ${key.state}`)
  }
  // The system takes a moment to end one.
  while (processes() !== '') await nextTurn()
}

console.log(`served ${host.oneTimeUrl()}`)
// Passphrases and secrets come over http and from the files of commands alone.
for await (const line of createInterface(process.stdin)) {
  if (line === 'lock') await lock()
  // Writing the snapshot collects garbage, so the memory is read before.
  else writeHeapSnapshot(snapshot)
  console.log(line)
}
commands.close()
await host.close()
await app.close()
