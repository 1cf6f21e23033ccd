import { appError } from '../../../contract/errors.ts'
import { readOauth, tokenFields } from '../../../contract/oauth.ts'
import { nameKey } from '../../../shared/names.ts'
import { type Audit, type Context, createdBy, updatedBy } from '../../core/context.ts'
import type { ActivityEntry, Core } from '../core.ts'
import type { CatalogRow } from '../catalog/rows.ts'
import type { ConnectorBulk, Staging } from '../connectors/bulk-rows.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import type { StoredSecret } from '../../store/schema.ts'
import { sealReferences } from '../connectors/secret-values/references.ts'
import type { CodeChange, CodeWork } from './plan.ts'
import type { CodeJob } from './uploads.ts'

interface Deps {
  connectorRows: Pick<ConnectorRows, 'commit' | 'update' | 'get'>
  bulk: ConnectorBulk
  health: Pick<SecretHealth, 'note'>
}

/** Writes what was worked out: all of it in one transaction. */
export function createCodeWriter({ record }: Pick<Core, 'record'>, { connectorRows, bulk, health }: Deps) {
  const stage = (audit: Audit, workspaceId: string, staging: Staging, change: CodeChange): void => {
    const { row, source, entry, id, after, status, statusMessage, isPinned, checked } = change
    const auth = authAfter(change, audit.updatedAt)
    const isPasted = row !== null && tokenFieldsOf(entry).some((path) => auth[path] !== row.auth[path])
    staging.add({
      ...audit,
      id,
      tenantId: workspaceId,
      catalogKey: entry.key,
      isNew: row === null,
      isRenamed: row !== null && row.nameKey !== nameKey(after.name),
      name: after.name,
      nameKey: nameKey(after.name),
      tags: after.tags,
      description: after.description,
      colour: source.code.colour,
      secretExpiresAt: after.secretExpiresAt,
      status,
      statusMessage,
      isPinned,
      config: after.config,
      statusSince: row && row.status === status ? row.statusSince : audit.updatedAt,
      auth,
      // Tokens that come with the files are of no sign-in.
      signIn: isPasted ? null : (row?.signIn ?? null),
      catalogVersion: checked ? entry.version : (row?.catalogVersion ?? entry.version),
      checkedHash: checked ? entry.contentHash : (row?.checkedHash ?? null),
      attention: change.item.missingSecrets.length,
    })
  }

  return async (
    context: Context,
    workspaceId: string,
    { changes, deletions, state }: CodeWork,
    job: CodeJob,
  ): Promise<void> => {
    if (changes.length === 0 && deletions.length === 0) return
    job.begin('writing', changes.length)
    const staging = bulk.stage()
    const audit = createdBy(context)
    try {
      for (const change of changes) {
        stage(audit, workspaceId, staging, change)
        await job.step()
      }
      const history = [
        ...deletions.map(({ id, name }) => entryOf(workspaceId, 'connector.remove', { id, name })),
        ...changes.flatMap((change) => historyOf(workspaceId, change)),
      ]
      await connectorRows.commit(workspaceId, () => {
        if (bulk.state(workspaceId) !== state) throw appError('plan_stale')
        for (const { id } of deletions)
          connectorRows.update(workspaceId, id, { deletedAt: context.now, ...updatedBy(context) })
        staging.commit()
        // The result of a test holds only for the values that were tested.
        for (const { row, id, checked, item } of changes)
          if (row && checked)
            connectorRows.update(workspaceId, id, {
              ...{ lastTestedAt: null, lastTestResult: null, attention: item.missingSecrets.length },
            })
        record(context, history)
      })
    } finally {
      staging.drop()
    }
    for (const { id } of deletions) health.note(workspaceId, id, null)
    for (const { id, row } of changes) if (row) health.note(workspaceId, id, connectorRows.get(workspaceId, id).auth)
  }
}

/** The fields with the tokens of a sign-in, where connectors of the entry have one. */
function tokenFieldsOf(entry: CatalogRow): string[] {
  const oauth = readOauth(entry)
  return oauth ? tokenFields(oauth) : []
}

/** The stored secrets that stay, and those that are new; one that moves is as old as it was. */
function authAfter({ row, id, checked }: CodeChange, now: string): Record<string, StoredSecret> {
  if (!checked) return row?.auth ?? {}
  const auth: Record<string, StoredSecret> = {}
  for (const [path, secret] of Object.entries(row?.auth ?? {}))
    if (checked.keep.has(path) && !Object.hasOwn(checked.set, path)) auth[path] = secret
  Object.assign(auth, sealReferences(checked.key, id, checked.references, now))
  for (const [path, value] of Object.entries(checked.set)) {
    const former = row?.auth[checked.moved.get(path) ?? '']
    const envelope = checked.key?.encrypt({ connectorId: id, path }, value)
    if (envelope !== undefined) auth[path] = { value: envelope, updatedAt: former?.updatedAt ?? now }
  }
  return auth
}

const entryOf = (workspaceId: string, action: string, { id, name }: { id: string; name: string }): ActivityEntry => ({
  ...{ workspaceId, action, subjectId: id, subjectName: name, detail: { by: 'apply' } },
})

/** The lines of the history that a change of one connector makes. */
function historyOf(
  workspaceId: string,
  { item, row, entry, id, after, publicConfig, status, checked }: CodeChange,
): ActivityEntry[] {
  const subject = { id, name: after.name }
  const entries: ActivityEntry[] = []
  if (!row || item.fields.length > 0)
    entries.push({
      ...entryOf(workspaceId, row ? 'connector.update' : 'connector.install', subject),
      ...(!row && { detail: { by: 'apply', catalogKey: entry.key } }),
      // As after every update, the history does not show references.
      fields: item.fields.map((field) =>
        field.hidden === undefined && checked?.references.has(field.path)
          ? { path: field.path, hidden: 'secret_set' as const }
          : field,
      ),
      config: publicConfig,
    })
  if (status !== (row?.status ?? 'inactive'))
    entries.push({
      ...entryOf(workspaceId, `connector.${status}`, subject),
      fields: [{ path: 'status', from: row?.status ?? 'inactive', to: status }],
    })
  return entries
}
