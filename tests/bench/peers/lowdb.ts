import { join } from 'node:path'
import { byName, createChecks, type OpenPeer, type Row, scan, toListed, WORKSPACE, writeTargets } from './peer.ts'

interface Low {
  data: Row[]
  write(): Promise<void>
}

interface LowModule {
  JSONFilePreset(file: string, data: Row[]): Promise<Low>
}

/** A list in memory that is written to one JSON file as a whole for each change, without a flush to the disk. */
export const openLowdb: OpenPeer = async (directory, { load }) => {
  const { JSONFilePreset } = await load<LowModule>('lowdb/node')
  const db = await JSONFilePreset(join(directory, 'lowdb.json'), [])
  const checks = createChecks()
  const rows = () => db.data.filter(({ workspace }) => workspace === WORKSPACE)
  return {
    fill: async (drafts) => {
      db.data.push(...drafts.map(checks.toRow))
      await db.write()
    },
    install: async (draft) => {
      const row = checks.toRow(draft)
      if (rows().some(({ name }) => name === row.name)) throw new Error('This name is taken')
      db.data.push(row)
      await db.write()
      return row.id
    },
    update: async (id, change) => {
      checks.check(change.config)
      const row = db.data.find((one) => one.id === id)
      if (!row) throw new Error('There is no such connector')
      Object.assign(row, change, { updated_at: new Date().toISOString() })
      await db.write()
    },
    list: (limit) => Promise.resolve(rows().toSorted(byName).slice(0, limit).map(toListed)),
    search: (words) => Promise.resolve(scan(rows(), words)),
    exportTo: (file) =>
      writeTargets(
        file,
        rows()
          .filter(({ status }) => status === 'active')
          .toSorted(byName),
      ),
    close: () => Promise.resolve(),
  }
}
