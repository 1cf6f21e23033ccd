import type { ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { isUniqueViolation } from '../../store/files/sqlite-errors.ts'
import type { Store } from '../../store/open.ts'

/** What a change of many connectors reads of each, in the trash or not. */
export interface ManyRow {
  name: string
  status: ConnectorStatus
  statusMessage: string | null
  statusSince: string | null
  /** A list as JSON. */
  tags: string
  secretExpiresAt: string | null
  isPinned: 0 | 1
  deletedAt: string | null
  updatedAt: string
}

interface Written extends Omit<ManyRow, 'name' | 'updatedAt' | 'deletedAt'> {
  id: string
  workspaceId: string
  updatedAt: string
  updatedBy: string
  updatedByName: string
}

/** The statements that change many connectors in one transaction; the mapper of drizzle would take most of the time. */
export function createManyRows({ sqlite }: Store) {
  const read = sqlite.prepare<{ id: string; workspaceId: string }, ManyRow>(`
    SELECT name, status, status_message AS statusMessage, status_since AS statusSince, tags,
      secret_expires_at AS secretExpiresAt, is_pinned AS isPinned, deleted_at AS deletedAt, updated_at AS updatedAt
    FROM connectors WHERE id = @id AND tenant_id = @workspaceId`)
  const write = sqlite.prepare<Written>(`
    UPDATE connectors SET status = @status, status_message = @statusMessage, status_since = @statusSince, tags = @tags,
      secret_expires_at = @secretExpiresAt, is_pinned = @isPinned, updated_at = @updatedAt, updated_by = @updatedBy, updated_by_name = @updatedByName
    WHERE id = @id AND tenant_id = @workspaceId`)
  const place = sqlite.prepare<{ id: string; workspaceId: string; deletedAt: string | null }>(
    'UPDATE connectors SET deleted_at = @deletedAt WHERE id = @id AND tenant_id = @workspaceId',
  )
  return {
    read: (workspaceId: string, id: string): ManyRow | undefined => read.get({ workspaceId, id }),
    write: (row: Written) => void write.run(row),
    /** Moves a connector into the trash or out of it; false where its name has been taken since. */
    place(workspaceId: string, id: string, deletedAt: string | null): boolean {
      try {
        place.run({ workspaceId, id, deletedAt })
        return true
      } catch (error) {
        if (isUniqueViolation(error)) return false
        throw error
      }
    },
  }
}
