import { writeSync } from 'node:fs'
import { childArguments } from '../child.ts'
import { openProgram, type Place } from '../program.ts'

const STDOUT = 1

const { place, workspaceId, id, round } = childArguments<{
  place: Place
  workspaceId: string
  id: string
  round: number
}>()
const { api } = openProgram(place)
const { config } = await api.connectors.get({ workspaceId, id })
for (let count = 0; ; count += 1) {
  const description = `change-${round}-${count}`
  await api.connectors.update({ workspaceId, id, config, secrets: { set: {}, clear: [] }, description })
  writeSync(STDOUT, `acknowledged ${description}\n`)
  if (count % 3 === 2) await api.sharing.sync({ workspaceId })
}
