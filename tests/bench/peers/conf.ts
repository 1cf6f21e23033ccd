import { byName, createChecks, type OpenPeer, type Row, scan, toListed, WORKSPACE, writeTargets } from './peer.ts'

interface Conf {
  get<T>(key: string, otherwise: T): T
  set(key: string, value: unknown): void
}

type ConfModule = Record<'default', new (options: object) => Conf>

/** The engine of electron-store: one file, encrypted as a whole and written again for each change. */
export const openConf: OpenPeer = async (directory, { load }) => {
  const { default: Conf } = await load<ConfModule>('conf')
  const options = { cwd: directory, projectName: 'peer', cache: true, accessPropertiesByDotNotation: true }
  const conf = new Conf({ ...options, encryptionKey: 'k'.repeat(32), encryptionAlgorithm: 'aes-256-gcm' })
  const checks = createChecks()
  const rows = () =>
    Object.values(conf.get<Record<string, Row>>('connectors', {})).filter(({ workspace }) => workspace === WORKSPACE)
  return {
    fill: (drafts) => {
      conf.set('connectors', Object.fromEntries(drafts.map(checks.toRow).map((row) => [row.id, row])))
      return Promise.resolve()
    },
    install: (draft) => {
      const row = checks.toRow(draft)
      if (rows().some(({ name }) => name === row.name)) throw new Error('This name is taken')
      conf.set(`connectors.${row.id}`, row)
      return Promise.resolve(row.id)
    },
    update: (id, change) => {
      checks.check(change.config)
      const row = conf.get<Row | null>(`connectors.${id}`, null)
      if (row === null) throw new Error('There is no such connector')
      conf.set(`connectors.${id}`, { ...row, ...change, updated_at: new Date().toISOString() })
      return Promise.resolve()
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
