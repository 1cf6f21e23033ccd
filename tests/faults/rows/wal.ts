import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDamage } from '../../../src/main/store/files/database-files.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { createRandom, integer } from '../../helpers/random.ts'
import { createTally, type Row } from '../row.ts'

const COMMITS = 40

export const wal: Row = {
  fault: 'write-ahead log truncated, zero-filled or garbled',
  atLeast: 1000,
  run: (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const base = join(directory.path, 'base.db')
    const file = join(directory.path, 'x.db')
    const log = writeCommits(base)
    const random = createRandom(7)
    for (let round = 0; round < (scale === 'full' ? 1000 : 30); round += 1) {
      copyFileSync(`${base}.copy`, file)
      writeFileSync(`${file}-wal`, damage(log, random))
      tally.did()
      const problem = problemOf(file)
      tally.expect(problem === null, `round ${round}: ${problem}`)
    }
    return Promise.resolve(tally.outcome)
  },
}

/** A database whose last commits are only in its log; answers the log. */
function writeCommits(file: string): Buffer {
  const { sqlite } = openTestStore(file)
  sqlite.exec(
    "INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) VALUES ('w', '0', 'acme', 'blue', '', '', '', '', '', '')",
  )
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  sqlite.pragma('wal_autocheckpoint = 0')
  const insert = sqlite.prepare("INSERT INTO activity (at, actor_id, actor_name, action) VALUES ('', 'ada', 'Ada', ?)")
  const update = sqlite.prepare("UPDATE workspaces SET name = ? WHERE id = 'w'")
  for (let commit = 1; commit <= COMMITS; commit += 1)
    sqlite.transaction(() => {
      insert.run(`commit.${commit}${'x'.repeat(commit * 50)}`)
      update.run(String(commit))
    })()
  // Copied before closing, which would move the commits into the database.
  copyFileSync(file, `${file}.copy`)
  const log = readFileSync(`${file}-wal`)
  sqlite.close()
  return log
}

function damage(log: Buffer, random: () => number): Buffer {
  const from = integer(random, log.length)
  const kind = integer(random, 3)
  if (kind === 0) return log.subarray(0, from)
  const copy = Buffer.from(log)
  const to = Math.min(log.length, from + 1 + integer(random, 8192))
  for (let at = from; at < to; at += 1) copy[at] = kind === 1 ? 0 : integer(random, 256)
  return copy
}

/** Null when the database opens whole, with the first commits and nothing of a later one. */
function problemOf(file: string): string | null {
  try {
    const { sqlite } = openTestStore(file)
    try {
      const damaged = findDamage(sqlite)
      if (damaged.length > 0) return damaged.join()
      const kept = Number(sqlite.prepare('SELECT name FROM workspaces').pluck().get())
      const actions = sqlite.prepare('SELECT action FROM activity ORDER BY id').pluck().all() as string[]
      const prefix = actions.every((action, index) => action.startsWith(`commit.${index + 1}x`))
      return prefix && actions.length === kept ? null : `${actions.length} rows and a counter of ${kept}`
    } finally {
      sqlite.close()
    }
  } catch (error) {
    return String(error)
  }
}
