import { writeSync } from 'node:fs'
import { childArguments } from '../child.ts'
import { createMix } from '../mix.ts'
import { openProgram, type Place } from '../program.ts'

const STDOUT = 1

const { place, steps } = childArguments<{ place: Place; steps: number }>()
const { app, api } = openProgram(place)
const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
const mix = await createMix({ api, workspaceId, seed: 3 })
writeSync(STDOUT, 'ready\n')
for (let count = 0; count < steps; count += 1) {
  await mix.run(mix.next())
  writeSync(STDOUT, `acknowledged ${count}\n`)
}
await app.close()
