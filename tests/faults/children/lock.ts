import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import { wordpress } from '../../helpers/samples.ts'
import { childArguments } from '../child.ts'
import { openProgram, type Place } from '../program.ts'

export interface LockArguments {
  place: Place
  /** Where the passphrases and secrets lie in files of their own, so only the program has them in memory. */
  inputs: string
  count: number
  snapshot: string
}

const { place, inputs, count, snapshot } = childArguments<LockArguments>()
const read = (kind: string, index: number) => readFileSync(join(inputs, `${kind}-${index}`), 'utf8')
const { app, api } = openProgram(place)

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
for (const workspaceId of ids) await api.keys.lock({ workspaceId })
writeHeapSnapshot(snapshot)
console.log('done')
await app.close()
