import { join } from 'node:path'
import { createClient, type AppApi, type AppContract } from '../../../../src/contract/index.ts'
import { refusal } from '../../../helpers/errors.ts'
import { createMemoryKeychain } from '../../../helpers/keychains/memory-keychain.ts'
import { mountSmallDisk } from '../../../helpers/small-disk.ts'
import { errorLog } from '../../../helpers/error-log.ts'
import { serveApp } from '../../../helpers/serve-app.ts'
import { ada, openTestStore, resources, temporaryDirectory } from '../../../helpers/test-app.ts'
import { passwordOf } from '../../mix.ts'
import { openProgram, placeIn } from '../../program.ts'
import { createTally, type Row, type Tally } from '../../row.ts'

// Far more than fit: a write-ahead log that the program empties while it is filled makes room for hundreds.
const MOST_INSTALLS = 2000
const DISK_MEGABYTES = 48
const STEP_BYTES = 6 * 1024

export const diskFull: Row = {
  fault: 'disk full: small tmpfs, 50 fill levels',
  atLeast: 50,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const disk = join(directory.path, 'disk')
    using mounted = mountSmallDisk(disk, DISK_MEGABYTES)
    if (!mounted) return { ...tally.outcome, skipped: 'no tmpfs can be mounted' }
    const place = { ...placeIn(directory.path), dataDir: join(disk, 'data') }
    const { app, api, reported } = openProgram(place)
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    for (let level = 0; level < (scale === 'full' ? 50 : 3); level += 1)
      await fillAndFree(
        { api, workspaceId, level },
        { fill: () => mounted.fill(level * STEP_BYTES), free: mounted.free },
        tally,
      )
    for (const error of reported) tally.expect(false, `not expected: ${String(error)}`)
    await app.close()
    return tally.outcome
  },
}

export const pagesFull: Row = {
  fault: 'disk full: max_page_count, 50 fill levels',
  atLeast: 50,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const store = openTestStore(join(directory.path, 'x.db'))
    const reported: unknown[] = []
    const app = serveApp({
      store,
      resources,
      keychainEngine: createMemoryKeychain(),
      clock: () => new Date(),
      identity: ada,
      log: errorLog((error) => void reported.push(error)),
    })
    const api = createClient<AppContract>(app.dispatch)
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    for (let level = 0; level < (scale === 'full' ? 50 : 3); level += 1)
      await fillAndFree(
        { api, workspaceId, level },
        {
          fill: () => {
            const pages = store.sqlite.pragma('page_count', { simple: true }) as number
            store.sqlite.pragma(`max_page_count = ${pages + level}`)
          },
          free: () => void store.sqlite.pragma('max_page_count = 1000000'),
        },
        tally,
      )
    for (const error of reported) tally.expect(false, `not expected: ${String(error)}`)
    await app.close()
    return tally.outcome
  },
}

interface Where {
  api: AppApi
  workspaceId: string
  level: number
}

/** Installs until there is no room, reads everything back, makes room and installs again, all without a new start. */
async function fillAndFree(
  { api, workspaceId, level }: Where,
  { fill, free }: { fill: () => void; free: () => void },
  tally: Tally,
) {
  const names = async () => (await api.connectors.list({ workspaceId })).map(({ name }) => name)
  const install = (name: string) =>
    api.connectors.install({
      workspaceId,
      catalogKey: 'wordpress',
      name,
      config: { site_url: 'https://example.com' },
      auth: { username: 'editor', application_password: passwordOf(name) },
      // Long enough to need pages of its own.
      tags: Array.from({ length: 40 }, (_, index) => `${name}-${index}-${'x'.repeat(25)}`),
    })
  const expected = new Set(await names())
  fill()
  let full = false
  for (let count = 0; count < MOST_INSTALLS && !full; count += 1) {
    const name = `l${level}-${count}`
    const error = await refusal(install(name).then(() => expected.add(name))).catch(() => null)
    if (!error) continue
    full = true
    tally.expect(error.reason === 'disk_full', `level ${level}: ${error.code} ${error.reason}: ${error.message}`)
  }
  tally.expect(full, `level ${level}: the disk did not become full`)
  tally.did()
  const readable = await names()
  tally.expect(
    readable.length === expected.size && readable.every((name) => expected.has(name)),
    `level ${level}: ${readable.length} of ${expected.size} connectors are readable`,
  )
  free()
  const again = await install(`after-${level}`).catch((error: unknown) => String(error))
  tally.expect(typeof again !== 'string', `level ${level}: with room again: ${String(again)}`)
  // Kept small, so every level finds the same room.
  for (const { id } of await api.connectors.list({ workspaceId })) await api.connectors.remove({ workspaceId, id })
}
