import { childArguments } from '../child.ts'
import { createFailPoints } from '../fail-points.ts'
import { openProgram, type Place } from '../program.ts'

/** `killAt` is the number of the fail point that the process is killed at; null for none. */
export interface FirstStartArguments {
  place: Place
  killAt: number | null
}

const { place, killAt } = childArguments<FirstStartArguments>()
const points = createFailPoints(killAt)
console.log('ready')
points.arm()
const { app, api } = openProgram(place)
await api.workspaces.create({ name: 'Acme' })
console.log(`done ${points.passed()}`)
await app.close()
