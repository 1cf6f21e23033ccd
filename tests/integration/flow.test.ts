import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openAtomicFile } from '../../src/main/platform/atomic-file.ts'
import { refusal } from '../helpers/errors.ts'
import { SECRET, wordpress } from '../helpers/samples.ts'
import { createTestApp, temporaryDirectory } from '../helpers/test-app.ts'
import { type Transport, transports } from '../helpers/transports.ts'

describe.each(Object.entries(transports))('over %s', (_name, open) => {
  let transport: Transport | undefined

  afterEach(async () => {
    expect(transport?.reported).toEqual([])
    await transport?.close()
  })

  const start = async () => {
    transport = await open()
    const { api, store } = transport
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    return { api, store, workspaceId }
  }

  test('an entry of the catalog is installed, configured, activated and becomes a publish target', async () => {
    const { api, workspaceId } = await start()
    const entries = await api.catalog.list({})
    expect(entries.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['linkedin', 'medium', 'twitter', 'wordpress']),
    )

    const installed = await api.connectors.install({ workspaceId, ...wordpress })
    expect(installed).toMatchObject({
      name: 'Company blog',
      status: 'inactive',
      createdByName: 'Ada',
      catalogKey: 'wordpress',
    })
    expect(await api.targets.list({ workspaceId })).toEqual([])

    const { id } = installed
    const config = { site_url: 'https://news.example.com', default_status: 'publish' }
    const configured = await api.connectors.update({ workspaceId, id, name: 'News', config })
    expect(configured).toMatchObject({ name: 'News', config })
    expect(
      configured.secrets
        .filter(({ isSet }) => isSet)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['auth.application_password'])

    expect(await api.connectors.activate({ workspaceId, id })).toMatchObject({ status: 'active' })
    const { capabilities } = await api.catalog.get({ key: 'wordpress' })
    expect(await api.targets.list({ workspaceId })).toEqual([
      { id, name: 'News', catalog_key: 'wordpress', capabilities },
    ])
  })

  test('invalid config and auth are refused at their fields and nothing is written', async () => {
    const { api, workspaceId } = await start()
    const error = await refusal(
      api.connectors.install({ workspaceId, ...wordpress, config: { site_url: 'http://plain.example.com' }, auth: {} }),
    )
    expect(error.code).toBe('invalid')
    expect(Object.keys(error.fields ?? {}).sort()).toEqual([
      'auth.application_password',
      'config.site_url',
      'config.username',
    ])
    expect(await api.connectors.list({ workspaceId })).toEqual([])
  })

  test('a name is taken whatever its case and spacing, until its connector is removed', async () => {
    const { api, workspaceId } = await start()
    const { id } = await api.connectors.install({ workspaceId, ...wordpress })
    const again = { workspaceId, ...wordpress, name: '  company BLOG ' }
    expect(await refusal(api.connectors.install(again))).toMatchObject({
      code: 'conflict',
      fields: { name: [{ reason: 'name_taken' }] },
    })
    await api.connectors.remove({ workspaceId, id })
    await api.connectors.install(again)
    expect(await refusal(api.connectors.restore({ workspaceId, id }))).toMatchObject({ code: 'conflict' })
  })

  test('a reply never holds a secret', async () => {
    const { api, workspaceId } = await start()
    const replies: unknown[] = []
    const installed = await api.connectors.install({ workspaceId, ...wordpress })
    const which = { workspaceId, id: installed.id }
    replies.push(installed, await api.connectors.get(which), await api.connectors.list({ workspaceId }))
    replies.push(await api.connectors.update({ ...which, auth: { application_password: SECRET.toUpperCase() } }))
    replies.push(await api.connectors.activate(which), await api.targets.list({ workspaceId }))
    const text = JSON.stringify(replies)
    expect(text.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(text).not.toContain('enc1:')
    expect(text).toContain('auth.application_password')
  })
})

test('the exported file holds the publish targets, whole and readable for its owner alone', async () => {
  using directory = temporaryDirectory()
  const out = join(directory.path, 'targets.json')
  const { api, app } = createTestApp({ host: { openExport: () => openAtomicFile(out) } })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await api.connectors.activate({ workspaceId, id })
  expect(await api.targets.export({ workspaceId })).toEqual({ count: 1, path: out, cancelled: false, expired: [] })
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(await api.targets.list({ workspaceId }))
  expect(statSync(out).mode & 0o777).toBe(0o600)
  await app.close()
})
