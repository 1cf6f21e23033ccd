import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { mountSmallDisk } from '../../helpers/small-disk.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { killAfter, lineFrom, startChild } from '../child.ts'
import { openProgram, type Place, placeIn } from '../program.ts'
import { createRandom, integer } from '../../helpers/random.ts'
import { createTally, type Row, type Tally } from '../row.ts'

const TARGETS = 3000
/** Room for the old file and most of the new one. */
const DISK_MEGABYTES = 16
const PAGE = 4096
const LONGEST_MS = 150

export const exportsKilled: Row = {
  fault: 'export killed',
  atLeast: 100,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const outDir = join(directory.path, 'out')
    mkdirSync(outDir)
    const out = join(outDir, 'targets.json')
    const { place, workspaceId, id } = await makeTargets(directory.path)
    const random = createRandom(5)
    for (let round = 0; round < (scale === 'full' ? 100 : 3); round += 1) {
      const child = startChild('export', { place, workspaceId, out, id })
      await lineFrom(child, 'ready')
      tally.expect(await killAfter(child, random() * LONGEST_MS), `round ${round}: the export ended on its own`)
      tally.did()
      if (existsSync(out)) expectWhole(out, `round ${round}`, tally)
      await openProgram(place).app.close()
      expectNothingElse(outDir, `round ${round}`, tally)
    }
    return tally.outcome
  },
}

export const exportsFull: Row = {
  fault: 'export out of space',
  atLeast: 100,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const disk = join(directory.path, 'disk')
    using mounted = mountSmallDisk(disk, DISK_MEGABYTES)
    if (!mounted) return { ...tally.outcome, skipped: 'no tmpfs can be mounted' }
    const { place, workspaceId } = await makeTargets(directory.path)
    const { app } = openProgram(place)
    const outDir = join(disk, 'out')
    mkdirSync(outDir)
    const out = join(outDir, 'targets.json')
    const openExport = () => openAtomicFile(out, app.unfinished)
    const first = await app.dispatch('targets.export', { workspaceId }, { openExport })
    tally.expect(first.ok, JSON.stringify(first))
    const size = statSync(out).size
    const before = readFileSync(out, 'utf8')
    const random = createRandom(6)
    for (let round = 0; round < (scale === 'full' ? 100 : 3); round += 1) {
      mounted.fill(integer(random, size - PAGE))
      const reply = await app.dispatch('targets.export', { workspaceId }, { openExport })
      tally.did()
      const error = reply.ok ? null : reply.error
      tally.expect(error?.reason === 'disk_full', `round ${round}: ${JSON.stringify(error)}`)
      tally.expect(readFileSync(out, 'utf8') === before, `round ${round}: the old file is not what it was`)
      expectNothingElse(outDir, `round ${round}`, tally)
      mounted.free()
    }
    const again = await app.dispatch('targets.export', { workspaceId }, { openExport })
    tally.expect(again.ok, 'with room again the export is still refused')
    await app.close()
    return tally.outcome
  },
}

/** A workspace with thousands of active connectors; `id` is one of them. */
async function makeTargets(directory: string): Promise<{ place: Place; workspaceId: string; id: string }> {
  const place = placeIn(directory)
  const { app, api } = openProgram(place)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({
    workspaceId,
    catalogKey: 'wordpress',
    name: 'first',
    config: { site_url: 'https://example.com' },
    auth: { username: 'editor', application_password: 'abcd'.repeat(6) },
  })
  await api.connectors.activate({ workspaceId, id })
  await app.close()
  const { sqlite } = openTestStore(join(place.dataDir, 'patchbay.db'))
  const columns = (sqlite.pragma('table_info(connectors)') as { name: string }[]).map(({ name }) => name)
  const values = columns.map((name) =>
    ['id', 'name', 'name_key'].includes(name) ? `connectors.${name} || '-' || value` : `connectors.${name}`,
  )
  const numbers = JSON.stringify(Array.from({ length: TARGETS - 1 }, (_, number) => number))
  sqlite
    .prepare(`INSERT INTO connectors (${columns.join()}) SELECT ${values.join()} FROM connectors, json_each(?)`)
    .run(numbers)
  sqlite.close()
  return { place, workspaceId, id }
}

function expectWhole(file: string, what: string, tally: Tally) {
  try {
    const { length } = JSON.parse(readFileSync(file, 'utf8')) as unknown[]
    tally.expect(length === TARGETS || length === TARGETS - 1, `${what}: the file has ${length} targets`)
  } catch (error) {
    tally.expect(false, `${what}: torn: ${String(error)}`)
  }
}

const expectNothingElse = (directory: string, what: string, tally: Tally) => {
  const remains = readdirSync(directory).filter((name) => name !== 'targets.json')
  tally.expect(remains.length === 0, `${what}: left ${remains.join()}`)
}
