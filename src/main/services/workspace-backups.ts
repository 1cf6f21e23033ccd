import type { GroupHandlers } from '../../contract/define.ts'
import { AppError } from '../../contract/errors.ts'
import { BACKUP_ENDINGS } from '../../contract/limits.ts'
import type { workspaceBackups } from '../../contract/workspace-backups.ts'
import type { Changes } from '../changes.ts'
import type { NormalisedEntry } from '../schemas/entry.ts'
import { readEntries } from '../schemas/import.ts'
import type { Validator } from '../schemas/validator.ts'
import { checkPassphrase } from '../secrets/passphrase-slot.ts'
import type { OpenKey, Vault } from '../secrets/vault.ts'
import type { Store } from '../store/open.ts'
import type { RecordActivity } from './activity.ts'
import type { CatalogRows } from './catalog-rows.ts'
import type { ConnectorRows } from './connector-rows.ts'
import type { Context, ExportFile } from './context.ts'
import { type BackupContent, type BackupDocument, encryptBackup, toManifest } from './workspace-backup-file.ts'
import { createRestore } from './workspace-backup-restore.ts'
import { toBackedUp, toEntryFile } from './workspace-backup-snapshot.ts'
import { createUploads } from './workspace-backup-uploads.ts'
import type { SecretHealth } from './secret-health.ts'
import type { Upgrades } from './upgrades.ts'
import type { NewWorkspace, WorkspacesService } from './workspaces.ts'

interface Deps {
  store: Store
  vault: Vault
  rows: ConnectorRows
  health: SecretHealth
  catalog: CatalogRows
  workspaces: WorkspacesService
  validator: Pick<Validator, 'lint'>
  changes: Changes
  record: RecordActivity
  upgrades: Pick<Upgrades, 'entriesChanged'>
  /** Of the program. */
  version: string
}

type Handlers = GroupHandlers<typeof workspaceBackups, Context>
type Part = Parameters<Handlers['restore']>[1]['parts'][number]

/** Where one part of a backup goes. */
interface Target {
  part: Part
  content: BackupContent
  id: string
  /** Null for a workspace that is there. */
  made: NewWorkspace | null
  key: OpenKey | null
}

/** Backups of workspaces: one age file that any Patchbay restores. */
export function createWorkspaceBackups(deps: Deps): { handlers: Handlers; close(): void } {
  const { store, vault, rows, catalog, workspaces, validator, changes, record, upgrades, version } = deps
  const uploads = createUploads()
  const restore = createRestore(deps)

  const owned = async (context: Context, wanted: string[] | undefined) => {
    const mine = await workspaces.handlers.list(context, {})
    const chosen = wanted?.map((id) => mine.find((workspace) => workspace.id === id)) ?? mine
    return chosen
      .filter((workspace) => wanted !== undefined || workspace?.role === 'owner')
      .map((workspace) => {
        if (!workspace) throw new AppError('not_found', 'There is no such workspace')
        if (workspace.role !== 'owner') throw new AppError('forbidden', 'Only an owner of a workspace can do this')
        const { id, name, colour } = workspace
        return { id, name, colour }
      })
  }

  /** Everything as it is at one moment: no change can fall between two of these rows. */
  const snapshot = (chosen: BackupContent['workspace'][], keys: Map<string, OpenKey | null>) =>
    store.db.transaction(() => {
      let unreadable = 0
      const contents = chosen.map((workspace): BackupContent => {
        const all = rows.all(workspace.id).map((row) => toBackedUp(row, keys.get(workspace.id) ?? null, catalog))
        for (const one of all) unreadable += one.unreadable
        return { workspace, connectors: all.map(({ connector }) => connector) }
      })
      const used = new Set(contents.flatMap(({ connectors }) => connectors.map(({ catalogKey }) => catalogKey)))
      const entries = [...used].map((key) => toEntryFile(catalog.find(key))).filter((entry) => entry !== null)
      return { document: { entries, contents } satisfies BackupDocument, unreadable }
    })

  const keyFor = (workspaceId: string, isNeeded: boolean) => (isNeeded ? vault.use(workspaceId) : null)

  /** The entries that the backup brings and that are missing here, linted as any import is. */
  const missingEntries = async ({ entries, contents }: BackupDocument): Promise<Map<string, NormalisedEntry>> => {
    const used = new Set(contents.flatMap(({ connectors }) => connectors.map(({ catalogKey }) => catalogKey)))
    const found = new Map<string, NormalisedEntry>()
    for (const raw of entries.length > 0 ? readEntries(entries) : []) {
      if (!used.has(raw.key) || catalog.has(raw.key)) continue
      const { entry } = await validator.lint(raw)
      if (entry) found.set(raw.key, entry)
    }
    return found
  }

  const contentOf = (contents: BackupContent[], from: string): BackupContent => {
    const found = contents.find(({ workspace }) => workspace.id === from)
    if (!found) throw new AppError('not_found', 'There is no such workspace in this backup')
    return found
  }

  /** A workspace that is unknown and one that is somebody else's are answered alike. */
  const checkTarget = ({ actor }: Context, workspaceId: string) => {
    const role = workspaces.access.roleIn(workspaceId, actor.id)
    if (!role) throw new AppError('not_found', 'There is no such workspace')
    if (role === 'member') throw new AppError('forbidden', 'Only an owner or admin of a workspace can do this')
  }

  /** Where a part goes, with its key open; a new workspace is not in the database yet. */
  const prepare = async (context: Context, part: Part, { workspace, connectors }: BackupContent) => {
    if (part.into !== undefined) {
      checkTarget(context, part.into)
      return { id: part.into, made: null, key: await keyFor(part.into, connectors.length > 0) }
    }
    const { name = workspace.name, passphrase } = part
    const made = await workspaces.prepare(context, {
      name,
      colour: workspace.colour,
      ...(passphrase !== undefined && { passphrase }),
    })
    return { id: made.id, made, key: null }
  }

  const write = async (file: ExportFile, pieces: AsyncIterable<Uint8Array>) => {
    try {
      for await (const piece of pieces) await file.write(piece)
      await file.commit()
    } catch (error) {
      await file.abort()
      throw error
    }
  }

  return {
    close: uploads.close,
    handlers: {
      create: async (context, { workspaceIds, passphrase }) => {
        checkPassphrase(passphrase)
        const chosen = await owned(context, workspaceIds)
        if (!context.host.openExport) throw new AppError('unavailable', 'This way in cannot write files')
        const keys = new Map<string, OpenKey | null>()
        for (const { id } of chosen) keys.set(id, await keyFor(id, rows.countWithSecrets(id) > 0))
        const file = await context.host.openExport(suggestName(chosen, context.now))
        if (!file) return { path: null, cancelled: true, workspaces: [], unreadable: 0 }
        const { document, unreadable } = snapshot(chosen, keys)
        const manifest = toManifest(document.contents, { program: version, createdAt: context.now })
        await write(file, await encryptBackup(manifest, document, passphrase))
        store.db.transaction(() => {
          for (const { id, connectors } of manifest.workspaces)
            record(context, { workspaceId: id, action: 'workspace.backup', subjectId: id, detail: { connectors } })
        })
        return { path: file.path, cancelled: false, workspaces: manifest.workspaces, unreadable }
      },

      upload: ({ actor }, { upload, data }) => uploads.add(upload, actor.id, Buffer.from(data, 'base64')),

      inspect: ({ actor }, { upload, passphrase }) => uploads.open(upload, actor.id, passphrase),

      preview: async (context, { upload, from, into }) => {
        if (into !== undefined) checkTarget(context, into)
        const document = await uploads.read(upload, context.actor.id)
        const brought = await missingEntries(document)
        const hasEntry = (key: string) => catalog.has(key) || brought.has(key)
        return restore
          .match(into, contentOf(document.contents, from).connectors, hasEntry)
          .map(({ theirs, mine, state, differs }) => ({
            ...{ id: theirs.id, name: theirs.name, catalogKey: theirs.catalogKey, state, differs },
            ...{ theirsAt: theirs.updatedAt, mineAt: mine?.updatedAt ?? null },
          }))
      },

      restore: async (context, { upload, parts }) => {
        const document = await uploads.read(upload, context.actor.id)
        const brought = await missingEntries(document)
        const made: NewWorkspace[] = []
        try {
          const targets: Target[] = []
          for (const part of parts) {
            const content = contentOf(document.contents, part.from)
            const target = await prepare(context, part, content)
            if (target.made) made.push(target.made)
            targets.push({ part, content, ...target })
          }
          const results = workspaces.withFreeName(() =>
            store.db.transaction(() => {
              for (const entry of brought.values()) catalog.put(entry, context.now)
              return targets.map(({ part, content, id, made: created, key }) => {
                created?.insert()
                const target = { workspaceId: id, take: part.take, choices: part.choices }
                const open = created ? vault.peek(id) : key
                const counts = restore.apply(context, content.connectors, { ...target, key: open })
                record(context, { workspaceId: id, action: 'workspace.restore', subjectId: id, detail: counts })
                return { workspaceId: id, isNew: created !== null, ...counts }
              })
            }),
          )
          uploads.forget(upload, context.actor.id)
          // The configs come from elsewhere and may not fit the entries here.
          upgrades.entriesChanged()
          changes.emit({ workspaceId: null, topic: 'workspaces' })
          if (brought.size > 0) changes.emit({ workspaceId: null, topic: 'catalog' })
          for (const { workspaceId } of results) changes.emit({ workspaceId, topic: 'connectors' })
          const named = await workspaces.handlers.list(context, {})
          return results.map((result) => ({
            ...result,
            name: named.find(({ id }) => id === result.workspaceId)?.name ?? '',
          }))
        } catch (error) {
          for (const workspace of made) await workspace.discard()
          throw error
        }
      },

      forget: ({ actor }, { upload }) => {
        uploads.forget(upload, actor.id)
        return {}
      },
    },
  }
}

/** A file name that every system accepts: `acme-2026-03-01.patchbay-backup`. */
function suggestName(chosen: { name: string }[], now: string): string {
  const [only, ...others] = chosen
  const base = only && others.length === 0 ? only.name : 'patchbay'
  const slug = base
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${slug || 'workspace'}-${now.slice(0, 10)}${BACKUP_ENDINGS[0]}`
}
