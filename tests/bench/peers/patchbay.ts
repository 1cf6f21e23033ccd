import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectorCard } from '../../../src/contract/groups/connectors.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { MAX_PAGE } from '../../../src/shared/limits.ts'
import { nameKey } from '../../../src/shared/names.ts'
import { projectPath } from '../../helpers/paths.ts'
import { createTestApp, openTestStore } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'
import { firstLine, type Http, request } from './http.ts'
import { type Draft, type Listed, MOST_HITS, type OpenPeer, type Peer, WORKSPACE, writeWhole } from './peer.ts'

/** Patchbay through its one door, in this process, as its window has it. */
export const openPatchbay: OpenPeer = (directory) => openAltered(directory, () => undefined)

/** The same on a store that is altered first, to see what a part of it costs. */
export async function openAltered(directory: string, alter: (store: Store) => void): Promise<Peer> {
  const store = openTestStore(join(directory, 'patchbay.db'))
  alter(store)
  let file = ''
  const { app, api } = createTestApp({ store, host: { openExport: () => openAtomicFile(file) } })
  const { id: workspaceId } = await api.workspaces.create({ name: WORKSPACE })
  const install = async (draft: Draft) => (await api.connectors.install({ workspaceId, ...toInput(draft) })).id
  return {
    fill: async (drafts) => copies(store, await install(drafts[0] as Draft), drafts),
    install,
    update: async (id, change) => void (await api.connectors.update({ workspaceId, id, ...change })),
    list: async (limit) => {
      if (limit !== undefined) return (await api.connectors.list({ workspaceId, limit })).map(toListed)
      // All come in pages, as the window reads them.
      const all: ConnectorCard[] = []
      for (let page: ConnectorCard[] | null = null; page === null || page.length === MAX_PAGE; all.push(...page)) {
        const after = page?.at(-1)?.id
        page = await api.connectors.list({ workspaceId, limit: MAX_PAGE, ...(after !== undefined && { after }) })
      }
      return all.map(toListed)
    },
    search: async (words) =>
      (await api.overview.search({ query: words.join(' '), limit: MOST_HITS })).hits.map((hit) => hit.connector.name),
    exportTo: async (to) => {
      file = to
      await api.targets.export({ workspaceId })
    },
    close: () => app.close(),
  }
}

/** The same over REST, from a process of its own. */
export const openServe: OpenPeer = async (directory) => {
  const passphrase = join(directory, 'passphrase')
  writeFileSync(passphrase, 'correct horse battery staple', { mode: 0o600 })
  const env = { ...process.env, PATCHBAY_PASSPHRASE_FILE: passphrase }
  const dataDir = join(directory, 'data')
  const cli = (...args: string[]) => [projectPath('out/main/cli.cjs'), ...args, '--data-dir', dataDir, '--json']
  const { status, stderr } = spawnSync(process.execPath, cli('workspace', 'create', WORKSPACE), {
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  let serving: Awaited<ReturnType<typeof start>> | undefined
  const start = async () => {
    const child = spawn(process.execPath, cli('serve', '--port', '0'), { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const { oneTimeUrl } = JSON.parse(await firstLine(child.stdout)) as { oneTimeUrl: string }
    const { origin, headers } = await signIn(oneTimeUrl)
    const workspaces = await request<{ id: string }[]>({ origin, headers }, 'GET', '/api/workspaces')
    const http = { origin: `${origin}/api`, headers: { ...headers, 'x-workspace-id': workspaces[0]?.id ?? '' } }
    return { child, peer: overRest(http) }
  }
  const stop = async () => {
    if (!serving) return
    const ended = new Promise((resolve) => serving?.child.once('exit', resolve))
    serving.child.kill('SIGTERM')
    await ended
  }
  serving = await start()
  const peer = () => (serving as NonNullable<typeof serving>).peer
  return {
    fill: async (drafts) => {
      const id = await peer().install(drafts[0] as Draft)
      await stop()
      const store = openTestStore(join(dataDir, 'patchbay.db'))
      copies(store, id, drafts)
      store.close()
      serving = await start()
    },
    install: (draft) => peer().install(draft),
    update: (id, change) => peer().update(id, change),
    list: (limit) => peer().list(limit),
    search: (words) => peer().search(words),
    exportTo: (file) => peer().exportTo(file),
    close: stop,
  }
}

function overRest(http: Http): Omit<Peer, 'fill' | 'close'> {
  return {
    install: async (draft) => (await request<{ id: string }>(http, 'POST', '/connectors', toInput(draft))).id,
    update: async (id, change) => void (await request(http, 'PUT', `/connectors/${id}`, change)),
    list: async (limit) =>
      (await request<ConnectorCard[]>(http, 'GET', `/installed${limit === undefined ? '' : `?limit=${limit}`}`)).map(
        toListed,
      ),
    search: async (words) => {
      const query = new URLSearchParams({ query: words.join(' '), limit: String(MOST_HITS) })
      const { hits } = await request<{ hits: { connector: ConnectorCard }[] }>(http, 'GET', `/search?${query}`)
      return hits.map(({ connector }) => connector.name)
    },
    exportTo: async (file) =>
      writeWhole(file, await request(http, 'GET', '/publish-targets/export', undefined, 'bytes')),
  }
}

const toInput = ({ name, config, auth, tags }: Draft) => ({ catalogKey: 'wordpress', name, config, auth, tags })

const toListed = ({ name, status, identity, tags }: ConnectorCard): Listed => ({
  ...{ name, status, site: identity ?? '', tags },
})

/**
 * Makes the other drafts copies of the one that is there, without its secrets, which no copy could open; the work that is
 * measured reads none.
 */
function copies({ sqlite }: Store, id: string, [, ...drafts]: Draft[]) {
  const columns = sqlite.prepare<[], string>("SELECT name FROM pragma_table_info('connectors')").pluck().all()
  const own = new Set(['id', 'name', 'name_key', 'status', 'config', 'auth', 'tags'])
  const values = columns.map((column) => (own.has(column) ? `@${column}` : column))
  const copy = sqlite.prepare(
    `INSERT INTO connectors (${columns.join()}) SELECT ${values.join()} FROM connectors WHERE id = @from`,
  )
  sqlite.transaction(() => {
    sqlite.prepare("UPDATE connectors SET status = 'active' WHERE id = ?").run(id)
    for (const { name, status, config, tags } of drafts)
      copy.run({
        ...{ from: id, id: randomUUID(), name, name_key: nameKey(name), status },
        ...{ config: JSON.stringify(config), auth: '{}', tags: JSON.stringify(tags) },
      })
  })()
}
