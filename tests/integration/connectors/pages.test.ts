import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MAX_PAGE } from '../../../src/shared/limits.ts'
import { readPages } from '../../../src/contract/read-pages.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { fillWorkspace } from '../../bench/fill.ts'
import { createCli } from '../../helpers/cli.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

const COUNT = 2 * MAX_PAGE + 7

/** A workspace with more connectors than a call lists, every third of them active. */
async function fillApp() {
  const test = createTestApp()
  const { id: workspaceId } = await test.api.workspaces.create({ name: 'Acme' })
  fillWorkspace(test.store, workspaceId, COUNT)
  const ids = test.store.sqlite.prepare<[], string>('SELECT id FROM connectors ORDER BY name_key').pluck().all()
  return { ...test, workspaceId, ids }
}

test('a call lists a page, and the pages together are the whole list in its order', async () => {
  const { app, api, workspaceId, ids, store } = await fillApp()
  expect(await api.connectors.list({ workspaceId })).toHaveLength(MAX_PAGE)
  const connectors = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
  expect(connectors.map(({ id }) => id)).toEqual(ids)
  const targets = await readPages((page) => api.targets.list({ workspaceId, limit: 10, ...page }))
  expect(targets).toHaveLength(10)
  const all = await readPages((page) => api.targets.list({ workspaceId, ...page }))
  expect(all.map(({ id }) => id)).toEqual(ids.filter((_, index) => index % 3 === 0))
  // Two deletions at one instant keep an order of their own.
  store.sqlite.exec("UPDATE connectors SET deleted_at = '2026-03-01T09:00:00.000Z'")
  const trash = await readPages((page) => api.trash.list({ workspaceId, ...page }))
  expect(trash.map(({ id }) => id)).toEqual([...ids].reverse())
  await app.close()
})

test('what ends a page may be deleted before the next one is read, for good too', async () => {
  const { app, api, workspaceId, ids } = await fillApp()
  const last = ids[MAX_PAGE - 1] ?? ''
  await api.connectors.list({ workspaceId })
  await api.connectors.remove({ workspaceId, id: last })
  const [next] = await api.connectors.list({ workspaceId, after: last })
  expect(next?.id).toBe(ids[MAX_PAGE])

  let reads = 0
  const listed = await readPages(async (page) => {
    const connectors = await api.connectors.list({ workspaceId, ...page })
    if ((reads += 1) === 1) {
      await api.connectors.remove({ workspaceId, id: connectors.at(-1)?.id ?? '' })
      await api.trash.empty({ workspaceId })
    }
    return connectors
  })
  expect(listed).toHaveLength(COUNT - 2)
  expect(new Set(listed.map(({ id }) => id)).size).toBe(COUNT - 2)
  await app.close()
})

test('REST answers a whole list of any number of pages', async () => {
  const { app, api, workspaceId, ids } = await fillApp()
  const host = await startHttpHost({ app, rendererDir: null, port: 0, version: '1' })
  const { headers, origin } = await signIn(host.oneTimeUrl())
  const get = (path: string) => fetch(origin + path, { headers: { ...headers, 'x-workspace-id': workspaceId } })
  const idsIn = async (reply: Response) => ((await reply.json()) as { id: string }[]).map(({ id }) => id)
  expect(await idsIn(await get('/api/installed'))).toEqual(ids)
  expect(await idsIn(await get('/api/publish-targets'))).toEqual(ids.filter((_, index) => index % 3 === 0))
  expect(await idsIn(await get('/api/trash'))).toEqual([])
  // Exactly one full page, and then nothing.
  for (const id of ids.slice(MAX_PAGE)) await api.connectors.remove({ workspaceId, id })
  expect(await idsIn(await get('/api/installed'))).toEqual(ids.slice(0, MAX_PAGE))
  await host.close()
  await app.close()
})

test('REST names the next page in a Link header until there is none', async () => {
  const { app, workspaceId, ids } = await fillApp()
  const host = await startHttpHost({ app, rendererDir: null, port: 0, version: '1' })
  const { headers, origin } = await signIn(host.oneTimeUrl())
  for (const [path, expected] of [
    ['/api/installed?limit=1000', ids],
    ['/api/installed?limit=600', ids],
    ['/api/publish-targets?limit=300', ids.filter((_, index) => index % 3 === 0)],
    ['/api/trash?limit=10', []],
  ] as const) {
    const all: string[] = []
    let next: string | null = path
    while (next !== null) {
      const reply: Response = await fetch(origin + next, { headers: { ...headers, 'x-workspace-id': workspaceId } })
      all.push(...((await reply.json()) as { id: string }[]).map(({ id }) => id))
      next = /^<(.*)>; rel="next"$/.exec(reply.headers.get('link') ?? '')?.[1] ?? null
    }
    expect([path, all]).toEqual([path, expected])
  }
  await host.close()
  await app.close()
})

test('the command line lists everything, in a table and as JSON', async () => {
  using directory = temporaryDirectory()
  const { json, run, dataDir } = createCli(directory.path)
  const { id } = (await json(['workspace', 'create', 'Acme'])).value
  const store = openTestStore(join(dataDir, 'patchbay.db'))
  fillWorkspace(store, String(id), COUNT)
  store.close()
  const { value } = await json(['connector', 'list'])
  expect(value).toHaveLength(COUNT)
  const table = await run(['connector', 'list'])
  expect(table.err).toBe('')
  expect(table.out.trimEnd().split('\n')).toHaveLength(COUNT + 1)
})
