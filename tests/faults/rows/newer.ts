import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { openProgram, placeIn } from '../program.ts'
import { createTally, type Row } from '../row.ts'

export const newer: Row = {
  fault: 'older program on a newer database',
  atLeast: 20,
  run: async (scale) => {
    const tally = createTally()
    for (let ahead = 1; ahead <= (scale === 'full' ? 10 : 2); ahead += 1)
      for (const withLog of [false, true]) await openNewer(ahead, withLog, tally.did, tally.expect)
    return tally.outcome
  },
}

/** A newer program has left a database, with or without commits that are only in its log. */
async function openNewer(
  ahead: number,
  withLog: boolean,
  did: () => void,
  expect: (ok: boolean, miss: string) => void,
) {
  using directory = temporaryDirectory()
  const place = placeIn(directory.path)
  const { app, api } = openProgram(place)
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const file = join(place.dataDir, 'patchbay.db')
  const sqlite = new Database(file)
  const version = (sqlite.pragma('user_version', { simple: true }) as number) + ahead
  sqlite.exec('CREATE TABLE from_the_future (x)')
  sqlite.pragma(`user_version = ${version}`)
  const kept = ['patchbay.db', ...(withLog ? ['patchbay.db-wal'] : [])]
  if (withLog) for (const name of kept) copyFileSync(join(place.dataDir, name), join(directory.path, name))
  sqlite.close()
  // As a kill leaves it: the log with the newest commits lies beside the database.
  if (withLog) for (const name of kept) copyFileSync(join(directory.path, name), join(place.dataDir, name))
  const before = kept.map((name) => readFileSync(join(place.dataDir, name)))
  did()
  try {
    await openProgram(place).app.close()
    expect(false, `a database that is ${ahead} versions newer was opened`)
  } catch (error) {
    const { reason, message } = error as { reason?: string; message: string }
    expect(reason === 'newer_database', `the reason is ${reason}: ${message}`)
    expect(
      message.includes(String(version)) && message.includes(String(version - ahead)),
      `versions missing: ${message}`,
    )
  }
  const same = kept.every((name, index) => readFileSync(join(place.dataDir, name)).equals(before[index]!))
  expect(same, `${withLog ? 'with' : 'without'} a log: the files have changed`)
}
