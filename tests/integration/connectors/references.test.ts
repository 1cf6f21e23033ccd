import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type AppApi, type AppContract, createClient } from '../../../src/contract/index.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { refusal } from '../../helpers/errors.ts'
import { localNetwork } from '../../helpers/services/local-network.ts'
import { startService } from '../../helpers/services/service.ts'
import { site, wordpressSite } from '../../helpers/services/wordpress-site.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const PATH = 'auth.application_password'
const NAME = 'PATCHBAY_TEST_PASSWORD'
/** No other text of the program has it, as its catalog has an example. */
const PASSWORD = 'kept ELSE wher eNOT here 6789'

/** A program on files of its own, with a service that takes the password of the tests alone. */
async function start() {
  const directory = temporaryDirectory()
  const at = (name: string) => join(directory.path, name)
  const service = await startService(wordpressSite({ password: PASSWORD }))
  const open = (name: string) =>
    createTestApp({
      store: openTestStore(at(`${name}.db`)),
      network: localNetwork(),
      host: { openExport: () => openAtomicFile(at('backup.age')) },
    })
  const program = open('data')
  vi.stubEnv(NAME, PASSWORD)
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  onTestFinished(async () => {
    expect(program.reported).toEqual([])
    await program.app.close()
    await service[Symbol.asyncDispose]()
    vi.unstubAllEnvs()
    directory[Symbol.dispose]()
  })
  const { config } = site(service.port)
  const install = (api: AppApi, reference: string, name = 'Blog') =>
    api.connectors.install({
      ...{ workspaceId, catalogKey: 'wordpress', name, config },
      secrets: { refer: { [PATH]: reference } },
    })
  /** All bytes that the program has written. */
  const written = () =>
    Buffer.concat(readdirSync(directory.path).map((name) => readFileSync(at(name)))).toString('latin1')
  /** The same program as a script over REST sees it. */
  const script = createClient<AppContract>((name, input) => program.app.dispatch(name, input, { isOverHttp: true }))
  return { ...program, ...{ workspaceId, directory, at, open, service, config, install, written, script } }
}

test('a secret by reference is read when it is used, shown by where it is kept, and never stored', async () => {
  const { api, workspaceId, install, written, directory } = await start()
  const { id, secrets } = await install(api, `env:${NAME}`)
  expect(secrets).toMatchObject([{ path: PATH, isSet: true, reference: `env:${NAME}` }])
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true, account: { name: 'admin' } })
  vi.stubEnv(NAME, 'zzzz zzzz zzzz zzzz zzzz zzzz')
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: false, reason: 'unauthorized' })
  vi.stubEnv(NAME, undefined)
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({
    ...{ ok: false, reason: 'secret_reference', field: PATH },
    message: `Patchbay was started without the variable ${NAME}. Set it, and start Patchbay again`,
  })
  expect(await api.connectors.list({ workspaceId })).toMatchObject([
    { testOutcome: 'failed', needsConfirmation: false },
  ])

  const file = join(directory.path, 'kept-elsewhere')
  writeFileSync(file, `${PASSWORD}\n`)
  const keeper = join(directory.path, 'keeper.mjs')
  writeFileSync(keeper, `console.log(${JSON.stringify(PASSWORD)})`)
  for (const reference of [`file:${file}`, `cmd:"${process.execPath}" '${keeper}'`]) {
    const refer = { [PATH]: reference }
    expect(
      await api.connectionTests.tryOut({
        workspaceId,
        id,
        ...tried(await api.connectors.get({ workspaceId, id })),
        secrets: { refer },
      }),
    ).toMatchObject({ ok: true, message: null })
    await api.connectors.update({ workspaceId, id, secrets: { refer } })
    expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  }
  writeFileSync(file, '')
  writeFileSync(keeper, '')
  expect(written()).not.toContain(PASSWORD)
  expect(JSON.stringify((await api.activity.list({ workspaceId })).items)).not.toContain(PASSWORD)
})

const tried = ({ catalogKey, config }: { catalogKey: string; config: Record<string, unknown> }) => ({
  catalogKey,
  config,
})

test('a reference outlives a rotation and a copy, and a value replaces it', async () => {
  const { api, workspaceId, install } = await start()
  const { id } = await install(api, `env:${NAME}`)
  await api.keys.rotate({ workspaceId })
  const copy = await api.connectors.duplicate({ workspaceId, id })
  for (const one of [id, copy.id]) {
    expect(await api.connectionTests.test({ workspaceId, id: one })).toMatchObject({ ok: true })
    expect((await api.connectors.get({ workspaceId, id: one })).secrets).toMatchObject([{ reference: `env:${NAME}` }])
  }
  await api.connectors.update({ workspaceId, id, tags: ['prod'] })
  expect((await api.connectors.get({ workspaceId, id })).secrets).toMatchObject([{ reference: `env:${NAME}` }])
  const { secrets } = await api.connectors.update({ workspaceId, id, auth: { application_password: PASSWORD } })
  expect(secrets[0]).not.toHaveProperty('reference')
  const results = await api.secrets.set({ workspaceId, connectorIds: [id], path: PATH, reference: 'env:OTHER' })
  expect(results).toMatchObject([{ error: null }])
  expect((await api.connectors.get({ workspaceId, id })).secrets).toMatchObject([{ reference: 'env:OTHER' }])
})

test('a command and a file that a script names over REST are not used before somebody here confirms them', async () => {
  const { api, script, workspaceId, install, at } = await start()
  const proof = at('was-run')
  const reference = `cmd:touch ${proof}`
  const { id, secrets } = await install(script, reference)
  expect(secrets).toMatchObject([{ reference, mustConfirm: true }])
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ needsConfirmation: true }])
  for (const way of [api, script])
    expect(await way.connectionTests.test({ workspaceId, id })).toMatchObject({
      ...{ reason: 'secret_reference', values: { why: 'unconfirmed' }, field: PATH },
    })
  const tryOut = { workspaceId, catalogKey: 'wordpress', config: { site_url: 'http://127.0.0.1:9', username: 'x' } }
  expect(
    await script.connectionTests.tryOut({ ...tryOut, secrets: { refer: { [PATH]: `file:${at('x')}` } } }),
  ).toMatchObject({ values: { why: 'unconfirmed' } })
  const confirm = { workspaceId, id, path: PATH, reference }
  expect(await refusal(script.connectors.confirmReference(confirm))).toMatchObject({ reason: 'reference_elsewhere' })
  expect(await refusal(api.connectors.confirmReference({ ...confirm, reference: 'env:X' }))).toMatchObject({
    reason: 'reference_changed',
  })
  expect(readdirSync(at('.'))).not.toContain('was-run')
  expect((await api.connectors.confirmReference(confirm)).secrets[0]).not.toHaveProperty('mustConfirm')
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ values: { why: 'empty' } })
  expect(readdirSync(at('.'))).toContain('was-run')
})

test('a backup has references and no values, and those that it brings are not used before they are confirmed', async () => {
  const { api, workspaceId, install, open, at } = await start()
  await install(api, `env:${NAME}`)
  const passphrase = 'six words of a backup passphrase'
  const backup = { workspaceIds: [workspaceId], passphrase, proof: { [workspaceId]: 'Acme' } }
  expect(await api.workspaceBackups.create(backup)).toMatchObject({ workspaces: [{ secrets: 1, references: 1 }] })
  const other = open('other')
  const data = readFileSync(at('backup.age')).toString('base64')
  const { upload } = await other.api.workspaceBackups.upload({ data })
  expect(await other.api.workspaceBackups.inspect({ upload, passphrase })).toMatchObject({
    workspaces: [{ references: 1 }],
  })
  const [restored] = await other.api.workspaceBackups.restore({ upload, parts: [{ from: workspaceId }] })
  const there = { workspaceId: restored!.workspaceId }
  const [card] = await other.api.connectors.list(there)
  expect(card).toMatchObject({ needsConfirmation: true })
  const one = { ...there, id: card!.id }
  expect(await other.api.connectionTests.test(one)).toMatchObject({ values: { why: 'unconfirmed' } })
  await other.api.connectors.confirmReference({ ...one, path: PATH, reference: `env:${NAME}` })
  expect(await other.api.connectionTests.test(one)).toMatchObject({ ok: true })
  expect(other.reported).toEqual([])
  await other.app.close()
})

test('what is shown of a reference in the database is not what counts, and no secret can look like one', async () => {
  const { api, store, workspaceId, install, at } = await start()
  const { id } = await install(api, `env:${NAME}`)
  const shown = `json_set(auth, '$."${PATH}".reference', 'cmd:touch ${at('was-run')}')`
  store.sqlite.exec(`UPDATE connectors SET auth = ${shown}`)
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  expect(readdirSync(at('.'))).not.toContain('was-run')
  const look = { 'patchbay-reference': `cmd:touch ${at('was-run')}`, isConfirmed: true }
  expect(await refusal(api.connectors.update({ workspaceId, id, secrets: { set: { [PATH]: look } } }))).toMatchObject({
    code: 'invalid',
    fields: { [PATH]: [{}] },
  })
})

test('what is no reference, or has no place, is refused at its field', async () => {
  const { api, install } = await start()
  expect(await refusal(install(api, 'https://example.com'))).toMatchObject({
    fields: { [PATH]: [{ reason: 'no_reference' }] },
  })
  const workspaceId = (await api.workspaces.list({}))[0]!.id
  const config = { site_url: 'https://example.com', username: 'x' }
  const refer = { 'auth.nowhere': 'env:X', [PATH]: 'env:X' }
  expect(
    await refusal(
      api.connectors.install({ workspaceId, catalogKey: 'wordpress', name: 'x', config, secrets: { refer } }),
    ),
  ).toMatchObject({ fields: { 'auth.nowhere': [{ reason: 'unknown_secret' }] } })
})
