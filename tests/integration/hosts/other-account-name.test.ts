import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('data of another account is not taken for a loss, and the ways in are named', async () => {
  using directory = temporaryDirectory()
  const { json, run, dataDir } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  // As on a computer where the account has another name.
  const sqlite = new Database(join(dataDir, 'patchbay.db'))
  sqlite.exec("UPDATE persons SET account = 'ada', name = 'ada'")
  sqlite.close()

  const listed = await run(['workspace', 'list'])
  expect(listed.out).toMatch(/belongs to ada/)
  for (const way of [
    /patchbay member join FILE/,
    /patchbay member join --passphrase-file/,
    /patchbay backup restore FILE/,
  ])
    expect(listed.out).toMatch(way)
  expect((await json(['workspace', 'list'])).value).toEqual([])
  for (const args of [
    ['key', 'recover'],
    ['connector', 'list'],
    ['connector', 'list', '--workspace', 'Acme'],
  ]) {
    const refused = await json(args)
    expect([args, refused.code, refused.value.error?.reason]).toEqual([args, 4, 'other_account'])
    expect(refused.value.error?.message).toMatch(/belongs to ada/)
  }
  const doctor = await run(['doctor'])
  expect(doctor.code).toBe(7)
  expect(doctor.out).toMatch(/problem +Account +the data belongs to other people/)
  // A report names nobody.
  expect(doctor.out).not.toMatch(/\bada\b/)
})
