import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { start } from '../../helpers/data-directory.ts'
import { wordpress } from '../../helpers/samples.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

/** Longer than SQLite itself waits for another program, and much shorter than the program does, in milliseconds. */
const HELD_MS = 700

/** Another process that holds the database for a while from the moment on at which this function returns. */
function holdDatabase(file: string, marker: string) {
  const script = `
    import Database from 'better-sqlite3'
    import { writeFileSync } from 'node:fs'
    const [file, marker] = process.argv.slice(-2)
    const database = new Database(file)
    database.exec('BEGIN IMMEDIATE')
    writeFileSync(marker, '')
    setTimeout(() => database.exec('ROLLBACK').close(), ${HELD_MS})`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script, file, marker], { stdio: 'inherit' })
  // The program is in the middle of its work and may not go on before.
  const pause = new Int32Array(new SharedArrayBuffer(4))
  while (!existsSync(marker)) Atomics.wait(pause, 0, 0, 5)
  return holder
}

test('a database that is busy in the middle of a bulk change repeats no part of it', async () => {
  using directory = temporaryDirectory()
  const { app, api, reported } = start(directory.path)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const connectorIds: string[] = []
  for (const name of ['First', 'Second', 'Third'])
    connectorIds.push((await api.connectors.install({ workspaceId, ...wordpress, name })).id)

  const file = join(directory.path, 'patchbay.db')
  let isHeld = false
  const stop = app.changes.on(({ topic }) => {
    if (topic !== 'connectors' || isHeld) return
    isHeld = true
    holdDatabase(file, join(directory.path, 'held'))
  })
  const path = 'auth.application_password'
  const results = await api.secrets.set({ workspaceId, connectorIds, path, value: 'canaryOfTheNewValue12345' })
  stop()
  expect(isHeld).toBe(true)
  expect(results.map(({ error }) => error)).toEqual([null, null, null])
  expect(reported).toEqual([])
  await app.close()

  const { sqlite, close } = openTestStore(file)
  const history = sqlite.prepare("SELECT subject_name FROM activity WHERE action = 'connector.update' ORDER BY id")
  expect(history.pluck().all()).toEqual(['First', 'Second', 'Third'])
  close()
})
