import type { TargetFormat } from '../../../shared/limits.ts'
import type { Audit } from '../../core/context.ts'
import type { Store } from '../../store/open.ts'

/** A file of publish targets that a workspace keeps up to date. */
export interface FileRow {
  id: string
  workspaceId: string
  /** Absolute. */
  path: string
  format: TargetFormat
  envelope: 0 | 1
  /** The person all of whose workspaces it has; null for the one workspace. */
  allOf: string | null
}

type NewFile = FileRow & Audit

/** Whether any workspace keeps a file of its targets up to date. */
export const hasTargetFiles = ({ sqlite }: Store): boolean =>
  sqlite.prepare('SELECT 1 FROM target_files LIMIT 1').get() !== undefined

/** The statements on `target_files`. */
export function createFileRows({ sqlite }: Store) {
  const COLUMNS = 'id, workspace_id AS workspaceId, path, format, envelope, all_of AS allOf'
  const all = sqlite.prepare<[], FileRow>(`SELECT ${COLUMNS} FROM target_files`)
  const list = sqlite.prepare<{ workspaceId: string }, FileRow>(
    `SELECT ${COLUMNS} FROM target_files WHERE workspace_id = @workspaceId ORDER BY path`,
  )
  const following = sqlite.prepare<{ workspaceId: string }, FileRow>(
    `SELECT ${COLUMNS} FROM target_files WHERE workspace_id = @workspaceId OR all_of IS NOT NULL`,
  )
  const atPath = sqlite.prepare<{ path: string }, FileRow>(`SELECT ${COLUMNS} FROM target_files WHERE path = @path`)
  const add = sqlite.prepare<NewFile>(`
    INSERT INTO target_files (id, workspace_id, path, format, envelope, all_of, created_at, created_by, created_by_name,
      updated_at, updated_by, updated_by_name)
    VALUES (@id, @workspaceId, @path, @format, @envelope, @allOf, @createdAt, @createdBy, @createdByName,
      @updatedAt, @updatedBy, @updatedByName)`)
  const moveOn = sqlite.prepare<{ workspaceId: string }>(`
    UPDATE target_files SET workspace_id = coalesce((
      SELECT w.id FROM members m JOIN workspaces w ON w.id = m.workspace_id
      WHERE m.person_id = target_files.all_of AND w.id <> @workspaceId AND w.archived_at IS NULL AND w.deleted_at IS NULL
      ORDER BY w.name_key LIMIT 1), workspace_id)
    WHERE workspace_id = @workspaceId AND all_of IS NOT NULL`)
  const remove = sqlite.prepare('DELETE FROM target_files WHERE workspace_id = @workspaceId AND id = @id')
  return {
    all: () => all.all(),
    /** By path. */
    list: (workspaceId: string): FileRow[] => list.all({ workspaceId }),
    /** Those that a change of a workspace may change. */
    following: (workspaceId: string): FileRow[] => following.all({ workspaceId }),
    /** The file at a path, of whichever workspace. */
    atPath: (path: string): FileRow | undefined => atPath.get({ path }),
    add: (row: NewFile): void => void add.run(row),
    /** Lists the files of all workspaces of a person in another one of these, where there is one, as this one goes. */
    moveOn: (workspaceId: string): void => void moveOn.run({ workspaceId }),
    remove: (workspaceId: string, id: string): void => void remove.run({ workspaceId, id }),
  }
}

export type FileRows = ReturnType<typeof createFileRows>
