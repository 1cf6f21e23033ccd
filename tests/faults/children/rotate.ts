import { createFileKeychain } from '../../helpers/keychains/file-keychain.ts'
import { childArguments } from '../child.ts'
import { createFailPoints } from '../fail-points.ts'
import { openProgram, type Place } from '../program.ts'

export interface RotateArguments {
  place: Place
  workspaceId: string
  /** The fail point to be killed at; null for none. */
  killAt: number | null
}

const { place, workspaceId, killAt } = childArguments<RotateArguments>()
const points = createFailPoints(killAt)
const keychainEngine = points.around(createFileKeychain(place.keychainDir))
const { app, api } = openProgram(place, { keychainEngine })
await api.keys.open({ workspaceId, wait: true })
console.log('ready')
points.arm()
const start = performance.now()
await api.keys.rotate({ workspaceId })
await app.close()
console.log(`done ${JSON.stringify([points.passed(), performance.now() - start])}`)
