import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { writeHeapSnapshot } from 'node:v8'
import { createNodeProcessEngine } from '../../../src/main/secrets/keychain/system-engine.ts'
import { BUNDLE_VARIABLE } from '../bundle-variable.ts'
import { wordpress } from '../../helpers/samples.ts'
import { childArguments } from '../child.ts'
import { openProgram, type Place } from '../program.ts'

export interface LockArguments {
  place: Place
  /** Where the passphrases and secrets lie in files of their own, so only the program has them in memory. */
  inputs: string
  count: number
  snapshot: string
  /** Locked by hand, or after a time without use. */
  way: 'hand' | 'unused'
}

const { place, inputs, count, snapshot, way } = childArguments<LockArguments>()
process.env['PATCHBAY_TEST_KEYCHAIN'] = place.keychainDir
const bundle = process.env[BUNDLE_VARIABLE]
const entry = bundle ? pathToFileURL(join(bundle, 'keychain.js')) : new URL('./keychain.ts', import.meta.url)
let later = 0
const read = (kind: string, index: number) => readFileSync(join(inputs, `${kind}-${index}`), 'utf8')
const { app, api } = openProgram(place, {
  keychainEngine: createNodeProcessEngine(entry),
  clock: () => new Date(Date.now() + later),
})

/** The processes that this one has started, where the system lists them. */
const processes = () => {
  const file = `/proc/${process.pid}/task/${process.pid}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

async function use(index: number): Promise<string> {
  const { id: workspaceId } = await api.workspaces.create({ name: `w${index}`, passphrase: read('passphrase', index) })
  const auth = { username: 'editor', application_password: read('secret', index) }
  await api.connectors.install({ ...wordpress, workspaceId, auth })
  await api.keys.lock({ workspaceId })
  await api.keys.open({ workspaceId, passphrase: read('passphrase', index) })
  await api.keys.rotate({ workspaceId, passphrase: read('passphrase', index) })
  return workspaceId
}

const ids: string[] = []
for (let index = 0; index < count; index += 1) ids.push(await use(index))
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
console.log('locked')
process.stdin.resume()
// Writing the snapshot collects garbage, so the memory is read before.
await once(process.stdin, 'end')
writeHeapSnapshot(snapshot)
console.log('done')
await app.close()
