import { openSync, writeSync } from 'node:fs'
import { childArguments } from '../child.ts'
import { createMix, type MixArguments } from '../mix.ts'
import { openProgram } from '../program.ts'

const { place, workspaceId, journal, seed } = childArguments<MixArguments>()
const { app, api, reported } = openProgram(place)
const file = openSync(journal, 'a')
const mix = await createMix({ api, workspaceId, seed })
for (;;) {
  const step = mix.next()
  // Written to the journal before and after, so the parent knows what was begun and what was acknowledged.
  writeSync(file, `${JSON.stringify(step)}\n`)
  await mix.run(step)
  if (reported.length > 0) break
  writeSync(file, 'acknowledged\n')
  console.log('acknowledged')
}
await app.close()
process.exitCode = 1
