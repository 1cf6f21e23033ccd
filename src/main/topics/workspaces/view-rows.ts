import type { SavedView } from '../../../contract/groups/views.ts'
import type { Audit } from '../../core/context.ts'
import type { Store } from '../../store/open.ts'

interface Saved extends SavedView, Audit {
  workspaceId: string
  nameKey: string
}

/** The statements on `saved_views`; every one of them is scoped to a workspace. */
export function createViewRows({ sqlite }: Store) {
  const list = sqlite.prepare<{ workspaceId: string }, SavedView>(
    'SELECT id, name, query FROM saved_views WHERE workspace_id = @workspaceId ORDER BY name_key',
  )
  const find = sqlite.prepare<{ workspaceId: string; id: string }, SavedView>(
    'SELECT id, name, query FROM saved_views WHERE workspace_id = @workspaceId AND id = @id',
  )
  const insert = `
    INSERT INTO saved_views (id, workspace_id, name, name_key, query, created_at, created_by, created_by_name,
      updated_at, updated_by, updated_by_name)
    VALUES (@id, @workspaceId, @name, @nameKey, @query, @createdAt, @createdBy, @createdByName,
      @updatedAt, @updatedBy, @updatedByName)`
  const add = sqlite.prepare<Saved>(`${insert} ON CONFLICT (workspace_id, name_key) DO NOTHING`)
  const put = sqlite.prepare<Saved, SavedView>(`${insert}
    ON CONFLICT (workspace_id, name_key) DO UPDATE SET name = excluded.name, query = excluded.query,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by, updated_by_name = excluded.updated_by_name
    RETURNING id, name, query`)
  const remove = sqlite.prepare('DELETE FROM saved_views WHERE workspace_id = @workspaceId AND id = @id')
  return {
    /** By name. */
    list: (workspaceId: string): SavedView[] => list.all({ workspaceId }),
    /** Undefined for a view that is not in the workspace. */
    find: (workspaceId: string, id: string): SavedView | undefined => find.get({ workspaceId, id }),
    /** Adds a view unless there is one with its name. */
    add: (row: Saved): void => void add.run(row),
    /** Adds a view, or gives the one with its name another query. */
    put: (row: Saved): SavedView => put.get(row) as SavedView,
    remove: (workspaceId: string, id: string): void => void remove.run({ workspaceId, id }),
  }
}

export type ViewRows = ReturnType<typeof createViewRows>
