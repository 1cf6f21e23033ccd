import type { Passphrase } from '../../../contract/passphrase.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { AppError } from '../../../contract/errors.ts'
import { BACKUP_ENDINGS } from '../../../shared/limits.ts'
import type { BackedUpWorkspace, workspaceBackups } from '../../../contract/groups/workspace-backups.ts'
import type { Core } from '../core.ts'
import { assertStrongPassphrase } from '../../secrets/passphrase/strength.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { BackupJobs, Job } from './jobs.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
import type { ConnectorBulk, RawConnector } from '../connectors/bulk-rows.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import type { Context, ExportFile } from '../../core/context.ts'
import { asReference } from '../connectors/secret-values/references.ts'
import { toFileName } from '../../core/names.ts'
import { type BackedUpConnector, type BackedUpView, type BackupContent, toManifest } from './format.ts'
import { encryptLines, type Lines, toLines } from './write.ts'
import type { ViewRows } from '../workspaces/view-rows.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'

interface Deps {
  connectorRows: ConnectorRows
  bulk: ConnectorBulk
  catalogRows: CatalogRows
  viewRows: Pick<ViewRows, 'list'>
  workspaceRows: WorkspaceRows
  jobs: BackupJobs
}

type Chosen = Omit<BackupContent['workspace'], 'views'>

/** Writes workspaces to a backup file. */
export function createBackupWriter(
  { store, vault, commit, record, log, scryptCost, resources: { version } }: Core,
  { connectorRows, bulk, catalogRows, viewRows, workspaceRows, jobs }: Deps,
): Pick<GroupHandlers<typeof workspaceBackups, Context>, 'create'> {
  /** The workspaces that were asked for; all that the account owns where none are named. */
  const choose = ({ actor }: Context, ids: string[] | undefined): Chosen[] =>
    workspaceRows
      .owned(actor.id)
      .filter(({ id }) => ids?.includes(id) ?? true)
      .map(({ id, name, colour }) => ({ id, name, colour }))

  /** The lines of one workspace, and what they come to. */
  const linesFor = async (raw: RawConnector[], key: OpenKey | null, used: Set<string>, job: Job) => {
    const counts = { connectors: raw.length, secrets: 0, unreadable: 0, references: 0 }
    const values = function* () {
      for (const one of raw) {
        const { connector, unreadable } = toBackedUp(bulk.decode(one), key, catalogRows)
        counts.secrets += Object.keys(connector.secrets).length
        counts.unreadable += unreadable
        counts.references += Object.values(connector.secrets).filter(({ reference }) => reference !== undefined).length
        used.add(connector.catalogKey)
        yield connector
      }
    }
    return { lines: await toLines(values(), job.step), counts }
  }

  const write = async (file: ExportFile, pieces: AsyncIterable<Uint8Array>, job: Job) => {
    for await (const piece of pieces) {
      await file.write(piece)
      await job.step()
    }
    await file.commit()
  }

  const make = async (context: Context, chosen: Chosen[], passphrase: Passphrase, file: ExportFile, job: Job) => {
    const keys = new Map<string, OpenKey | null>()
    for (const { id } of chosen) keys.set(id, connectorRows.countWithSecrets(id) > 0 ? await vault.use(id) : null)
    // Everything as it is at one moment: no change can fall between two of these rows.
    const read = store.db.transaction(() => chosen.map(({ id }) => ({ raw: bulk.read(id), views: viewRows.list(id) })))
    job.begin(
      'reading',
      read.reduce((sum, { raw }) => sum + raw.length, 0),
    )
    const used = new Set<string>()
    const workspaceLines: (Lines & { views: BackedUpView[] })[] = []
    const counted: BackedUpWorkspace[] = []
    for (const [index, workspace] of chosen.entries()) {
      const { raw = [], views = [] } = read[index] ?? {}
      const { lines, counts } = await linesFor(raw, keys.get(workspace.id) ?? null, used, job)
      workspaceLines.push({ ...lines, views: views.map(({ name, query }) => ({ name, query })) })
      counted.push({ ...workspace, ...counts })
    }
    const unreadable = counted.reduce((sum, one) => sum + one.unreadable, 0)
    job.unreadable(unreadable)
    const entries = [...used].map((key) => toEntryFile(catalogRows.find(key))).filter((entry) => entry !== null)
    const manifest = toManifest(counted, { program: version, createdAt: context.now })
    job.begin('encrypting')
    const lines = { entries: await toLines(entries), workspaces: workspaceLines }
    await write(file, await encryptLines(manifest, lines, passphrase, scryptCost), job)
    return { path: file.path, cancelled: false, workspaces: manifest.workspaces, unreadable }
  }

  return {
    create: async (context, { workspaceIds, passphrase }) => {
      const chosen = choose(context, workspaceIds)
      await assertStrongPassphrase(passphrase, [context.actor.name, ...chosen.map(({ name }) => name)])
      // A key that does not open is reported before anybody is asked for a file.
      for (const { id } of chosen) if (connectorRows.countWithSecrets(id) > 0) await vault.use(id)
      const file = await context.openExport({ kind: 'backup', name: suggestName(chosen, context.now) })
      if (!file) return { path: null, cancelled: true, workspaces: [], unreadable: 0 }
      const totals = await jobs.run(context.actor.id, async (job) => {
        try {
          return await make(context, chosen, passphrase, file, job)
        } catch (error) {
          await file.abort()
          throw error
        }
      })
      await commit(() => {
        for (const { id, connectors } of totals.workspaces)
          record(context, { workspaceId: id, action: 'workspace.backup', subjectId: id, detail: { connectors } })
      })
      log.write('backup.created', { reason: 'workspaces', count: totals.workspaces.length })
      return totals
    },
  }
}

/** What the file is called unless somebody names it: `acme-2026-03-01.patchbay-backup`. */
function suggestName(chosen: { name: string }[], now: string): string {
  const [only, ...others] = chosen
  const base = only && others.length === 0 ? toFileName(only.name) : 'patchbay'
  return `${base}-${now.slice(0, 10)}${BACKUP_ENDINGS[0]}`
}

/** An imported catalog entry in the format of catalog files; null for one that every Patchbay has. */
function toEntryFile(row: CatalogRow): Record<string, unknown> | null {
  if (row.source === 'builtin') return null
  const { key, name, description, category, icon, authType, docsUrl, version, capabilities } = row
  const { connectionTest, oauth, summary, authSchema, defaultConfigSchema: configSchema } = row
  const described = { key, name, description, category, icon, authType, docsUrl, version, capabilities }
  return { format: 1, ...described, connectionTest, oauth, ...(summary && { summary }), configSchema, authSchema }
}

/** A connector with its secrets as a backup holds it; `unreadable` counts the secrets that did not open. */
function toBackedUp(
  row: ConnectorRow,
  key: OpenKey | null,
  catalogRows: Pick<CatalogRows, 'byId'>,
): { connector: BackedUpConnector; unreadable: number } {
  const secrets: BackedUpConnector['secrets'] = {}
  let unreadable = 0
  for (const [path, stored] of Object.entries(row.auth))
    try {
      const { updatedAt } = stored
      const value = key?.decrypt({ connectorId: row.id, path }, stored.value)
      const reference = asReference(stored, value)?.reference
      if (key) secrets[path] = reference === undefined ? { value, updatedAt } : { value: null, updatedAt, reference }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      unreadable += 1
    }
  const { id, name, catalogVersion, status, statusMessage, statusCause, config, secretExpiresAt } = row
  const { tags, description, colour, isPinned } = row
  const { createdAt, createdBy, createdByName, updatedAt, updatedByName } = row
  const connector = {
    ...{
      id,
      name,
      catalogKey: catalogRows.byId(row.catalogId).key,
      catalogVersion,
      status,
      statusMessage,
      statusCause,
      config,
      ...{ tags, description, colour, isPinned },
    },
    ...{ secretExpiresAt, secrets, createdAt, createdBy, createdByName, updatedAt, updatedByName },
  }
  return { connector, unreadable }
}
