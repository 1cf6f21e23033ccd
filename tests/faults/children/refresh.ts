import { createFileKeychain } from '../../helpers/keychains/file-keychain.ts'
import { localNetwork } from '../../helpers/services/local-network.ts'
import { childArguments } from '../child.ts'
import { createFailPoints } from '../fail-points.ts'
import { openProgram, type Place } from '../program.ts'

export interface RefreshArguments {
  place: Place
  workspaceId: string
  id: string
  /** The instant at which the tokens have ended. */
  now: string
  /** The fail point to be killed at; null for none. */
  killAt: number | null
}

const { place, workspaceId, id, now, killAt } = childArguments<RefreshArguments>()
const points = createFailPoints(killAt)
const { app, api } = openProgram(place, {
  keychainEngine: points.around(createFileKeychain(place.keychainDir)),
  network: localNetwork({ mayBeHere: true }),
  clock: () => new Date(now),
})
await api.keys.open({ workspaceId, wait: true })
console.log('ready')
points.arm()
const start = performance.now()
await api.connectionTests.test({ workspaceId, id })
await app.close()
console.log(`done ${JSON.stringify([points.passed(), performance.now() - start])}`)
