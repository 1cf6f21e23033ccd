import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { SECRET } from '../../helpers/samples.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'
import { startIdentityProvider } from '../../helpers/services/identity-provider.ts'
import { signedIn } from '../../helpers/services/press.ts'
import { apply, exportFrom, file, linesOf, plan, upload } from './folder.ts'

test('a sign-in outlives a change of settings, and ends with tokens that are supplied', async () => {
  await using service = await startIdentityProvider()
  const { app, api, workspaceId, id, reported } = await signedIn(service)
  const { signIn } = await api.connectors.get({ workspaceId, id })
  expect(signIn).toMatchObject({ lost: null })
  const files = await exportFrom(api, workspaceId)
  const described = files.map(({ path, text }) => ({
    path,
    text: text.replace('\nconfig:', '\ndescription: "x"\nconfig:'),
  }))
  await apply(api, workspaceId, described)
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ description: 'x', signIn })
  await apply(api, workspaceId, described, { auth: { [id]: { 'auth.client_secret': 'another-client-secret' } } })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ signIn })
  await apply(api, workspaceId, described, { auth: { [id]: { 'auth.access_token': 'another-access-token' } } })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ signIn: null })
  await app.close()
  expect(reported).toEqual([])
})

test('a plan from before a renewal of tokens is refused, so it cannot put the ended ones back', async () => {
  await using service = await startIdentityProvider()
  const { app, api, clock, workspaceId, id, reported, store } = await signedIn(service)
  const tokens = () => store.sqlite.prepare('SELECT auth FROM connectors').pluck().get()
  const files = (await exportFrom(api, workspaceId)).map(({ path, text }) => ({
    path,
    text: text.replace('\nconfig:', '\ndescription: "x"\nconfig:'),
  }))
  const which = await upload(api, workspaceId, files)
  const { state } = await api.workspaceCode.plan({ workspaceId, ...which })
  const before = tokens()
  clock.set('2026-03-01T09:56:00.000Z')
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  const renewed = tokens()
  expect(renewed).not.toBe(before)
  expect(await refusal(api.workspaceCode.apply({ workspaceId, ...which, state }))).toMatchObject({
    reason: 'plan_stale',
  })
  expect(tokens()).toBe(renewed)
  await app.close()
  expect(reported).toEqual([])
})

const PATH = 'auth.application_password'
const config = { site_url: 'https://blog.example.com', username: 'editor' }

/** An empty workspace in data of its own, whose exports of secrets go into a file. */
async function start(ageFile = '') {
  const program = createTestApp({ host: { openExport: () => openAtomicFile(ageFile) } })
  onTestFinished(async () => {
    expect(program.reported).toEqual([])
    await program.app.close()
  })
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const install = (name: string, reference: string) =>
    api.connectors.install({
      ...{ workspaceId, catalogKey: 'wordpress', name, config },
      secrets: { refer: { [PATH]: reference } },
    })
  return { ...program, workspaceId, install }
}

test('a reference is written as what it is, and never among the secrets', async () => {
  using directory = temporaryDirectory()
  const ageFile = join(directory.path, 'secrets.age')
  const here = await start(ageFile)
  const { api, workspaceId } = here
  const blog = await here.install('Blog', 'op://Web/Blog/password')
  const shop = await here.install('Shop', 'cmd:pass show "web/shop"')
  const plain = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'wordpress', name: 'Plain', config, auth: { application_password: SECRET } },
  })
  const files = await exportFrom(api, workspaceId)
  const textOf = (id: string) => files.find(({ path }) => path.includes(id))?.text
  expect(textOf(blog.id)).toContain(`secrets:\n  ${PATH}:\n    reference: "op://Web/Blog/password"\n`)
  expect(textOf(shop.id)).toContain(`secrets:\n  ${PATH}:\n    reference: "cmd:pass show \\"web/shop\\""\n`)
  expect(textOf(plain.id)).toContain(`secrets:\n  ${PATH}:\n    set: true\n`)

  const words = 'correct horse battery staple again'
  expect(
    await api.workspaceCode.exportSecrets({
      workspaceIds: [workspaceId],
      passphrase: words,
      proof: { [workspaceId]: 'Acme' },
    }),
  ).toMatchObject({ count: 1, unreadable: 0 })
  const decrypter = new Decrypter()
  decrypter.addPassphrase(words)
  const text = await decrypter.decrypt(readFileSync(ageFile), 'text')
  const { secrets: auth } = JSON.parse(text) as { secrets: Record<string, Record<string, unknown>> }
  expect(auth).toEqual({ [plain.id]: { [PATH]: SECRET } })

  const copy = await start()
  const planned = await plan(copy.api, copy.workspaceId, files, { auth, keepIds: true })
  const fieldOf = (name: string) =>
    planned.items.find((item) => item.name === name)?.fields.find(({ path }) => path === PATH)
  expect(fieldOf('Blog')).toEqual({ path: PATH, to: 'op://Web/Blog/password' })
  expect(fieldOf('Shop')).toEqual({ path: PATH, to: 'cmd:pass show "web/shop"' })
  expect(fieldOf('Plain')).toEqual({ path: PATH, hidden: 'secret_set' })
  expect(planned.items.flatMap(({ missingSecrets }) => missingSecrets)).toEqual([])
  await apply(copy.api, copy.workspaceId, files, { auth, keepIds: true })
  expect(await exportFrom(copy.api, copy.workspaceId)).toEqual(files)
  expect((await plan(copy.api, copy.workspaceId, files, { auth })).items).toEqual([])
})

test('what a file has run or read is not used before somebody here confirms it', async () => {
  vi.stubEnv('PATCHBAY_TEST_PASSWORD', SECRET)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { api, workspaceId, install } = await start()
  const { id } = await install('Blog', 'cmd:echo confirmed')
  const secretOf = async () => (await api.connectors.get({ workspaceId, id })).secrets[0]
  const files = await exportFrom(api, workspaceId)
  const withReference = (reference: string) =>
    files.map(({ path, text }) => ({ path, text: text.replace('cmd:echo confirmed', reference) }))
  // What somebody here has named stays theirs.
  const edited = files.map(({ path, text }) => ({ path, text: text.replace('"editor"', '"writer"') }))
  expect((await apply(api, workspaceId, edited)).items).toMatchObject([{ fields: [{ path: 'config.username' }] }])
  expect(await secretOf()).toMatchObject({ reference: 'cmd:echo confirmed' })
  expect(await secretOf()).not.toHaveProperty('mustConfirm')

  for (const [reference, isInert] of [
    ['cmd:echo other', true],
    ['file:/etc/secret', true],
    ['env:PATCHBAY_TEST_PASSWORD', false],
  ] as const) {
    const { items } = await apply(api, workspaceId, withReference(reference))
    expect(items[0]?.fields).toContainEqual({ path: PATH, from: expect.any(String), to: reference })
    const secret = await secretOf()
    expect(secret).toMatchObject({ reference })
    expect(secret && 'mustConfirm' in secret).toBe(isInert)
    expect((await apply(api, workspaceId, withReference(reference))).items).toEqual([])
  }
  const { items } = await api.activity.list({ workspaceId, connector: id })
  expect(items[0]?.fields).toEqual([{ path: PATH, hidden: 'secret_set' }])
})

test('a secret takes the place of a reference, and never both of them', async () => {
  const { api, workspaceId, install } = await start()
  const { id } = await install('Blog', 'env:BLOG')
  const files = await exportFrom(api, workspaceId)
  const auth = { [id]: { [PATH]: SECRET } }
  const error = await refusal(apply(api, workspaceId, files, { auth }))
  expect(linesOf(error)).toEqual([
    expect.stringMatching(/:\d+:\d+: auth\.application_password: The file has a reference for this secret/),
  ])
  const set = files.map(({ path, text }) => ({ path, text: text.replace('reference: "env:BLOG"', 'set: true') }))
  expect((await plan(api, workspaceId, set)).items).toEqual([])
  await apply(api, workspaceId, set, { auth })
  expect((await api.connectors.get({ workspaceId, id })).secrets[0]).not.toHaveProperty('reference')
  expect(await exportFrom(api, workspaceId)).toEqual([files[0], ...set.slice(1)])

  await apply(api, workspaceId, files)
  expect((await api.connectors.get({ workspaceId, id })).secrets).toMatchObject([{ reference: 'env:BLOG' }])
})

test('a reference that is none, or has no place, is a mistake at its line', async () => {
  const { api, workspaceId } = await start()
  const described = (secrets: string) =>
    file(`name: a\ncatalog_key: wordpress\nconfig: ${JSON.stringify(config)}\nsecrets:\n  ${secrets}\n`)
  for (const [secrets, start] of [
    [`${PATH}: {reference: nothing}`, `one.yaml:5:42: secrets.${PATH}.reference: Write op://VAULT`],
    [`${PATH}: {}`, `one.yaml:5:30: secrets.${PATH}: Use set: true, or a reference`],
    [`${PATH}: {set: true, reference: "env:A"}`, `one.yaml:5:30: secrets.${PATH}: Use set: true, or a reference`],
    [
      `${PATH}: {reference: "env:A", refrence: x}`,
      'one.yaml:5:51: There is no field refrence. Did you mean reference?',
    ],
    ['auth.other: {reference: "env:A"}', 'one.yaml:5:15: auth.other: Remove this: there is no such secret'],
  ] as const) {
    const problems = linesOf(await refusal(plan(api, workspaceId, described(secrets))))
    expect([problems.some((problem) => problem.startsWith(start)), problems]).toEqual([true, problems])
  }
})

const secret = { type: 'string', writeOnly: true }
const group = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const before = group({ host: { type: 'string' }, api_key: secret })
const after = group({ host: { type: 'string' }, login: group({ api_key: secret }, { required: ['api_key'] }) })

test('a reference moves with its place in a newer version of the entry', async () => {
  const { api, workspaceId } = await start()
  await api.catalog.import(asFile(entryOf('mine', { configSchema: before })))
  const { id } = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'mine', name: 'Blog', config: { host: 'a' } },
    secrets: { refer: { 'config.api_key': 'cmd:echo one' } },
  })
  const files = await exportFrom(api, workspaceId)
  await api.catalog.import(
    asFile(entryOf('mine', { version: '2.0.0', configSchema: { ...after, required: ['login'] } })),
  )
  expect((await plan(api, workspaceId, files)).items).toEqual([])
  const edited = files.map(({ path, text }) => ({ path, text: text.replace('host: "a"', 'host: "b"') }))
  expect((await apply(api, workspaceId, edited)).items).toMatchObject([
    {
      fields: [{ path: 'config.host' }, { path: 'config.login.api_key', hidden: 'secret_moved' }],
    },
  ])
  expect((await api.connectors.get({ workspaceId, id })).secrets).toEqual([
    expect.objectContaining({ path: 'config.login.api_key', reference: 'cmd:echo one' }),
  ])
  expect((await api.connectors.get({ workspaceId, id })).secrets[0]).not.toHaveProperty('mustConfirm')
  // The files still have its former place.
  expect((await apply(api, workspaceId, edited)).items).toEqual([])
  const copy = await api.workspaces.create({ name: 'Copy' })
  expect((await apply(api, copy.id, edited)).items).toMatchObject([{ kind: 'create', missingSecrets: [] }])
})

test('a secret moves with its place also where the newer version asks for another one', async () => {
  const { api, workspaceId } = await start()
  await api.catalog.import(asFile(entryOf('mine', { configSchema: before })))
  const { id } = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'mine', name: 'Blog', config: { host: 'a', api_key: SECRET } },
  })
  const properties = { ...after.properties, pin: secret }
  const configSchema = { ...after, properties, required: ['login', 'pin'] }
  await api.catalog.import(asFile(entryOf('mine', { version: '2.0.0', configSchema })))
  const files = (await exportFrom(api, workspaceId)).map(({ path, text }) => ({
    ...{ path, text: text.replace('host: "a"', 'host: "b"') },
  }))
  expect((await apply(api, workspaceId, files)).items).toMatchObject([{ missingSecrets: ['config.pin'] }])
  expect((await api.connectors.get({ workspaceId, id })).secrets).toMatchObject([
    { path: 'config.login.api_key', isSet: true },
    { path: 'config.pin', isSet: false },
  ])
})
