import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { freePort, type Http, request, untilAnswering } from './http.ts'
import { createChecks, MOST_HITS, type OpenPeer, type Row, toListed, WORKSPACE, writeTargets } from './peer.ts'

/** Directus has neither JSON Schema nor encrypted fields, so a hook of its own does both before it stores a row. */
const HOOK = `
  import { createChecks } from ${JSON.stringify(new URL('peer.ts', import.meta.url).href)}
  const checks = createChecks()
  export default ({ filter }) => {
    filter('connectors.items.create', (draft) => ({ ...draft, auth: checks.toRow(draft).auth }))
    filter('connectors.items.update', (change) => { checks.check(change.config); return change })
  }`

const EXTENSION = {
  ...{ name: 'directus-extension-checks', version: '1.0.0', type: 'module' },
  'directus:extension': { type: 'hook', path: 'index.js', source: 'index.js', host: '^12.0.0' },
}

const TEXTS = ['workspace', 'catalog_key', 'name', 'status', 'created_at', 'updated_at']
const JSONS = ['config', 'auth', 'tags']
const LISTED = ['id', 'name', 'status', 'config', 'tags', 'created_at', 'updated_at'].join()

const COLLECTION = {
  ...{ collection: 'connectors', schema: {}, meta: {} },
  fields: [
    { field: 'id', type: 'uuid', meta: { special: ['uuid'] }, schema: { is_primary_key: true, length: 36 } },
    ...TEXTS.map((field) => ({ field, type: 'string', meta: {}, schema: {} })),
    ...JSONS.map((field) => ({ field, type: 'json', meta: { special: ['cast-json'] }, schema: {} })),
  ],
}

/** A headless CMS on SQLite, over its REST interface. */
export const openDirectus: OpenPeer = async (directory, peers) => {
  const [port, token, file] = [await freePort(), randomUUID(), join(directory, 'directus.db')]
  const extension = join(directory, 'extensions', 'checks')
  mkdirSync(extension, { recursive: true })
  writeFileSync(join(extension, 'package.json'), JSON.stringify(EXTENSION))
  writeFileSync(join(extension, 'index.js'), HOOK)
  const env = {
    ...process.env,
    ...{ SECRET: randomUUID(), KEY: randomUUID(), DB_CLIENT: 'sqlite3', DB_FILENAME: file, TELEMETRY: 'false' },
    ...{ HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'error' },
    ...{ ADMIN_EMAIL: 'ada@example.com', ADMIN_PASSWORD: randomUUID(), ADMIN_TOKEN: token },
    ...{ EXTENSIONS_PATH: join(directory, 'extensions'), PRESSURE_LIMITER_ENABLED: 'false' },
  }
  const cli = join(peers.directory, 'node_modules/directus/cli.js')
  const { status, stdout } = spawnSync(process.execPath, [cli, 'bootstrap'], { cwd: directory, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout)
  const child = spawn(process.execPath, [cli, 'start'], { cwd: directory, env, stdio: 'ignore' })
  const http: Http = { origin: `http://127.0.0.1:${port}`, headers: { authorization: `Bearer ${token}` } }
  await untilAnswering(`${http.origin}/server/ping`, () => child.exitCode === null)
  await request(http, 'POST', '/collections', COLLECTION)
  const withFile = (work: (database: Database.Database) => void) => {
    const database = new Database(file)
    work(database)
    database.close()
  }
  withFile((database) => database.exec('CREATE UNIQUE INDEX connector_names ON connectors (workspace, name)'))

  const read = async (filter: object, parameters: Record<string, string>) => {
    const query = new URLSearchParams({ ...parameters, sort: 'name', filter: JSON.stringify(filter) })
    return (await request<{ data: Row[] }>(http, 'GET', `/items/connectors?${query}`)).data
  }
  const ofWorkspace = { workspace: { _eq: WORKSPACE } }
  return {
    fill: (drafts) => {
      const checks = createChecks()
      const columns = ['id', ...TEXTS, ...JSONS]
      withFile((database) => {
        const insert = database.prepare(
          `INSERT INTO connectors (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`,
        )
        const asText = (row: Row) =>
          Object.fromEntries(JSONS.map((name) => [name, JSON.stringify(row[name as keyof Row])]))
        database.transaction(() => {
          for (const draft of drafts) {
            const row = checks.toRow(draft)
            insert.run({ ...row, ...asText(row) })
          }
        })()
      })
      return Promise.resolve()
    },
    install: async (draft) => {
      const now = new Date().toISOString()
      const row = { ...draft, workspace: WORKSPACE, catalog_key: 'wordpress', created_at: now, updated_at: now }
      return (await request<{ data: { id: string } }>(http, 'POST', '/items/connectors?fields=id', row)).data.id
    },
    update: async (id, change) => {
      const row = { ...change, updated_at: new Date().toISOString() }
      await request(http, 'PATCH', `/items/connectors/${id}?fields=id`, row)
    },
    list: async (limit = -1) => (await read(ofWorkspace, { fields: LISTED, limit: String(limit) })).map(toListed),
    search: async (words) => {
      // JSON fields know no words there, so only names are searched; each site of the bench is made of a name.
      const holds = words.map((word) => ({ name: { _icontains: word } }))
      const rows = await read({ _and: [ofWorkspace, ...holds] }, { fields: 'name', limit: String(MOST_HITS) })
      return rows.map(({ name }) => name)
    },
    exportTo: async (to) =>
      writeTargets(to, await read({ ...ofWorkspace, status: { _eq: 'active' } }, { fields: 'id,name', limit: '-1' })),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
