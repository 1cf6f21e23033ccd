import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import type { CodeFile } from '../../../src/contract/groups/files/workspace-code.ts'
import { readPages } from '../../../src/contract/read-pages.ts'
import { refusal } from '../../helpers/errors.ts'
import { SECRET } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { apply, exportFrom, file, linesOf, type Options, plan, upload } from './folder.ts'

let program: TestApp
let workspaceId: string
const others: TestApp[] = []

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(async () => {
  for (const app of [program, ...others.splice(0)]) {
    expect(app.reported).toEqual([])
    await app.app.close()
  }
})

/** An empty workspace in data of its own. */
const elsewhere = async () => {
  const other = createTestApp()
  others.push(other)
  return { api: other.api, id: (await other.api.workspaces.create({ name: 'Copy' })).id, other }
}

const problemsOf = async (files: CodeFile[], options: Options = {}) => {
  const error = await refusal(plan(program.api, workspaceId, files, options))
  expect(error.reason).toBe('bad_code')
  return linesOf(error)
}

const install = (name: string, more: object = {}) =>
  program.api.connectors.install({
    ...{ workspaceId, catalogKey: 'wordpress', name },
    config: { site_url: 'https://blog.example.com', username: 'editor' },
    auth: { application_password: SECRET },
    ...more,
  })

test('a connector is written readably, without its secret, and with nothing that is not there', async () => {
  const { id } = await install('Ünïcode  blog', {
    config: { site_url: 'https://blog.example.com', username: 'a\u0085b', default_categories: [3, 12] },
    ...{ tags: ['prod'], secretExpiresAt: '2026-12-31' },
  })
  await program.api.connectors.activate({ workspaceId, id })
  const [schema, one] = await exportFrom(program.api, workspaceId)
  expect(schema?.path).toBe('patchbay.schema.json')
  expect(one).toEqual({
    path: `connectors/${id.slice(0, 2)}/${id}.yaml`,
    text: `# yaml-language-server: $schema=../../patchbay.schema.json
id: "${id}"
name: "Ünïcode  blog"
catalog_key: "wordpress"
status: "active"
tags:
  - "prod"
secrets_expire: "2026-12-31"
config:
  default_categories:
    - 3
    - 12
  site_url: "https://blog.example.com"
  username: "a\\u0085b"
secrets:
  auth.application_password:
    set: true
`,
  })
  expect(JSON.stringify([schema, one])).not.toContain(SECRET)
})

test('the schema for editors accepts what is exported, and marks what a plan would refuse', async () => {
  await install('Blog', { tags: ['prod'], secretExpiresAt: '2026-12-31' })
  const medium = { catalogKey: 'medium', config: {}, auth: { integration_token: 'an-example-of-a-token' } }
  await install('Stories', medium)
  const [schema, ...files] = await exportFrom(program.api, workspaceId)
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  const isValid = ajv.compile(JSON.parse(schema?.text ?? '') as object)
  expect(files).toHaveLength(2)
  for (const { text } of files) expect([text, isValid(parse(text))]).toEqual([text, true])
  const blog = files.map(({ text }) => parse(text) as Record<string, unknown>).find(({ name }) => name === 'Blog')
  const config = blog?.['config'] as object
  for (const wrong of [
    { nmae: 'Blog' },
    { catalog_key: 'wordpres' },
    { status: 'on' },
    { config: { ...config, site_url: 5 } },
    { config: { ...config, nonsense: 'x' } },
    { secrets: { 'auth.application_password': 'plain text' } },
  ])
    expect([wrong, isValid({ ...blog, ...wrong })]).toEqual([wrong, false])
})

test('any workspace comes back byte for byte from its files, in data of its own', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('yes', '~', '1e3', '\u2028', '# no', '- a', 'a: b', "'", '"', ''),
  )
  const connector = fc.record({
    description: text.map((value) =>
      value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\p{Co}\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu, '').trim(),
    ),
    username: fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
    tags: fc.uniqueArray(fc.stringMatching(/^[a-z:#-]{1,20}$/), { maxLength: 4 }),
    categories: fc.uniqueArray(fc.integer({ min: 1, max: 9_000_000 }), { maxLength: 5 }),
    isPinned: fc.boolean(),
    status: fc.constantFrom('inactive', 'active', 'error'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(connector, { maxLength: 4 }), async (connectors) => {
      const { api } = program
      const { id: own } = await api.workspaces.create({ name: `W ${Math.random()}` })
      for (const [at, { description, username, tags, categories, isPinned, status }] of connectors.entries()) {
        const { id } = await api.connectors.install({
          ...{ workspaceId: own, catalogKey: 'wordpress', name: `Blog ${at}`, description, tags },
          config: { site_url: 'https://blog.example.com', username, default_categories: categories },
          auth: { application_password: SECRET },
        })
        await api.connectors.changeMany({ workspaceId: own, changes: [{ id, isPinned }] })
        if (status === 'active') await api.connectors.activate({ workspaceId: own, id })
        if (status === 'error') await api.connectors.markError({ workspaceId: own, id, message: `Bad: ${at}` })
      }
      const files = await exportFrom(api, own)
      const copy = await elsewhere()
      const auth = Object.fromEntries(
        (await api.connectors.list({ workspaceId: own })).map(({ id }) => [
          id,
          { 'auth.application_password': SECRET },
        ]),
      )
      await apply(copy.api, copy.id, files, { keepIds: true, auth })
      expect(await exportFrom(copy.api, copy.id)).toEqual(files)
      expect((await plan(copy.api, copy.id, files, { prune: true })).items).toEqual([])
    }),
    { numRuns: 15 },
  )
})

test('a plan names field by field what apply then does, and a second apply does nothing', async () => {
  const { api } = program
  const [blog, shop, old] = [await install('Blog'), await install('Shop'), await install('Old')]
  const files = await exportFrom(api, workspaceId)
  const edited = files
    .filter(({ path }) => !path.includes(old.id))
    .map(({ path, text }) => ({
      path,
      text: path.includes(blog.id)
        ? text
            .replace('blog.example.com', 'www.example.com')
            .replace('status: "inactive"', 'status: "active"')
            .replace('name: "Blog"', 'name: "Shop"')
        : text.replace('name: "Shop"', 'name: "Blog"'),
    }))
  edited.push(
    ...file('name: "New"\ncatalog_key: wordpress\nconfig: {site_url: "https://new.example.com", username: me}\n'),
  )
  const planned = await plan(api, workspaceId, edited, { prune: true })
  // The files are in the order of their ids, which are random.
  const of = (name: string) => planned.items.find((item) => item.name === name)
  expect(of('Shop')).toMatchObject({
    ...{ kind: 'update', id: blog.id, matches: 'id', status: { from: 'inactive', to: 'active' } },
    fields: [
      { path: 'name', from: 'Blog', to: 'Shop' },
      { path: 'config.site_url', from: 'https://blog.example.com', to: 'https://www.example.com' },
    ],
  })
  expect(of('Blog')).toMatchObject({ id: shop.id, fields: [{ path: 'name', from: 'Shop', to: 'Blog' }] })
  expect(of('New')).toMatchObject({ kind: 'create', id: null, missingSecrets: ['auth.application_password'] })
  expect(of('Old')).toMatchObject({ kind: 'delete', id: old.id })
  expect(planned.items).toHaveLength(4)
  expect((await readPages((page) => api.connectors.list({ workspaceId, ...page }))).map(({ name }) => name)).toEqual([
    'Blog',
    'Old',
    'Shop',
  ])

  const done = await apply(api, workspaceId, edited, { prune: true })
  expect(done.items.map(({ kind, name, fields }) => ({ kind, name, fields }))).toEqual(
    planned.items.map(({ kind, name, fields }) => ({ kind, name, fields })),
  )
  const after = await api.connectors.list({ workspaceId })
  expect(after.map(({ id, name, status }) => [id, name, status])).toEqual([
    [shop.id, 'Blog', 'inactive'],
    [expect.any(String), 'New', 'inactive'],
    [blog.id, 'Shop', 'active'],
  ])
  expect(after.find(({ name }) => name === 'New')).toMatchObject({
    missingSecrets: ['auth.application_password'],
    attention: 1,
  })
  expect(await api.trash.list({ workspaceId })).toMatchObject([{ name: 'Old' }])
  const again = await apply(api, workspaceId, edited, { prune: true })
  expect(again.items.filter(({ fields, status, kind }) => kind !== 'update' || fields.length > 0 || status)).toEqual([])
  expect(await api.activity.list({ workspaceId, connector: blog.id })).toMatchObject({
    items: [{ action: 'connector.active' }, { action: 'connector.update' }, { action: 'connector.install' }],
  })
})

test('secrets are supplied beside the files, by id or name, and never shown', async () => {
  const { api } = program
  const text =
    'name: Blog\ncatalog_key: wordpress\nstatus: active\nconfig: {site_url: "https://new.example.com", username: me}\n'
  const auth = { Blog: { 'auth.application_password': SECRET } }
  const planned = await plan(api, workspaceId, file(text), { auth })
  expect(planned.items).toMatchObject([{ missingSecrets: [], status: { from: null, to: 'active' } }])
  expect(JSON.stringify(planned)).not.toContain(SECRET)
  await apply(api, workspaceId, file(text), { auth })
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ name: 'Blog', status: 'active' }])
  expect((await plan(api, workspaceId, file(text), { auth })).items).toEqual([])
  const other = { Blog: { 'auth.application_password': 'abcdefghijklmnopqrstuvwx' } }
  expect((await plan(api, workspaceId, file(text), { auth: other })).items).toMatchObject([
    { fields: [{ path: 'auth.application_password', hidden: 'secret_set' }] },
  ])
  expect(await problemsOf(file(text), { auth: { Shop: {} } })).toEqual([
    'Secrets are given for Shop, which no file describes',
  ])
})

test('a connector that still lacks its secret can be changed, and stays inactive', async () => {
  const { api } = program
  const text = (username: string) =>
    file(
      `name: Blog\ncatalog_key: wordpress\nstatus: active\nconfig: {site_url: "https://a.example.com", username: ${username}}\n`,
    )
  await apply(api, workspaceId, text('me'))
  const { items } = await apply(api, workspaceId, text('you'))
  expect(items).toMatchObject([
    {
      kind: 'update',
      fields: [{ path: 'config.username', from: 'me', to: 'you' }],
      missingSecrets: ['auth.application_password'],
    },
  ])
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ name: 'Blog', status: 'inactive', attention: 1 }])
})

test('what is wrong is named with line and column, all of it at once, and nothing is changed', async () => {
  const { id } = await install('Blog')
  const config = 'config: {site_url: "https://a.example.com", username: me}'
  const cases: [string, CodeFile[]][] = [
    ['one.yaml:2:1: There is no field nmae. Did you mean name?', file(`catalog_key: wordpress\nnmae: x\n${config}\n`)],
    [
      'one.yaml:2:1: This name stands there twice. Keep one of them',
      file('name: a\nname: b\ncatalog_key: wordpress\n'),
    ],
    [
      'one.yaml:3:16: This name stands there twice. Keep one of them',
      file('name: a\ncatalog_key: wordpress\nconfig: {1: a, "1": b}\n'),
    ],
    ['one.yaml:3:12: This is no value that JSON has', file('name: a\ncatalog_key: wordpress\nconfig: {? [a] : b}\n')],
    [
      'one.yaml:2:14: There is no catalog entry wordpres. Import it first',
      file(`name: a\ncatalog_key: wordpres\n${config}\n`),
    ],
    [
      'one.yaml:3:9: status: Choose one of: inactive, active, error',
      file(`name: a\ncatalog_key: wordpress\nstatus: on\n${config}\n`),
    ],
    [
      'one.yaml:4:13: config.site_url: Enter a web address',
      file('name: a\ncatalog_key: wordpress\nconfig:\n  site_url: "nothing"\n  username: me\n'),
    ],
    ['one.yaml:3:13: This is no number that JSON has', file('name: a\ncatalog_key: wordpress\nconfig: {a: .nan}\n')],
    [
      'one.yaml:5:37: From here on, aliases repeat more than 100 values. Write them out',
      file(
        `name: a\ncatalog_key: wordpress\nconfig:\n  a: &a [x,x,x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
      ),
    ],
    [
      'two.yaml:1:7: one.yaml:1 has the same name',
      [
        ...file(`name: a\ncatalog_key: wordpress\n${config}\n`),
        ...file(`name: A\ncatalog_key: wordpress\n${config}\n`, 'two.yaml'),
      ],
    ],
    ['one.yaml:1:5: The id', file(`id: ${id.replace(/^../, '00')}\nname: Blog\ncatalog_key: wordpress\n${config}\n`)],
    ['one.yaml:2:14: Blog is of another catalog entry here', file(`name: Blog\ncatalog_key: medium\n`)],
    ['one.yaml:3:15: There is no anchor x', file('name: a\ncatalog_key: wordpress\nconfig: {url: *x}\n')],
    ['one.yaml:3:16: From here on, aliases', file('name: a\ncatalog_key: wordpress\nconfig: &a {b: *a}\n')],
    [
      'two.yaml:1:5: one.yaml:1 has the same id',
      ['one.yaml', 'two.yaml'].flatMap((path) =>
        file(`id: ${id}\nname: ${path}\ncatalog_key: wordpress\n${config}\n`, path),
      ),
    ],
    ['one.yaml:', file('name: [\n')],
  ]
  const before = await exportFrom(program.api, workspaceId)
  for (const [at, [start, files]] of cases.entries()) {
    const problems = await problemsOf(files, { keepIds: true })
    expect([at, problems.some((problem) => problem.startsWith(start)), problems]).toEqual([at, true, problems])
  }
  expect(await exportFrom(program.api, workspaceId)).toEqual(before)
})

test('a few aliases are read as what they repeat', async () => {
  const text =
    'name: &name Blog\ncatalog_key: wordpress\ndescription: *name\ntags: [&one prod]\nconfig: {site_url: "https://a.example.com", username: *one}\n'
  await apply(program.api, workspaceId, file(text))
  const [card] = await program.api.connectors.list({ workspaceId })
  expect(await program.api.connectors.get({ workspaceId, id: card?.id ?? '' })).toMatchObject({
    ...{ name: 'Blog', description: 'Blog', tags: ['prod'], config: { username: 'prod' } },
  })
})

test('a plan that a change has made stale is refused', async () => {
  const { api } = program
  const { id } = await install('Blog')
  const files = (await exportFrom(api, workspaceId)).map(({ path, text }) => ({
    path,
    text: text.replace('editor', 'writer'),
  }))
  const which = await upload(api, workspaceId, files)
  const { state } = await api.workspaceCode.plan({ workspaceId, ...which })
  // At the same instant by the clock of the test.
  await api.connectors.changeMany({ workspaceId, changes: [{ id, tags: ['new'] }] })
  expect(await refusal(api.workspaceCode.apply({ workspaceId, ...which, state }))).toMatchObject({
    reason: 'plan_stale',
  })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ config: { username: 'editor' }, tags: ['new'] })
})

test('an id that another workspace has gets a new one unless ids are to be kept, and members only read', async () => {
  const { api } = program
  await install('Blog')
  const files = await exportFrom(api, workspaceId)
  const { id: second } = await api.workspaces.create({ name: 'Globex' })
  expect(await refusal(plan(api, second, files, { keepIds: true }))).toMatchObject({ reason: 'bad_code' })
  const { items } = await apply(api, second, files)
  expect(items).toMatchObject([{ kind: 'create', name: 'Blog' }])
  expect(files.some(({ path }) => path.includes(items[0]?.id ?? ''))).toBe(false)
  addMember(program.store, workspaceId, ben, 'member')
  const member = program.as(ben)
  expect(await exportFrom(member, workspaceId)).toEqual(files)
  expect(await refusal(upload(member, workspaceId, files))).toMatchObject({ code: 'forbidden' })
})

test('what somebody keeps stays as it is, also what would be deleted, and its name stays taken', async () => {
  const { api } = program
  const [blog, shop, old] = [await install('Blog'), await install('Shop'), await install('Old')]
  const files = (await exportFrom(api, workspaceId))
    .filter(({ path }) => !path.includes(old.id))
    .map(({ path, text }) => ({ path, text: text.replace('"editor"', '"writer"') }))
  const { items } = await plan(api, workspaceId, files, { prune: true })
  const mine = items.filter(({ name }) => name !== 'Shop').map(({ file, id }) => file ?? id ?? '')
  const done = await apply(api, workspaceId, files, { prune: true, keep: mine })
  expect(done.items.map(({ kind, name }) => [kind, name])).toEqual([['update', 'Shop']])
  const userOf = async (id: string) => (await api.connectors.get({ workspaceId, id })).config['username']
  expect([await userOf(blog.id), await userOf(shop.id), await userOf(old.id)]).toEqual(['editor', 'writer', 'editor'])

  const renamed = [
    ...files.map(({ path, text }) => ({ path, text: text.replace('name: "Blog"', 'name: "Weblog"') })),
    ...file('name: Blog\ncatalog_key: wordpress\nconfig: {site_url: "https://a.example.com", username: me}\n'),
  ]
  const kept = (await plan(api, workspaceId, renamed)).items.find(({ id }) => id === blog.id)?.file ?? ''
  expect(await problemsOf(renamed, { keep: [kept] })).toEqual(['one.yaml:1:7: Another connector here is named Blog'])
})

test('a file of several calls is read as one, and cancelled work changes nothing', async () => {
  const { api } = program
  const text = Array.from(
    { length: 300 },
    (_, at) =>
      `---\nname: Blog ${at}\ncatalog_key: wordpress\ndescription: ${'x'.repeat(900)}\nconfig: {site_url: "https://a.example.com", username: me}\n`,
  ).join('')
  const { upload } = await api.workspaceCode.upload({
    ...{ workspaceId, files: [{ path: 'all.yaml', text: text.slice(0, 1000) }] },
  })
  await api.workspaceCode.upload({
    ...{ workspaceId, upload },
    files: [{ path: 'all.yaml', text: text.slice(1000), isMore: true }],
  })
  const refused = refusal(api.workspaceCode.apply({ workspaceId, upload }))
  await vi.waitFor(
    async () =>
      expect(await api.workspaceCode.progress({ workspaceId, upload })).toMatchObject({
        phase: 'checking',
        total: 300,
      }),
    { interval: 1, timeout: 60_000 },
  )
  await api.workspaceCode.cancel({ workspaceId, upload })
  expect(await refused).toMatchObject({ reason: 'cancelled' })
  expect(await api.connectors.list({ workspaceId })).toEqual([])
  expect(await api.workspaceCode.progress({ workspaceId, upload })).toBeNull()
  expect((await api.workspaceCode.apply({ workspaceId, upload })).items).toHaveLength(300)
})
