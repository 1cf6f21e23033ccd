import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { ConnectorCard } from '../../contract/connectors.ts'
import { AppError } from '../../contract/errors.ts'
import type { Store } from '../store/open.ts'
import { connectors } from '../store/schema.ts'

export type ConnectorRow = typeof connectors.$inferSelect
export type ConnectorChange = Partial<typeof connectors.$inferInsert>

/** Thirty days; what has been in the trash for longer is gone for good at the next removal. */
const TRASH_KEPT_MS = 30 * 24 * 60 * 60 * 1000

type CardRow = Omit<ConnectorCard, 'tags'> & { tags: string }

/** The cards of a workspace. Drizzle's own mapping of rows would take as long again as the query for a long list. */
const CARD_SQL = `
  SELECT c.id, c.name, c.status, c.status_message AS statusMessage, e.key AS catalogKey, e.name AS catalogName, e.icon,
    c.tags, c.created_at AS createdAt, c.created_by_name AS createdByName, c.updated_at AS updatedAt,
    c.updated_by_name AS updatedByName
  FROM connectors c JOIN connector_catalog e ON e.id = c.catalog_id
  WHERE c.tenant_id = @workspaceId AND c.deleted_at IS NULL`

const toCard = (row: CardRow): ConnectorCard => ({ ...row, tags: JSON.parse(row.tags) as string[] })

/** The statements on `connectors`; every one of them is scoped to a workspace. */
export function createConnectorRows({ sqlite, db }: Store) {
  const workspaceId = sql.placeholder('workspaceId')
  const inWorkspace = and(eq(connectors.tenantId, workspaceId), isNull(connectors.deletedAt))
  const isThis = and(eq(connectors.id, sql.placeholder('id')), inWorkspace)

  const cards = (more: string) => sqlite.prepare<Record<string, unknown>, CardRow>(`${CARD_SQL} ${more}`)
  const list = cards('ORDER BY c.name_key LIMIT @limit')
  const listAfter = cards('AND c.name_key > @nameKey ORDER BY c.name_key LIMIT @limit')
  const card = cards('AND c.id = @id')
  const row = db.select().from(connectors).where(isThis).prepare()
  const trashed = db
    .select({ nameKey: connectors.nameKey, name: connectors.name })
    .from(connectors)
    .where(
      and(
        eq(connectors.id, sql.placeholder('id')),
        eq(connectors.tenantId, workspaceId),
        isNotNull(connectors.deletedAt),
      ),
    )
    .prepare()
  const byName = db
    .select({ id: connectors.id })
    .from(connectors)
    .where(and(inWorkspace, eq(connectors.nameKey, sql.placeholder('nameKey'))))
    .prepare()

  const found = <T>(value: T | undefined): T => {
    if (value === undefined) throw new AppError('not_found', 'There is no such connector in this workspace')
    return value
  }

  return {
    /** Cards by name; `after` is the id that the previous page ended with. */
    list(workspaceId: string, limit: number, after?: string) {
      if (after === undefined) return list.all({ workspaceId, limit }).map(toCard)
      const { nameKey } = found(row.get({ workspaceId, id: after }))
      return listAfter.all({ workspaceId, limit, nameKey }).map(toCard)
    },
    card: (workspaceId: string, id: string) => toCard(found(card.get({ workspaceId, id }))),
    /** The whole row. Throws `not_found`, also for a connector of another workspace. */
    get: (workspaceId: string, id: string) => found(row.get({ workspaceId, id })),
    /** The name of a connector in the trash. Throws `not_found`. */
    trashed: (workspaceId: string, id: string) => found(trashed.get({ workspaceId, id })),
    idByName: (workspaceId: string, nameKey: string) => byName.get({ workspaceId, nameKey })?.id,

    insert: (values: typeof connectors.$inferInsert) => void db.insert(connectors).values(values).run(),

    update(workspaceId: string, id: string, values: ConnectorChange) {
      const scope = and(eq(connectors.id, id), eq(connectors.tenantId, workspaceId))
      found(db.update(connectors).set(values).where(scope).returning({ id: connectors.id }).get())
    },

    /** Deletes for good what has been in the workspace's trash for more than thirty days. */
    purgeTrash(workspaceId: string, now: string) {
      const before = new Date(Date.parse(now) - TRASH_KEPT_MS).toISOString()
      db.delete(connectors)
        .where(and(eq(connectors.tenantId, workspaceId), sql`${connectors.deletedAt} < ${before}`))
        .run()
    },
  }
}

export type ConnectorRows = ReturnType<typeof createConnectorRows>
