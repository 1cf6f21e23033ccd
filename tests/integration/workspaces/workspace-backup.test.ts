import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { armor, Encrypter } from 'age-encryption'
import { expect } from 'vitest'
import { decryptWithAge, encryptWithAge, hasAge } from '../../helpers/backups/age-command.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { contentOf, PASSPHRASE, test } from '../../helpers/backups/backup-test.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { readSecrets } from '../../helpers/secrets.ts'
import { addMember, ben } from '../../helpers/test-app.ts'

test('a backup says what is in it, hides all of it, and another computer restores it under a key of its own', async ({
  source: { workspaceId, connectorId, at, create, startProgram, open },
}) => {
  expect(await create()).toMatchObject({
    cancelled: false,
    path: at('backup.age'),
    workspaces: [{ id: workspaceId, name: 'Acme', colour: 'teal', connectors: 1, secrets: 1 }],
    unreadable: 0,
  })
  const bytes = readFileSync(at('backup.age'))
  expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)
  for (const text of ['Acme', 'Company blog', SECRET]) expect(bytes.includes(text)).toBe(false)

  const keychain = createMemoryKeychain()
  const other = startProgram('other', keychain)
  const { upload: id, manifest } = await open(other.api)
  expect(manifest).toMatchObject({ version: 1, workspaces: [{ id: workspaceId, connectors: 1, secrets: 1 }] })
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
  // One for the workspace and one for the person.
  expect(keychain.entries.size).toBe(2)
  await other.app.close()
  expect(await readSecrets(at('other.db'), keychain, target)).toContain(SECRET)
})

test('a backup carries saved views, pins, descriptions, colours and why a test failed; a view that is there already stays', async ({
  source: { program, workspaceId, connectorId, create, startProgram, open },
}) => {
  const { api } = program
  const shown = { description: 'The blog', colour: 'red' as const, isPinned: true }
  const { isPinned, ...texts } = shown
  await api.connectors.update({ workspaceId, id: connectorId, ...texts })
  await api.connectors.changeMany({ workspaceId, changes: [{ id: connectorId, isPinned }] })
  await api.views.save({ workspaceId, name: 'Failing', query: '?status=error&sort=updated&group=tag&density=rows' })
  await api.views.save({ workspaceId, name: 'Blogs', query: '?type=wordpress' })
  const failure = {
    status: 'error',
    statusMessage: 'Nothing answers',
    statusCause: { reason: 'refused', values: { host: 'a' } },
  }
  program.store.sqlite
    .prepare('UPDATE connectors SET status = ?, status_message = ?, status_cause = ? WHERE id = ?')
    .run(failure.status, failure.statusMessage, JSON.stringify(failure.statusCause), connectorId)
  await create()

  const other = startProgram('other')
  const { upload } = await open(other.api)
  const [restored] = await other.api.workspaceBackups.restore({ upload, parts: [{ from: workspaceId }] })
  const target = { workspaceId: restored?.workspaceId ?? '' }
  expect(await other.api.connectors.list(target)).toMatchObject([{ ...shown, ...failure }])
  expect(await other.api.views.list(target)).toMatchObject([
    { name: 'Blogs', query: '?type=wordpress' },
    { name: 'Failing', query: '?status=error&sort=updated&group=tag&density=rows' },
  ])
  await other.app.close()

  const [blogs] = await api.views.list({ workspaceId })
  await api.views.remove({ workspaceId, id: blogs?.id ?? '' })
  await api.views.save({ workspaceId, name: 'failing', query: '?status=inactive' })
  const again = await open(api)
  await api.workspaceBackups.restore({ upload: again.upload, parts: [{ from: workspaceId, into: workspaceId }] })
  expect(await api.views.list({ workspaceId })).toMatchObject([
    { name: 'Blogs', query: '?type=wordpress' },
    { name: 'failing', query: '?status=inactive' },
  ])
})

test('a backup of an earlier version, which has none of that, is restored', async ({ source: { program, upload } }) => {
  const { api } = program
  const bytes = await makeFile(EARLIER_BACKUP)
  const { upload: id } = await upload(api, bytes)
  await api.workspaceBackups.inspect({ upload: id, passphrase: PASSPHRASE })
  const [restored] = await api.workspaceBackups.restore({ upload: id, parts: [{ from: 'workspace-of-eve' }] })
  const target = { workspaceId: restored?.workspaceId ?? '' }
  expect(await api.connectors.list(target)).toMatchObject([{ description: '', colour: null, isPinned: false }])
  expect(await api.views.list(target)).toEqual([])
})

test('a wrong passphrase, and a file that is damaged, foreign, costly or newer, are refused and nothing is written', async ({
  source: { program, workspaceId, at, create, upload },
}) => {
  await create()
  const bytes = readFileSync(at('backup.age'))
  const changed = (offset: number, change: (byte: number) => number) => {
    const copy = Buffer.from(bytes)
    copy[offset] = change(copy[offset] ?? 0)
    return copy
  }
  // Another letter of base64, so the header can still be read.
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

test('only an owner makes a backup, only an admin restores into a workspace, and an upload is its own account’s', async ({
  source: { program, workspaceId, create, open },
}) => {
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
  addMember(program.store, workspaceId, ben, 'member')
  const own = await open(stranger)
  const parts = [{ from: workspaceId, into: workspaceId }]
  expect(await refusal(stranger.workspaceBackups.restore({ upload: own.upload, parts }))).toMatchObject({
    code: 'forbidden',
  })
})

test('secrets are written to a file only for somebody who proves again who they are', async ({
  source: { program, workspaceId, at },
}) => {
  const { api, app } = program
  const { id: other } = await api.workspaces.create({ name: 'Globex', passphrase: 'six words that open globex again' })
  const all = { passphrase: PASSPHRASE }
  const one = { ...all, workspaceIds: [workspaceId] }
  const acme = { [workspaceId]: ' ACME ' }
  const refused: [object, string[]][] = [
    [one, [workspaceId]],
    [{ ...one, proof: { [workspaceId]: 'Globex' } }, [workspaceId]],
    [{ ...one, proof: { [other]: 'Acme' } }, [workspaceId]],
    [all, [workspaceId, other]],
    [{ ...all, proof: acme }, [other]],
    [{ ...all, proof: { ...acme, [other]: 'Globex' } }, [other]],
    [{ ...all, proof: { ...acme, [other]: PASSPHRASE } }, [other]],
  ]
  for (const [input, missing] of refused) {
    const error = await refusal(api.workspaceBackups.create(input as typeof one))
    expect(error).toMatchObject({ code: 'invalid', reason: 'proof_needed' })
    expect(Object.keys(error.fields ?? {}).sort()).toEqual(missing.map((id) => `proof.${id}`).sort())
  }
  expect(existsSync(at('backup.age'))).toBe(false)
  const proof = { ...acme, [other]: 'six words that open globex again' }
  expect(await api.workspaceBackups.create({ ...all, proof })).toMatchObject({ path: at('backup.age') })

  // Where the system confirms people, it does so in place of the name, and of nothing else.
  const openExport = () => openAtomicFile(at('confirmed.age'))
  const create = async (input: object, answer: boolean) =>
    app.dispatch('workspaceBackups.create', input, { openExport, confirmPerson: () => Promise.resolve(answer) })
  expect(await create(one, false)).toMatchObject({ ok: false, error: { code: 'forbidden', reason: 'not_confirmed' } })
  expect(await create(all, true)).toMatchObject({ ok: false, error: { code: 'invalid', reason: 'proof_needed' } })
  expect(existsSync(at('confirmed.age'))).toBe(false)
  expect(await create(one, true)).toMatchObject({ ok: true })
})

test('a connector of an imported entry brings the entry along', async ({
  source: { program, workspaceId, at, create, startProgram, open },
}) => {
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

test('restored connectors are checked against the entries that are here', async ({
  source: { program, workspaceId, create, startProgram, open },
}) => {
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
  const checkIsOver = new Promise<void>((resolve) => {
    let count = 0
    // The first is the restore itself, the second what the check has found.
    other.app.changes.on(({ topic }) => topic === 'connectors' && ++count === 2 && resolve())
  })
  const [restored] = await other.api.workspaceBackups.restore({ upload: id, parts: [{ from: workspaceId }] })
  await checkIsOver
  const cards = await other.api.connectors.list({ workspaceId: restored?.workspaceId ?? '' })
  expect(cards.map(({ name, attention }) => [name, attention])).toEqual(
    expect.arrayContaining([
      ['Tool', 1],
      [wordpress.name, 0],
    ]),
  )
  await other.app.close()
})

test('a backup that `age -a` has written as text opens like any other, and one that is cut off is damaged', async ({
  source: { at, create, startProgram, upload, workspaceId },
}) => {
  await create()
  const written = armor.encode(readFileSync(at('backup.age')))
  const { api, app } = startProgram('other')
  for (const text of [written, `\n${written.replaceAll('\n', '\r\n')}\r\n`]) {
    const { upload: id } = await upload(api, Buffer.from(text))
    const manifest = await api.workspaceBackups.inspect({ upload: id, passphrase: PASSPHRASE })
    expect(manifest).toMatchObject({ workspaces: [{ id: workspaceId, connectors: 1 }] })
  }
  const { upload: id } = await upload(api, Buffer.from(written))
  await api.workspaceBackups.inspect({ upload: id, passphrase: PASSPHRASE })
  expect(await api.workspaceBackups.restore({ upload: id, parts: [{ from: workspaceId }] })).toMatchObject([
    { name: 'Acme', added: 1 },
  ])
  const { upload: cut } = await upload(api, Buffer.from(written.slice(0, -60)))
  expect(await refusal(api.workspaceBackups.inspect({ upload: cut, passphrase: PASSPHRASE }))).toMatchObject({
    reason: 'damaged_backup',
  })
  await app.close()
})

if (!hasAge) console.log('skipped: no age')

test.runIf(hasAge)('the age command opens a backup with its passphrase', async ({ source: { at, create } }) => {
  await create()
  const [header = '', connector = ''] = decryptWithAge(at('backup.age'), PASSPHRASE).split('\n')
  expect(JSON.parse(header)).toMatchObject({ format: 'patchbay-backup', version: 1, workspaces: [{ name: 'Acme' }] })
  expect(JSON.parse(connector)).toMatchObject({
    name: wordpress.name,
    secrets: { 'auth.application_password': { value: SECRET } },
  })
})

test.runIf(hasAge)(
  'with a passphrase that Unicode would write otherwise, age opens a backup and Patchbay what age has encrypted again',
  async ({ source: { program, workspaceId, at, upload } }) => {
    const passphrase = 'half (½) of № nine words, ﬁne ones'
    await program.api.workspaceBackups.create({
      ...{ workspaceIds: [workspaceId], passphrase },
      proof: { [workspaceId]: 'Acme' },
    })
    const again = encryptWithAge(decryptWithAge(at('backup.age'), passphrase), at('again.age'), passphrase)
    const { upload: id } = await upload(program.api, again)
    expect(await program.api.workspaceBackups.inspect({ upload: id, passphrase })).toMatchObject({
      workspaces: [{ id: workspaceId, secrets: 1 }],
    })
  },
)

test('a backup tells how many secrets could not be read and are not in it', async ({
  source: { program, create, open },
}) => {
  const envelope = "json_replace(auth, '$.\"auth.application_password\".value', 'enc1:1:AAAA')"
  program.store.sqlite.exec(`UPDATE connectors SET auth = ${envelope}`)
  expect(await create()).toMatchObject({ unreadable: 1 })
  expect(await program.api.workspaceBackups.progress({})).toMatchObject({ phase: 'ended', unreadable: 1 })
  const { manifest } = await open(program.api)
  expect(manifest.workspaces).toMatchObject([{ connectors: 1, secrets: 0, unreadable: 1 }])
})
/** The same file, asking for another work factor. */
const withWorkFactor = (bytes: Buffer, factor: number) =>
  Buffer.concat([
    Buffer.from(
      bytes
        .subarray(0, bytes.indexOf('---'))
        .toString('latin1')
        .replace(/ \d+\n/, ` ${factor}\n`),
      'latin1',
    ),
    bytes.subarray(bytes.indexOf('---')),
  ])

const at = '2026-01-02T03:04:05.000Z'
const who = { createdAt: at, createdBy: 'eve', createdByName: 'Eve', updatedAt: at, updatedByName: 'Eve' }
const EARLIER_CONNECTOR = `${JSON.stringify({
  ...{ id: 'connector-of-eve', name: 'Blog', catalogKey: 'wordpress', catalogVersion: '1.0.0', status: 'inactive' },
  ...{ statusMessage: null, config: wordpress.config, tags: [], secretExpiresAt: null, secrets: {}, ...who },
})}\n`
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** The text of a backup that was made before there were saved views, pins, descriptions and colours of connectors. */
const EARLIER_BACKUP = `${JSON.stringify({
  ...{ format: 'patchbay-backup', version: 1, program: '0.0.1', createdAt: at },
  entries: { count: 0, sha256: digest('') },
  workspaces: [
    {
      ...{ id: 'workspace-of-eve', name: 'Of Eve', colour: 'pink', connectors: 1, secrets: 0 },
      sha256: digest(EARLIER_CONNECTOR),
    },
  ],
})}\n${EARLIER_CONNECTOR}`

/** An age file with this text under the usual passphrase. */
async function makeFile(text: string): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(PASSPHRASE)
  encrypter.setScryptWorkFactor(10)
  return Buffer.from(await encrypter.encrypt(text))
}
