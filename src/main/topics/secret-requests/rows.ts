import { and, desc, eq, isNotNull, lt, ne, sql } from 'drizzle-orm'
import { appError, AppError } from '../../../contract/errors.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { Store } from '../../store/open.ts'
import { connectors, secretRequests } from '../../store/schema.ts'

type Row = typeof secretRequests.$inferSelect
export type RequestRow = Row & { connectorName: string }

/** The most that is listed. */
const MOST = 500

/** Where the private half of a request's key belongs. */
export const keyPlace = (id: string) => ({ connectorId: id, path: 'request.key' })

/** The table `secret_requests`; nothing else writes it. */
export function createRequestRows({ db }: Store) {
  const withName = () =>
    db
      .select({ request: secretRequests, connectorName: connectors.name })
      .from(secretRequests)
      .innerJoin(connectors, eq(connectors.id, secretRequests.connectorId))
  const toRow = ({ request, connectorName }: { request: Row; connectorName: string }): RequestRow => ({
    ...request,
    connectorName,
  })
  const isThis = (workspaceId: string, id: string) =>
    and(eq(secretRequests.id, id), eq(secretRequests.workspaceId, workspaceId))

  return {
    /** The newest first. */
    list: (workspaceId: string, connectorId?: string): RequestRow[] =>
      withName()
        .where(
          and(
            eq(secretRequests.workspaceId, workspaceId),
            connectorId === undefined ? undefined : eq(secretRequests.connectorId, connectorId),
          ),
        )
        .orderBy(desc(secretRequests.createdAt), desc(sql`${secretRequests}.rowid`))
        .limit(MOST)
        .all()
        .map(toRow),
    find: (workspaceId: string, id: string): RequestRow | undefined =>
      withName().where(isThis(workspaceId, id)).all().map(toRow)[0],
    insert: (row: Row) => void db.insert(secretRequests).values(row).run(),
    remove: (id: string) => void db.delete(secretRequests).where(eq(secretRequests.id, id)).run(),
    /** Deletes requests of a workspace that were closed before an instant. */
    removeClosedBefore: (workspaceId: string, instant: string) =>
      void db
        .delete(secretRequests)
        .where(
          and(
            eq(secretRequests.workspaceId, workspaceId),
            ne(secretRequests.state, 'open'),
            lt(secretRequests.closedAt, instant),
          ),
        )
        .run(),
    /** Ends a request and deletes its key. Throws `not_found` where it is not open any more. */
    close(workspaceId: string, id: string, state: 'answered' | 'revoked', closedAt: string) {
      const { changes } = db
        .update(secretRequests)
        .set({ state, closedAt, privateKey: null })
        .where(and(isThis(workspaceId, id), eq(secretRequests.state, 'open')))
        .run()
      if (changes === 0) throw appError('no_request')
    },
    /** Encrypts the keys of a workspace's requests with its newest key; one that does not open stays as it is. */
    reencrypt(workspaceId: string, key: OpenKey, unreadable: (envelope: string) => void) {
      const open = db
        .select({ id: secretRequests.id, privateKey: secretRequests.privateKey })
        .from(secretRequests)
        .where(and(eq(secretRequests.workspaceId, workspaceId), isNotNull(secretRequests.privateKey)))
        .all()
      for (const { id, privateKey } of open) {
        const envelope = privateKey ?? ''
        try {
          const renewed = key.reencrypt(keyPlace(id), envelope)
          if (renewed !== envelope)
            db.update(secretRequests).set({ privateKey: renewed }).where(isThis(workspaceId, id)).run()
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          unreadable(envelope)
        }
      }
    },
  }
}

export type RequestRows = ReturnType<typeof createRequestRows>
