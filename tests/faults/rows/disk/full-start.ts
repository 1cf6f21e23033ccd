import { join } from 'node:path'
import { mountSmallDisk } from '../../../helpers/small-disk.ts'
import { refusal } from '../../../helpers/errors.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { openProgram, placeIn } from '../../program.ts'
import { createTally, type Row } from '../../row.ts'

const DISK_MEGABYTES = 32
const STEP_BYTES = 4 * 1024

/** A start on a disk with some pages left, or none: everything can be read, and a write is refused in clear words. */
export const fullStart: Row = {
  fault: 'start on a full disk: small tmpfs, 30 fill levels',
  atLeast: 30,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const disk = join(directory.path, 'disk')
    using mounted = mountSmallDisk(disk, DISK_MEGABYTES)
    if (!mounted) return { ...tally.outcome, skipped: 'no tmpfs can be mounted' }
    const place = { ...placeIn(directory.path), dataDir: join(disk, 'data') }
    const before = openProgram(place)
    const { id: workspaceId } = await before.api.workspaces.create({ name: 'Acme' })
    await before.app.close()
    const install = ({ api }: ReturnType<typeof openProgram>, name: string) =>
      api.connectors.install({ workspaceId, ...wordpress, name })
    for (let level = 0; level < (scale === 'full' ? 30 : 3); level += 1) {
      mounted.fill(level * STEP_BYTES)
      const full = openProgram(place)
      const names = (await full.api.connectors.list({ workspaceId })).map(({ name }) => name)
      tally.expect(names.length === level, `level ${level}: ${names.length} of ${level} connectors are readable`)
      mounted.fillMore()
      const error = await refusal(install(full, `full-${level}`)).catch(() => null)
      tally.expect(error?.reason === 'disk_full', `level ${level}: the write was not refused: ${error?.reason}`)
      await full.app.close()
      mounted.free()
      const roomy = openProgram(place)
      await install(roomy, `c-${level}`).catch((cause: unknown) => tally.expect(false, String(cause)))
      await roomy.app.close()
      for (const cause of [...full.reported, ...roomy.reported]) tally.expect(false, `not expected: ${String(cause)}`)
      tally.did()
    }
    return tally.outcome
  },
}
