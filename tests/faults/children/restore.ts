import { readFileSync } from 'node:fs'
import { createFileKeychain } from '../../helpers/keychains/file-keychain.ts'
import { childArguments } from '../child.ts'
import { createFailPoints } from '../fail-points.ts'
import { openProgram, type Place } from '../program.ts'

export interface RestoreArguments {
  place: Place
  workspaceId: string
  backup: string
  passphrase: string
  /** The fail point to be killed at; null for none. */
  killAt: number | null
}

const { place, workspaceId, backup, passphrase, killAt } = childArguments<RestoreArguments>()
const points = createFailPoints(killAt)
const keychainEngine = points.around(createFileKeychain(place.keychainDir))
const { app, api } = openProgram(place, { keychainEngine })
const { upload } = await api.workspaceBackups.upload({ data: readFileSync(backup).toString('base64') })
await api.workspaceBackups.inspect({ upload, passphrase })
console.log('ready')
points.arm()
const start = performance.now()
const parts = [
  { from: workspaceId, into: workspaceId, take: 'theirs' as const },
  { from: workspaceId, name: 'Restored' },
]
await api.workspaceBackups.restore({ upload, parts })
await app.close()
console.log(`done ${JSON.stringify([points.passed(), performance.now() - start])}`)
