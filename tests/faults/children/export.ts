import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { childArguments } from '../child.ts'
import { openProgram, type Place } from '../program.ts'

/** Exports one file again and again, with one target more or less each time. */
const { place, workspaceId, out, id } = childArguments<{ place: Place; workspaceId: string; out: string; id: string }>()
const { app, api } = openProgram(place)
console.log('ready')
for (;;) {
  for (const change of [api.connectors.deactivate, api.connectors.activate]) {
    await change({ workspaceId, id })
    const reply = await app.dispatch(
      'targets.export',
      { workspaceId },
      { openExport: () => openAtomicFile(out, app.unfinished) },
    )
    if (!reply.ok) throw new Error(reply.error.message)
  }
}
