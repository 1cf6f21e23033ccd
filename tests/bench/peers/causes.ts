import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { type Figure, quantile } from '../measure.ts'
import { draftAt, install, MARK, milliseconds, PAGE } from './compare.ts'
import { openConf } from './conf.ts'
import { openLowdb } from './lowdb.ts'
import { openAltered, openPatchbay } from './patchbay.ts'
import { createSettle, type OpenPeer, type Peer, shuffle } from './peer.ts'
import { openTypeOrm } from './typeorm.ts'

const CONNECTORS = 1000
/** The first ones warm up and are not counted. */
const [WARM, ROUNDS] = [30, 150]
/** The part of the page from here to that of the peers is written by this bench. */
const CAUSES = '<!-- What follows is written by `npm run bench -- causes`. -->\n'

const drop = (store: Sqlite, ...indexes: string[]) => {
  for (const name of indexes) store.sqlite.exec(`DROP INDEX ${name}`)
}

interface Sqlite {
  sqlite: Database.Database
}

const HISTORY_INDEXES = ['workspace_id', 'actor_id', 'subject_id', 'kind', 'at'].map((name) => `activity_${name}`)
const withoutHistoryIndexes = (store: Sqlite) => drop(store, ...HISTORY_INDEXES)
const withoutHistory = (store: Sqlite) => {
  withoutHistoryIndexes(store)
  store.sqlite.exec('CREATE TRIGGER none BEFORE INSERT ON activity BEGIN SELECT RAISE(IGNORE); END')
}
/** No statement of an install or a change names these. */
const withoutConnectorIndexes = (store: Sqlite) =>
  drop(store, 'connectors_catalog_id', 'connectors_catalog_id_checked_hash', 'connectors_trash')
const withLogKept = ({ sqlite }: Sqlite) => {
  const pragma = sqlite.pragma.bind(sqlite)
  sqlite.pragma = (text, options) => (text.startsWith('wal_checkpoint') ? [{ busy: 0 }] : pragma(text, options))
}
const withoutFlush = ({ sqlite }: Sqlite) => void sqlite.pragma('synchronous = off')
const withoutAll = (store: Sqlite) => {
  for (const alter of [withoutHistory, withoutConnectorIndexes, withLogKept, withoutFlush]) alter(store)
}
const altered =
  (alter: (store: Sqlite) => void): OpenPeer =>
  (directory) =>
    openAltered(directory, alter)

/** What TypeORM would do for what Patchbay keeps: a second row with a hash that chains it to the one before, as many indexes. */
const withHistory = (database: Database.Database) => {
  database.function('chain', { deterministic: true }, chain)
  database.pragma('secure_delete = on')
  database.exec(`
    CREATE TABLE activity (id INTEGER PRIMARY KEY, workspace TEXT, actor TEXT, subject TEXT, kind TEXT, at TEXT, details TEXT, hash TEXT);
    CREATE INDEX a1 ON activity (workspace, id); CREATE INDEX a2 ON activity (workspace, actor, id);
    CREATE INDEX a3 ON activity (workspace, subject, id); CREATE INDEX a4 ON activity (workspace, kind, id);
    CREATE INDEX a5 ON activity (workspace, at); CREATE INDEX c1 ON connector (workspace); CREATE INDEX c2 ON connector (catalog_key);
    CREATE INDEX c3 ON connector (catalog_key, updated_at);
    CREATE TRIGGER t1 AFTER INSERT ON connector BEGIN
      INSERT INTO activity SELECT NULL, NEW.workspace, 'ada', NEW.id, 'installed', NEW.updated_at, NEW.config,
        chain((SELECT hash FROM activity ORDER BY id DESC LIMIT 1), NEW.id || NEW.config); END;
    CREATE TRIGGER t2 AFTER UPDATE ON connector BEGIN
      INSERT INTO activity SELECT NULL, NEW.workspace, 'ada', NEW.id, 'updated', NEW.updated_at, NEW.config,
        chain((SELECT hash FROM activity ORDER BY id DESC LIMIT 1), NEW.id || NEW.config); END`)
}
const chain = (before: unknown, row: unknown) =>
  createHash('sha256')
    .update(`${String(before)}${String(row)}`)
    .digest('hex')

const typeOrm =
  (alter: (database: Database.Database) => void): OpenPeer =>
  (directory, peers) =>
    openTypeOrm(directory, peers, alter)

/** A peer whose answers are copied, as they would be for a window, which is another process. */
const copied =
  (openPeer: OpenPeer): OpenPeer =>
  async (directory, peers) => {
    const peer = await openPeer(directory, peers)
    return { ...peer, list: async (limit) => structuredClone(await peer.list(limit)) }
  }

/** lowdb that answers a change once its file is on the disk. */
const flushed: OpenPeer = async (directory, peers) => {
  const peer = await openLowdb(directory, peers)
  const flush = async () => {
    const handle = await open(join(directory, 'lowdb.json'), 'r+')
    await handle.sync()
    await handle.close()
  }
  return {
    ...peer,
    install: async (draft) => {
      const id = await peer.install(draft)
      await flush()
      return id
    },
    update: async (id, change) => {
      await peer.update(id, change)
      await flush()
    },
  }
}

/** The bare statement with these columns of the same database, whose JSON is read. */
const statement =
  (columns: string, jsons: string[]): OpenPeer =>
  async (directory, peers) => {
    const peer = await openPatchbay(directory, peers)
    const { sqlite } = openTestStore(join(directory, 'patchbay.db'))
    const all = sqlite.prepare<[], Record<string, unknown>>(
      `SELECT ${columns} FROM connectors WHERE deleted_at IS NULL ORDER BY name_key`,
    )
    return {
      ...peer,
      list: () => {
        const rows = all.all()
        for (const row of rows) for (const name of jsons) row[name] = JSON.parse(String(row[name])) as unknown
        return Promise.resolve(rows as never)
      },
      close: async () => {
        sqlite.close()
        await peer.close()
      },
    }
  }

const WRITERS: Record<string, OpenPeer> = {
  Patchbay: openPatchbay,
  'without the five indexes of the history': altered(withoutHistoryIndexes),
  'without the history': altered(withoutHistory),
  'without three indexes of the connectors': altered(withoutConnectorIndexes),
  'with replaced secrets left in the write-ahead log': altered(withLogKept),
  'without the flush to the disk': altered(withoutFlush),
  'without all of these': altered(withoutAll),
  TypeORM: openTypeOrm,
  'TypeORM with a history, its indexes and `secure_delete`': typeOrm(withHistory),
  'TypeORM without the flush to the disk': typeOrm((database) => void database.pragma('synchronous = off')),
  lowdb: openLowdb,
  'lowdb with the flush to the disk': flushed,
}

const READERS: Record<string, OpenPeer> = {
  Patchbay: openPatchbay,
  'its bare statement with 7 columns': statement('id, name, status, config, tags, created_at, updated_at', [
    'config',
    'tags',
  ]),
  'its bare statement with all columns': statement('*', ['config', 'auth', 'tags']),
  TypeORM: openTypeOrm,
  lowdb: openLowdb,
  'lowdb, copied for another process': copied(openLowdb),
  conf: openConf,
  'conf, copied for another process': copied(openConf),
}

/** What those rows of the peers are made of in which another one is quicker: each cause is taken away, by turns in one run. */
export async function benchCauses(): Promise<Figure[]> {
  const writes = await measure(WRITERS, {
    'install one': async (peer, round, ids) => void ids.push(await peer.install(draftAt(round, 'Kettle', 'inactive'))),
    'change one': async (peer, round, ids) => {
      const { config, tags } = draftAt(round + 7, 'Hearth')
      await peer.update(ids[round % ids.length] as string, { config, tags })
    },
  })
  const reads = await measure(READERS, { 'list all': async (peer) => void (await peer.list()) })
  const [own = '', after = ''] = readFileSync(PAGE, 'utf8').split(MARK)
  const [before = ''] = own.split(CAUSES)
  const parts = ['', ...table('what changes', writes), '', ...table('what reads', reads), '', '']
  writeFileSync(PAGE, before + CAUSES + parts.join('\n') + MARK + after)
  return []
}

type Work = (peer: Peer, round: number, ids: string[]) => Promise<void>

/** What the fastest quarter of each kind of work takes at most, by turns: another process may take the disk in any round. */
async function measure(openers: Record<string, OpenPeer>, works: Record<string, Work>) {
  const peers = install()
  using directory = temporaryDirectory()
  const settle = createSettle(directory.path)
  const drafts = Array.from({ length: CONNECTORS }, (_, at) => draftAt(at))
  const all: { name: string; peer: Peer; ids: string[]; times: number[] }[] = []
  for (const [at, [name, openPeer]] of Object.entries(openers).entries()) {
    const own = join(directory.path, String(at))
    mkdirSync(own)
    const peer = await openPeer(own, peers)
    await peer.fill(drafts)
    all.push({ name, peer, ids: [], times: [] })
  }
  for (const work of Object.values(works)) {
    const each = all.map(() => [] as number[])
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [at, { peer, ids }] of shuffle([...all.entries()])) {
        settle()
        const start = performance.now()
        await work(peer, round, ids)
        each[at]?.push(performance.now() - start)
      }
    for (const [at, own] of each.entries()) all[at]?.times.push(quantile(own.slice(WARM), 0.25))
  }
  for (const { peer } of all) await peer.close()
  return { names: Object.keys(works), rows: all.map(({ name, times }) => ({ name, times })) }
}

function table(title: string, { names, rows }: Awaited<ReturnType<typeof measure>>): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    line([`${title}, milliseconds`, ...names]),
    line(['---', ...names.map(() => '---:')]),
    ...rows.map(({ name, times }) => line([name, ...times.map(milliseconds)])),
  ]
}
