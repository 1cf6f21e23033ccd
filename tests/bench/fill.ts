import { nameKey } from '../../src/shared/names.ts'
import type { Store } from '../../src/main/store/open.ts'

/** A workspace without members or a key, with its id for a name. */
export const addWorkspace = ({ sqlite }: Store, id: string): void =>
  void sqlite
    .prepare(
      `INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name,
         updated_by_name) VALUES (@id, @id, @id, 'blue', '', '', '', '', '', '')`,
    )
    .run({ id })

/** Fills a workspace with connectors that look like real ones, without their secrets. */
export const fillWorkspace = (store: Store, workspaceId: string, count: number, prefix = 'c'): void =>
  fillWorkspaces(store, [workspaceId], count, prefix)

/** The same in many workspaces by turns, so the rows of each lie far apart in the file. */
export function fillWorkspaces({ sqlite }: Store, workspaceIds: string[], count: number, prefix = 'c'): void {
  const [catalogId] = sqlite.prepare("SELECT id FROM connector_catalog WHERE key = 'wordpress'").pluck().all()
  const insert = sqlite.prepare(
    `INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, status, config, tags, catalog_version,
       created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
     VALUES (?, ?, ?, ?, ?, ?, '{"site_url":"https://blog.example.com"}', '["news","blog"]', '1.0.0',
       '2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00.000Z', 'ada', 'ada', 'Ada', 'Ada')`,
  )
  sqlite.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const name = `${prefix} connector ${String(index).padStart(7, '0')}`
      const status = index % 3 === 0 ? 'active' : 'inactive'
      for (const workspaceId of workspaceIds)
        insert.run(`${workspaceId}-${prefix}-${index}`, workspaceId, catalogId, name, nameKey(name), status)
    }
  })()
}
