import { isEqual } from '../../../shared/json.ts'
import type { Audit } from '../../core/context.ts'
import type { Batch } from './git/batch.ts'
import type { SharedConnector } from './format/connector-files.ts'
import { placeOf } from './format/layout.ts'
import { connectorAt } from './replay.ts'
import type { SharingRows } from './rows.ts'
import type { VerifiedCommit } from './verify/verify.ts'
import type { Arrival } from './writer.ts'

/** Who made each connector that commits change, and who changed it last. */
export function auditOf(commits: readonly VerifiedCommit[]): Map<string, Audit> {
  const audits = new Map<string, Audit>()
  for (const { at, memberId, name, changes } of commits) {
    const now = new Date(at * 1000).toISOString()
    const updated = { updatedAt: now, updatedBy: memberId, updatedByName: name }
    for (const { path, isNew } of changes) {
      const place = placeOf(path)
      if (!('id' in place)) continue
      const former = audits.get(place.id)
      const isFirst = former === undefined || (isNew && place.kind === 'connectors')
      audits.set(place.id, {
        ...(isFirst ? { createdAt: now, createdBy: memberId, createdByName: name } : former),
        ...updated,
      })
    }
  }
  return audits
}

/** The ids of the connectors that commits change. */
export const changedIds = (commits: readonly VerifiedCommit[]): Set<string> =>
  new Set(
    commits.flatMap(({ changes }) =>
      changes.flatMap(({ path }) => {
        const place = placeOf(path)
        return 'id' in place ? [place.id] : []
      }),
    ),
  )

/** The connectors that commits change, as they are at the last of them. */
export async function connectorsAt(
  batch: Batch,
  tree: string,
  ids: Iterable<string>,
): Promise<Map<string, SharedConnector>> {
  const list = await Promise.all([...ids].map(async (id) => [id, await connectorAt(batch, tree, id)] as const))
  return new Map(list)
}

/** Those that are not yet so here. */
export const toArrivals = (
  sharingRows: Pick<SharingRows, 'connector'>,
  workspaceId: string,
  connectors: ReadonlyMap<string, SharedConnector>,
  auditFor: (id: string) => Audit,
): Arrival[] =>
  [...connectors].flatMap(([connectorId, { fields }]) =>
    isEqual(sharingRows.connector(workspaceId, connectorId)?.fields ?? null, fields)
      ? []
      : [{ connectorId, fields, audit: auditFor(connectorId) }],
  )
