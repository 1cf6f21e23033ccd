import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Encrypter } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppApi } from '../../src/contract/index.ts'
import { openAtomicFile } from '../../src/main/files.ts'
import { createMemoryKeychain } from '../helpers/memory-keychain.ts'
import { refusal } from '../helpers/errors.ts'
import { SECRET, wordpress } from '../helpers/samples.ts'
import { readSecrets } from '../helpers/secrets.ts'
import { ben, createTestApp, openTestStore, temporaryDirectory, type TestApp } from '../helpers/test-app.ts'

const PASSPHRASE = 'six words of a backup passphrase'
const hasAge = spawnSync('age', ['--version']).status === 0

let directory: ReturnType<typeof temporaryDirectory>
let program: TestApp
let workspaceId: string
let connectorId: string
const at = (name: string) => join(directory.path, name)

/** A program on a database file of its own, whose exports go to `out`. */
const startProgram = (name: string, keychain = createMemoryKeychain()) =>
  createTestApp({
    store: openTestStore(at(`${name}.db`)),
    keychain,
    host: { openExport: () => openAtomicFile(at('backup.age')) },
  })

beforeEach(async () => {
  directory = temporaryDirectory()
  program = startProgram('source')
  workspaceId = (await program.api.workspaces.create({ name: 'Acme', colour: 'teal' })).id
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, tags: ['blog'] })
  connectorId = id
  await program.api.connectors.activate({ workspaceId, id })
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
  directory[Symbol.dispose]()
})

const upload = async (api: AppApi, bytes: Buffer = readFileSync(at('backup.age'))) => {
  const half = Math.ceil(bytes.length / 2)
  const first = await api.workspaceBackups.upload({ data: bytes.subarray(0, half).toString('base64') })
  return api.workspaceBackups.upload({ ...first, data: bytes.subarray(half).toString('base64') })
}
const open = async (api: AppApi, passphrase = PASSPHRASE, bytes?: Buffer) => {
  const { upload: id } = await upload(api, bytes)
  return { upload: id, manifest: await api.workspaceBackups.inspect({ upload: id, passphrase }) }
}
const create = () => program.api.workspaceBackups.create({ workspaceIds: [workspaceId], passphrase: PASSPHRASE })
const contentOf = (test: TestApp) => test.store.sqlite.prepare('SELECT id, name, config, auth FROM connectors').all()

test('a backup says what is in it, hides all of it, and another computer restores it under a key of its own', async () => {
  expect(await create()).toMatchObject({
    cancelled: false,
    path: at('backup.age'),
    workspaces: [{ id: workspaceId, name: 'Acme', colour: 'teal', connectors: 1, secrets: 2 }],
    unreadable: 0,
  })
  const bytes = readFileSync(at('backup.age'))
  expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)
  for (const text of ['Acme', 'Company blog', SECRET]) expect(bytes.includes(text)).toBe(false)

  const keychain = createMemoryKeychain()
  const other = startProgram('other', keychain)
  const { upload: id, manifest } = await open(other.api)
  expect(manifest).toMatchObject({ version: 1, workspaces: [{ id: workspaceId, connectors: 1, secrets: 2 }] })
  expect(await other.api.workspaces.list({})).toEqual([])
  expect(await other.api.workspaceBackups.preview({ upload: id, from: workspaceId })).toMatchObject([
    { id: connectorId, name: wordpress.name, state: 'new' },
  ])
  const [restored] = await other.api.workspaceBackups.restore({ upload: id, parts: [{ from: workspaceId }] })
  expect(restored).toMatchObject({ name: 'Acme', isNew: true, added: 1 })
  const target = restored?.workspaceId ?? ''
  expect(await other.api.connectors.list({ workspaceId: target })).toMatchObject([
    { id: connectorId, name: wordpress.name, status: 'active', tags: ['blog'], createdByName: 'Ada' },
  ])
  expect(keychain.entries.size).toBe(1)
  await other.app.close()
  expect(await readSecrets(at('other.db'), keychain, target)).toContain(SECRET)
})

test('a preview names what is new, changed and in conflict, and each is kept or taken as chosen', async () => {
  const { api } = program
  const names = ['Changed', 'Renamed away', 'Same']
  const ids = new Map<string, string>()
  for (const name of names) ids.set(name, (await api.connectors.install({ workspaceId, ...wordpress, name })).id)
  await create()
  const config = { site_url: 'https://new.example.com' }
  await api.connectors.update({ workspaceId, id: ids.get('Changed') ?? '', config })
  await api.connectors.remove({ workspaceId, id: connectorId })
  await api.connectors.install({ workspaceId, ...wordpress })
  await api.connectors.remove({ workspaceId, id: ids.get('Renamed away') ?? '' })
  const { upload: id } = await open(api)
  const part = { from: workspaceId, into: workspaceId }
  const preview = await api.workspaceBackups.preview({ upload: id, ...part })
  expect(Object.fromEntries(preview.map(({ name, state, differs }) => [name, [state, ...differs]]))).toEqual({
    [wordpress.name]: ['conflict', 'status', 'tags'],
    Changed: ['changed', 'config'],
    'Renamed away': ['new'],
    Same: ['same'],
  })
  const choices = { [ids.get('Changed') ?? '']: 'theirs' as const }
  expect(await api.workspaceBackups.restore({ upload: id, parts: [{ ...part, choices }] })).toMatchObject([
    { isNew: false, added: 1, replaced: 1, kept: 2 },
  ])
  const changed = await api.connectors.get({ workspaceId, id: ids.get('Changed') ?? '' })
  expect(changed.config).toMatchObject(wordpress.config)
  expect((await api.connectors.list({ workspaceId })).map(({ name, status }) => [name, status])).toEqual([
    ['Changed', 'inactive'],
    [wordpress.name, 'inactive'],
    ['Renamed away', 'inactive'],
    ['Same', 'inactive'],
  ])
})

test('restoring is all or nothing: what fails in the last part leaves the first one undone', async () => {
  const second = await program.api.workspaces.create({ name: 'Globex' })
  await program.api.connectors.install({ workspaceId: second.id, ...wordpress })
  await program.api.workspaceBackups.create({ passphrase: PASSPHRASE })
  const keychain = createMemoryKeychain()
  const other = startProgram('other', keychain)
  await other.api.workspaces.create({ name: 'Globex' })
  const { upload: id, manifest } = await open(other.api)
  expect(manifest.workspaces.map(({ name }) => name)).toEqual(['Acme', 'Globex'])
  const parts = [{ from: workspaceId }, { from: second.id }]
  expect(await refusal(other.api.workspaceBackups.restore({ upload: id, parts }))).toMatchObject({ code: 'conflict' })
  expect((await other.api.workspaces.list({})).map(({ name }) => name)).toEqual(['Globex'])
  expect(contentOf(other)).toEqual([])
  expect(keychain.entries.size).toBe(1)
  const renamed = [{ from: workspaceId }, { from: second.id, name: 'Globex again' }]
  await other.api.workspaceBackups.restore({ upload: id, parts: renamed })
  expect((await other.api.workspaces.list({})).map(({ name }) => name)).toEqual(['Acme', 'Globex', 'Globex again'])
  expect(contentOf(other)).toHaveLength(2)
  await other.app.close()
})

test('a wrong passphrase, and a file that is damaged, foreign, costly or newer, are refused and nothing is written', async () => {
  await create()
  const bytes = readFileSync(at('backup.age'))
  const changed = (offset: number, change: (byte: number) => number) => {
    const copy = Buffer.from(bytes)
    copy[offset] = change(copy[offset] ?? 0)
    return copy
  }
  // Another letter of base64, so that the header can still be read.
  const otherLetter = (byte: number) => (byte === 0x41 ? 0x42 : 0x41)
  const cases: [string, Buffer, string, string][] = [
    ['wrong passphrase', bytes, 'another passphrase', 'wrong_passphrase'],
    ['a changed payload', changed(bytes.length - 40, (byte) => byte ^ 1), PASSPHRASE, 'damaged_backup'],
    ['a cut end', bytes.subarray(0, -20), PASSPHRASE, 'damaged_backup'],
    ['a changed header', changed(bytes.indexOf('---') + 8, otherLetter), PASSPHRASE, 'damaged_backup'],
    ['no age file', Buffer.from('{"connectors":[]}'), PASSPHRASE, 'foreign_backup'],
    ['nothing', Buffer.alloc(1), PASSPHRASE, 'foreign_backup'],
    ['a costly file', withWorkFactor(bytes, 19), PASSPHRASE, 'work_too_high_backup'],
    ['a file of another program', await makeFile('hello\n'), PASSPHRASE, 'foreign_backup'],
    ['a newer one', await makeFile('{"format":"patchbay-backup","version":2}\n'), PASSPHRASE, 'newer_backup'],
    ['half of one', await makeFile('{"format":"patchbay-backup","version":1}\n'), PASSPHRASE, 'damaged_backup'],
  ]
  const before = JSON.stringify(contentOf(program))
  for (const [what, file, passphrase, reason] of cases) {
    const { upload: id } = await upload(program.api, file)
    const refused = await refusal(program.api.workspaceBackups.inspect({ upload: id, passphrase }))
    expect([what, refused.code, refused.reason]).toEqual([what, 'invalid', reason])
    const parts = [{ from: workspaceId }]
    expect(await refusal(program.api.workspaceBackups.restore({ upload: id, parts }))).toMatchObject({
      code: 'conflict',
    })
  }
  expect(JSON.stringify(contentOf(program))).toBe(before)
})

test('only an owner makes a backup, only an admin restores into a workspace, and an upload is its own account’s', async () => {
  await create()
  const { upload: id } = await open(program.api)
  const stranger = program.as(ben)
  expect(await refusal(stranger.workspaceBackups.create({ passphrase: PASSPHRASE }))).toMatchObject({
    code: 'forbidden',
  })
  await stranger.workspaces.create({ name: 'Of Ben' })
  const calls = [
    () => stranger.workspaceBackups.create({ workspaceIds: [workspaceId], passphrase: PASSPHRASE }),
    () => stranger.workspaceBackups.preview({ upload: id, from: workspaceId }),
    async () => {
      const own = await open(stranger)
      return stranger.workspaceBackups.preview({ upload: own.upload, from: workspaceId, into: workspaceId })
    },
  ]
  for (const call of calls) expect(await refusal(call())).toMatchObject({ code: 'not_found' })
  program.store.sqlite.prepare("INSERT INTO members VALUES (?, 'ben', 'Ben', 'member', '')").run(workspaceId)
  const own = await open(stranger)
  const parts = [{ from: workspaceId, into: workspaceId }]
  expect(await refusal(stranger.workspaceBackups.restore({ upload: own.upload, parts }))).toMatchObject({
    code: 'forbidden',
  })
})

test('a connector of an imported entry brings the entry along', async () => {
  const entry = {
    format: 1,
    key: 'internal-tool',
    name: 'Internal tool',
    authType: 'api_key',
    configSchema: { type: 'object', properties: {} },
    authSchema: { type: 'object', required: ['token'], properties: { token: { type: 'string' } } },
  }
  const imported = await program.api.catalog.import({ text: JSON.stringify(entry) })
  expect(imported).toMatchObject({ entries: [{ effect: 'add' }] })
  await program.api.connectors.install({
    workspaceId,
    catalogKey: 'internal-tool',
    name: 'Tool',
    auth: { token: 'canary-of-tool' },
  })
  await create()
  const keychain = createMemoryKeychain()
  const other = startProgram('other', keychain)
  const { upload: id } = await open(other.api)
  const [restored] = await other.api.workspaceBackups.restore({ upload: id, parts: [{ from: workspaceId }] })
  expect(restored).toMatchObject({ added: 2 })
  expect((await other.api.catalog.get({ key: 'internal-tool' })).source).toBe('imported')
  await other.app.close()
  expect(await readSecrets(at('other.db'), keychain, restored?.workspaceId ?? '')).toContain('canary-of-tool')
})

test('restored connectors are checked against the entries that are here', async () => {
  const entry = (required: string[]) => ({
    format: 1,
    key: 'internal-tool',
    name: 'Internal tool',
    authType: 'none',
    configSchema: { type: 'object', required, properties: { host: { type: 'string' }, port: { type: 'integer' } } },
    authSchema: {},
  })
  await program.api.catalog.import({ text: JSON.stringify(entry(['host'])) })
  const config = { host: 'example.com' }
  await program.api.connectors.install({ workspaceId, catalogKey: 'internal-tool', name: 'Tool', config })
  await create()
  const other = startProgram('other')
  await other.api.workspaces.create({ name: 'Globex' })
  await other.api.catalog.import({ text: JSON.stringify(entry(['host', 'port'])) })
  const { upload: id } = await open(other.api)
  const told = new Promise<void>((resolve) => {
    let count = 0
    // The first is the restore itself, the second what the check has found.
    other.app.changes.on(({ topic }) => topic === 'connectors' && ++count === 2 && resolve())
  })
  const [restored] = await other.api.workspaceBackups.restore({ upload: id, parts: [{ from: workspaceId }] })
  await told
  const cards = await other.api.connectors.list({ workspaceId: restored?.workspaceId ?? '' })
  expect(cards.map(({ name, attention }) => [name, attention])).toEqual(
    expect.arrayContaining([
      ['Tool', 1],
      [wordpress.name, 0],
    ]),
  )
  await other.app.close()
})

if (!hasAge) console.log('skipped: no age')

test.runIf(hasAge)('the age command opens a backup with its passphrase', async () => {
  await create()
  // age reads a passphrase from a terminal only; script(1) gives it one.
  const command = `age -d -o ${at('plain.txt')} ${at('backup.age')}`
  const { status } = spawnSync('script', ['-qec', command, '/dev/null'], { input: `${PASSPHRASE}\n`, timeout: 60_000 })
  expect([status, readdirSync(directory.path).includes('plain.txt')]).toEqual([0, true])
  const [header = '', connector = ''] = readFileSync(at('plain.txt'), 'utf8').split('\n')
  expect(JSON.parse(header)).toMatchObject({ format: 'patchbay-backup', version: 1, workspaces: [{ name: 'Acme' }] })
  expect(JSON.parse(connector)).toMatchObject({
    name: wordpress.name,
    secrets: { 'auth.username': { value: 'editor' } },
  })
})

/** The same file, asking for another work factor. */
const withWorkFactor = (bytes: Buffer, factor: number) =>
  Buffer.concat([
    Buffer.from(bytes.subarray(0, bytes.indexOf('---')).toString('latin1').replace(/ 17\n/, ` ${factor}\n`), 'latin1'),
    bytes.subarray(bytes.indexOf('---')),
  ])

/** An age file with this text under the usual passphrase. */
async function makeFile(text: string): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(PASSPHRASE)
  encrypter.setScryptWorkFactor(10)
  return Buffer.from(await encrypter.encrypt(text))
}

/** Runs something while a restore encrypts; answers what the restore came to. */
async function whileEncrypting(restoring: Promise<unknown>, run: () => Promise<unknown>) {
  let isOver = false
  const settled = Promise.allSettled([restoring]).finally(() => (isOver = true))
  while ((await program.api.workspaceBackups.progress({}))?.phase !== 'encrypting') {
    expect(isOver).toBe(false)
    await nextTurn()
  }
  await run()
  return (await settled)[0]
}

/** Fills the workspace so that work on it takes some turns of the event loop. */
function fillMore(count: number) {
  const { sqlite } = program.store
  const row = sqlite.prepare('SELECT * FROM connectors').get() as Record<string, unknown>
  const names = Object.keys(row)
  const insert = sqlite.prepare(
    `INSERT INTO connectors (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
  )
  for (let n = 0; n < count; n += 1) insert.run({ ...row, id: `copy-${n}`, name: `Copy ${n}`, name_key: `copy ${n}` })
}

test('a restore that is cancelled half way leaves everything as it was, and says so', async () => {
  fillMore(1500)
  await create()
  const { upload: id } = await open(program.api)
  await program.api.connectors.update({ workspaceId, id: connectorId, name: 'Renamed' })
  const before = contentOf(program)
  const parts = [
    { from: workspaceId, into: workspaceId, take: 'theirs' as const },
    { from: workspaceId, name: 'Other' },
  ]
  const restoring = program.api.workspaceBackups.restore({ upload: id, parts })
  const outcome = await whileEncrypting(restoring, () => program.api.workspaceBackups.cancel({}))
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'conflict', reason: 'cancelled' } })
  expect(contentOf(program)).toEqual(before)
  expect(await program.api.workspaces.list({})).toHaveLength(1)
  expect(program.store.sqlite.prepare('SELECT count(*) FROM temp.sqlite_schema').pluck().get()).toBe(0)
})

test('a change that falls into a restore is neither lost nor in its way', async () => {
  fillMore(1500)
  await create()
  const { upload: id } = await open(program.api)
  const parts = [
    { from: workspaceId, name: 'Other' },
    { from: workspaceId, into: workspaceId, take: 'theirs' as const },
  ]
  const restoring = program.api.workspaceBackups.restore({ upload: id, parts })
  const outcome = await whileEncrypting(restoring, () =>
    program.api.connectors.install({ workspaceId, ...wordpress, name: 'Meanwhile' }),
  )
  expect(outcome).toMatchObject({ status: 'fulfilled' })
  const names = (await program.api.connectors.list({ workspaceId })).map(({ name }) => name)
  expect(names).toContain('Meanwhile')
})

test('connectors that have swapped their names get them back', async () => {
  const { id: otherId } = await program.api.connectors.install({ workspaceId, ...wordpress, name: 'Other' })
  await create()
  const rename = (which: string, name: string) => program.api.connectors.update({ workspaceId, id: which, name })
  await rename(connectorId, 'Passing')
  await rename(otherId, wordpress.name)
  await rename(connectorId, 'Other')
  const { upload: id } = await open(program.api)
  await program.api.workspaceBackups.restore({
    upload: id,
    parts: [{ from: workspaceId, into: workspaceId, take: 'theirs' }],
  })
  const names = (await program.api.connectors.list({ workspaceId })).map((one) => [one.id, one.name])
  expect(Object.fromEntries(names)).toEqual({ [connectorId]: wordpress.name, [otherId]: 'Other' })
})

test('two workspaces of a backup cannot go into one at once', async () => {
  await create()
  const { upload: id } = await open(program.api)
  const part = { from: workspaceId, into: workspaceId }
  expect(await refusal(program.api.workspaceBackups.restore({ upload: id, parts: [part, part] }))).toMatchObject({
    code: 'invalid',
  })
})

test('a backup tells how many secrets could not be read and are not in it', async () => {
  const envelope = "json_replace(auth, '$.\"auth.application_password\".value', 'enc1:1:AAAA')"
  program.store.sqlite.exec(`UPDATE connectors SET auth = ${envelope}`)
  expect(await create()).toMatchObject({ unreadable: 1 })
  expect(await program.api.workspaceBackups.progress({})).toMatchObject({ phase: 'ended', unreadable: 1 })
  const { manifest } = await open(program.api)
  expect(manifest.workspaces).toMatchObject([{ connectors: 1, secrets: 1, unreadable: 1 }])
})
