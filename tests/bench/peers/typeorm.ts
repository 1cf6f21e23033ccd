import { join } from 'node:path'
import Database from 'better-sqlite3'
import {
  createChecks,
  MOST_HITS,
  type Installation,
  type Peer,
  type Row,
  toListed,
  WORKSPACE,
  writeTargets,
} from './peer.ts'

interface Repository {
  insert(row: Row | Row[]): Promise<unknown>
  findOneBy(where: Partial<Row>): Promise<Row | null>
  find(options: object): Promise<Row[]>
  save(row: Row): Promise<unknown>
}

interface TypeOrm {
  EntitySchema: new (options: object) => object
  DataSource: new (options: object) => {
    initialize(): Promise<unknown>
    getRepository(entity: object): Repository
    destroy(): Promise<void>
  }
  Raw(sql: (alias: string) => string, parameters: object): unknown
}

const text = { type: 'text' }
const json = { type: 'simple-json' }
const BATCH = 1000

/** TypeORM on the same SQLite as Patchbay, with the same durability. */
export async function openTypeOrm(
  directory: string,
  { load }: Installation,
  alter: (database: Database.Database) => void = () => undefined,
): Promise<Peer> {
  const { DataSource, EntitySchema, Raw } = await load<TypeOrm>('typeorm')
  const connector = new EntitySchema({
    name: 'connector',
    columns: {
      ...{ id: { ...text, primary: true }, workspace: text, catalog_key: text, name: text, status: text },
      ...{ config: json, auth: json, tags: json, created_at: text, updated_at: text },
    },
    uniques: [{ columns: ['workspace', 'name'] }],
  })
  let connection: Database.Database | undefined
  const source = new DataSource({
    ...{ type: 'better-sqlite3', driver: Database, database: join(directory, 'typeorm.db') },
    ...{ entities: [connector], synchronize: true, enableWAL: true },
    prepareDatabase: (database: Database.Database) => {
      database.pragma('synchronous = full')
      connection = database
    },
  })
  await source.initialize()
  if (connection) alter(connection)
  const rows = source.getRepository(connector)
  const checks = createChecks()
  const read = (where: object, take?: number) =>
    rows.find({
      select: { id: true, name: true, status: true, config: true, tags: true, created_at: true, updated_at: true },
      where: { workspace: WORKSPACE, ...where },
      order: { name: 'ASC' },
      ...(take !== undefined && { take }),
    })
  return {
    fill: async (drafts) => {
      const all = drafts.map(checks.toRow)
      for (let at = 0; at < all.length; at += BATCH) await rows.insert(all.slice(at, at + BATCH))
    },
    install: async (draft) => {
      const row = checks.toRow(draft)
      await rows.insert(row)
      return row.id
    },
    update: async (id, change) => {
      checks.check(change.config)
      const row = await rows.findOneBy({ id, workspace: WORKSPACE })
      if (!row) throw new Error('There is no such connector')
      await rows.save({ ...row, ...change, updated_at: new Date().toISOString() })
    },
    list: async (limit) => (await read({}, limit)).map(toListed),
    search: async (words) => {
      const like = words.map((_, at) => `(name || config || tags) LIKE :word${at}`).join(' AND ')
      const parameters = Object.fromEntries(words.map((word, at) => [`word${at}`, `%${word}%`]))
      return (await read({ name: Raw(() => like, parameters) }, MOST_HITS)).map(({ name }) => name)
    },
    exportTo: async (file) => writeTargets(file, await read({ status: 'active' })),
    close: () => source.destroy(),
  }
}
