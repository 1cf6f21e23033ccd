import { eq, sql } from 'drizzle-orm'
import type { GroupHandlers } from '../../contract/define.ts'
import { AppError } from '../../contract/errors.ts'
import type { PublishTarget, targets } from '../../contract/targets.ts'
import type { Store } from '../store/open.ts'
import { workspaces } from '../store/schema.ts'
import type { Context, ExportFile } from './context.ts'
import type { RecordActivity } from './activity.ts'
import { toFileName } from './file-name.ts'
import { isExpired } from './secret-expiry.ts'

/** How many expired targets an export names. */
const MAX_EXPIRED = 100

/**
 * Rows between two turns of the event loop, so that an export of any size never holds it for long. The text of more
 * rows would be too long for the part of memory that V8 clears quickly.
 */
const PAGE = 100

interface ActiveRow {
  rowid: number
  id: string
  name: string
  catalogId: string
  secretExpiresAt: string | null
}

/** What the targets of one catalog entry share. */
interface PublishingEntry {
  key: string
  /** JSON text. */
  capabilities: string
}

/** The active connectors that can publish, as the content broadcaster reads them, in the order of their installation. */
export function createTargets(
  { sqlite, db }: Store,
  record: RecordActivity,
): { handlers: GroupHandlers<typeof targets, Context> } {
  // Pages follow the rowid, which no rename changes, so that a change during an export neither skips nor repeats a row.
  const page = sqlite.prepare<{ workspaceId: string; after: number; limit: number }, ActiveRow>(`
    SELECT rowid, id, name, catalog_id AS catalogId, secret_expires_at AS secretExpiresAt
    FROM connectors INDEXED BY connectors_tenant_id
    WHERE tenant_id = @workspaceId AND rowid > @after AND status = 'active' AND deleted_at IS NULL
    ORDER BY rowid LIMIT @limit`)
  const entries = sqlite.prepare<[], PublishingEntry & { id: string }>(
    'SELECT id, key, capabilities FROM connector_catalog',
  )
  // Read once for all rows: the same text for each of 100,000 rows would be tens of megabytes. Parsed here, because
  // SQLite's own word for damaged JSON would not be told as damage.
  const publishing = () =>
    new Map(
      entries
        .all()
        .filter(canPublish)
        .map((entry) => [entry.id, entry]),
    )
  const workspaceName = db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, sql.placeholder('workspaceId')))
    .prepare()

  /** Writes a JSON array, one target a line; answers how many, and the names of those whose secrets have expired. */
  const writeJson = async (file: ExportFile, workspaceId: string, now: string) => {
    const publishable = publishing()
    const expired: string[] = []
    let count = 0
    let after = 0
    let rows: ActiveRow[]
    await file.write('[')
    do {
      rows = page.all({ workspaceId, after, limit: PAGE })
      let lines = ''
      for (const row of rows) {
        const entry = publishable.get(row.catalogId)
        if (!entry) continue
        lines += `${count > 0 ? ',\n' : '\n'}${toJson(row, entry)}`
        count += 1
        if (isExpired(row.secretExpiresAt, now) && expired.length < MAX_EXPIRED) expired.push(row.name)
      }
      if (lines !== '') await file.write(lines)
      after = rows.at(-1)?.rowid ?? after
    } while (rows.length === PAGE)
    await file.write(count > 0 ? '\n]\n' : ']\n')
    return { count, expired }
  }

  return {
    handlers: {
      list: (_context, { workspaceId }) => {
        const publishable = publishing()
        return page.all({ workspaceId, after: 0, limit: ALL }).flatMap((row) => {
          const entry = publishable.get(row.catalogId)
          return entry ? [toTarget(row, entry)] : []
        })
      },

      export: async (context, { workspaceId }) => {
        if (!context.host.openExport)
          throw new AppError(
            'unavailable',
            'This way in cannot write files; GET /api/publish-targets gives the same data',
          )
        const name = workspaceName.get({ workspaceId })?.name ?? 'workspace'
        const file = await context.host.openExport(`${toFileName(name)}-publish-targets.json`)
        if (!file) return { count: 0, path: null, cancelled: true, expired: [] }
        let written: Awaited<ReturnType<typeof writeJson>>
        try {
          written = await writeJson(file, workspaceId, context.now)
          await file.commit()
        } catch (error) {
          await file.abort()
          throw error
        }
        record(context, { workspaceId, action: 'targets.export', detail: { count: written.count } })
        return { ...written, path: file.path, cancelled: false }
      },
    },
  }
}

/** SQLite's word for no limit. */
const ALL = -1

const canPublish = ({ capabilities }: PublishingEntry) =>
  (JSON.parse(capabilities) as PublishTarget['capabilities']).publish === true

const toTarget = ({ id, name }: ActiveRow, { key, capabilities }: PublishingEntry): PublishTarget => ({
  id,
  name,
  catalog_key: key,
  capabilities: JSON.parse(capabilities) as PublishTarget['capabilities'],
})

/** The same as text; the capabilities are JSON already. */
const toJson = ({ id, name }: ActiveRow, { key, capabilities }: PublishingEntry) =>
  `{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)},"catalog_key":${JSON.stringify(key)},"capabilities":${capabilities}}`
