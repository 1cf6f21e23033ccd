import { join } from 'node:path'
import { createChecks, MOST_HITS, type OpenPeer, type Row, toListed, WORKSPACE, writeTargets } from './peer.ts'

interface Model {
  create(row: Row): Promise<unknown>
  bulkCreate(rows: Row[]): Promise<unknown>
  findAll(options: object): Promise<Row[]>
  update(change: Partial<Row>, options: object): Promise<[number]>
}

interface Instance {
  define(name: string, columns: object, options: object): Model
  query(sql: string): Promise<unknown>
  sync(): Promise<unknown>
  close(): Promise<void>
}

interface SequelizeModule {
  default: {
    Sequelize: new (options: object) => Instance
    DataTypes: Record<'TEXT' | 'JSON', unknown>
    literal(sql: string): unknown
    and(...parts: unknown[]): unknown
    where(column: unknown, operator: object): unknown
    Op: Record<'like', symbol>
  }
}

const BATCH = 500

/** Sequelize on its SQLite, with the durability that Patchbay has. */
export const openSequelize: OpenPeer = async (directory, { load }) => {
  const { Sequelize, DataTypes, Op, and, literal, where } = (await load<SequelizeModule>('sequelize')).default
  const storage = join(directory, 'sequelize.db')
  const database = new Sequelize({ dialect: 'sqlite', storage, logging: false, define: { timestamps: false } })
  // Sequelize writes into what it is given, so each column needs an object of its own.
  const columns = (names: string[], type: unknown) =>
    Object.fromEntries(names.map((name) => [name, { type, allowNull: false }]))
  const connectors = database.define(
    'connector',
    {
      id: { type: DataTypes.TEXT, allowNull: false, primaryKey: true },
      ...columns(['workspace', 'catalog_key', 'name', 'status', 'created_at', 'updated_at'], DataTypes.TEXT),
      ...columns(['config', 'auth', 'tags'], DataTypes.JSON),
    },
    { indexes: [{ unique: true, fields: ['workspace', 'name'] }] },
  )
  await database.query('PRAGMA journal_mode = WAL')
  await database.query('PRAGMA synchronous = FULL')
  await database.sync()
  const checks = createChecks()
  const read = async (condition: unknown, limit?: number) =>
    connectors.findAll({
      attributes: ['id', 'name', 'status', 'config', 'tags', 'created_at', 'updated_at'],
      where: and({ workspace: WORKSPACE }, condition),
      order: [['name', 'ASC']],
      limit,
    })
  return {
    fill: async (drafts) => {
      const all = drafts.map(checks.toRow)
      for (let at = 0; at < all.length; at += BATCH) await connectors.bulkCreate(all.slice(at, at + BATCH))
    },
    install: async (draft) => {
      const row = checks.toRow(draft)
      await connectors.create(row)
      return row.id
    },
    update: async (id, change) => {
      checks.check(change.config)
      const change_ = { ...change, updated_at: new Date().toISOString() }
      const [count] = await connectors.update(change_, { where: { id, workspace: WORKSPACE } })
      if (count === 0) throw new Error('There is no such connector')
    },
    list: async (limit) => (await read({}, limit)).map(toListed),
    search: async (words) => {
      const holds = words.map((word) => where(literal('name || config || tags'), { [Op.like]: `%${word}%` }))
      return (await read(and(...holds), MOST_HITS)).map(({ name }) => name)
    },
    exportTo: async (file) => writeTargets(file, await read({ status: 'active' })),
    close: () => database.close(),
  }
}
