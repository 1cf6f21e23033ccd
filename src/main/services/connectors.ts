import { randomUUID } from 'node:crypto'
import type {
  Connector,
  ConnectorCard,
  ConnectorStatus,
  connectors as connectorsContract,
} from '../../contract/connectors.ts'
import type { GroupHandlers } from '../../contract/define.ts'
import type { Changes } from '../changes.ts'
import { secretPaths } from '../schemas/secrets.ts'
import type { OpenKey, Vault } from '../secrets/vault.ts'
import type { Store } from '../store/open.ts'
import type { StoredSecret } from '../store/schema.ts'
import type { RecordActivity } from './activity.ts'
import type { CatalogRows } from './catalog-rows.ts'
import type { ConnectorInput } from './connector-input.ts'
import type { ConnectorChange, ConnectorRows } from './connector-rows.ts'
import { type Context, createdBy, updatedBy } from './context.ts'
import { isUniqueViolation, nameKey, nameTaken } from './names.ts'
import { loadSamples } from './samples.ts'
import type { SecretHealth } from './secret-health.ts'
import type { Upgrades } from './upgrades.ts'

interface Deps {
  store: Store
  vault: Vault
  rows: ConnectorRows
  health: SecretHealth
  changes: Changes
  record: RecordActivity
  catalog: Pick<CatalogRows, 'find' | 'byId'>
  upgrades: Pick<Upgrades, 'wake' | 'entriesChanged'>
  input: ConnectorInput
  /** The file with the sample connectors. */
  samplesFile: string
}

type ConnectorHandlers = GroupHandlers<typeof connectorsContract, Context>

/** Installed connectors: what people do with them. */
export function createConnectors(deps: Deps): { handlers: ConnectorHandlers } {
  const { store, vault, rows, health, changes, record, catalog, upgrades, input } = deps

  const withHealth = (workspaceId: string, card: ConnectorCard): ConnectorCard =>
    health.has(workspaceId, card.id) ? { ...card, needsSecrets: true } : card
  const cardOf = (workspaceId: string, id: string) => withHealth(workspaceId, rows.card(workspaceId, id))

  const view = (workspaceId: string, id: string): Connector => {
    const connector = rows.get(workspaceId, id)
    const entry = catalog.byId(connector.catalogId)
    const stored = connector.auth
    const unreadable = health.unreadable(workspaceId, id, stored)
    // Its card should say the same.
    if (health.note(workspaceId, id, stored)) changes.emit({ workspaceId, topic: 'connectors' })
    const schemas = { configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema }
    return {
      ...connector,
      catalogKey: entry.key,
      catalogName: entry.name,
      icon: entry.icon,
      needsSecrets: unreadable.length > 0,
      secrets: secretPaths(schemas, connector.config, Object.keys(stored)).map((path) => ({
        path,
        isSet: path in stored,
        updatedAt: stored[path]?.updatedAt ?? null,
        ...(unreadable.includes(path) && { mustReenter: true as const }),
      })),
    }
  }

  /** An entry may be replaced or removed while a call waits: then its connectors are checked again, or none is made. */
  const lookAgainAt = ({ key, contentHash }: { key: string; contentHash: string }) => {
    if (catalog.find(key).contentHash !== contentHash) upgrades.entriesChanged()
  }

  /** Runs one change in a transaction and, once it is committed, tells of it. */
  const commit = (workspaceId: string, name: string, run: () => void) => {
    try {
      store.db.transaction(run)
    } catch (error) {
      if (isUniqueViolation(error)) throw nameTaken('A connector', name)
      throw error
    }
    changes.emit({ workspaceId, topic: 'connectors' })
  }

  /** The key is only asked for when there is something to encrypt. */
  const keyFor = (workspaceId: string, secrets: Record<string, unknown>): Promise<OpenKey> | null =>
    Object.keys(secrets).length > 0 ? vault.use(workspaceId) : null

  const encryptAll = (
    key: OpenKey | null,
    connectorId: string,
    secrets: Record<string, unknown>,
    now: string,
  ): Record<string, StoredSecret> =>
    key
      ? Object.fromEntries(
          Object.entries(secrets).map(([path, value]) => [
            path,
            { value: key.encrypt({ connectorId, path }, value), updatedAt: now },
          ]),
        )
      : {}

  const refuseTakenName = (workspaceId: string, name: string, exceptId?: string) => {
    const holder = rows.idByName(workspaceId, nameKey(name))
    if (holder !== undefined && holder !== exceptId) throw nameTaken('A connector', name)
  }

  /** Moves to another status; asking for the present one changes nothing. */
  const setStatus = (
    context: Context,
    { workspaceId, id }: { workspaceId: string; id: string },
    status: ConnectorStatus,
    statusMessage: string | null = null,
  ) => {
    const connector = rows.get(workspaceId, id)
    if (connector.status !== status || connector.statusMessage !== statusMessage)
      commit(workspaceId, connector.name, () => {
        rows.update(workspaceId, id, { status, statusMessage, ...updatedBy(context) })
        record(context, {
          workspaceId,
          action: `connector.${status}`,
          subjectId: id,
          subjectName: connector.name,
          detail: { from: connector.status },
        })
      })
    return cardOf(workspaceId, id)
  }

  const handlers: ConnectorHandlers = {
    list: (_context, { workspaceId, limit, after }) => {
      upgrades.wake()
      return rows.list(workspaceId, limit, after).map((card) => withHealth(workspaceId, card))
    },

    get: (_context, { workspaceId, id }) => view(workspaceId, id),

    install: async (context, { workspaceId, catalogKey, name, config, auth, tags, secretExpiresAt }) => {
      const entry = catalog.find(catalogKey)
      refuseTakenName(workspaceId, name)
      const checked = await input.forInstall(entry, { config, auth })
      const key = await keyFor(workspaceId, checked.secrets)
      const id = randomUUID()
      commit(workspaceId, name, () => {
        lookAgainAt(entry)
        rows.insert({
          id,
          tenantId: workspaceId,
          catalogId: entry.id,
          catalogVersion: entry.version,
          checkedHash: entry.contentHash,
          name,
          nameKey: nameKey(name),
          status: 'inactive',
          statusMessage: null,
          config: checked.config,
          auth: encryptAll(key, id, checked.secrets, context.now),
          tags,
          secretExpiresAt,
          ...createdBy(context),
        })
        record(context, {
          workspaceId,
          action: 'connector.install',
          subjectId: id,
          subjectName: name,
          detail: { catalogKey },
        })
      })
      return view(workspaceId, id)
    },

    update: async (context, { workspaceId, id, name, config, auth, secrets, tags, secretExpiresAt }) => {
      const connector = rows.get(workspaceId, id)
      const entry = catalog.byId(connector.catalogId)
      if (name !== undefined) refuseTakenName(workspaceId, name, id)
      const stored = Object.keys(connector.auth)
      const checked = await input.forUpdate(entry, { config: config ?? connector.config, auth, secrets, stored })
      const key = await keyFor(workspaceId, checked.set)
      commit(workspaceId, name ?? connector.name, () => {
        lookAgainAt(entry)
        // Read again: another change may have been committed while this one waited for the key.
        const current = rows.get(workspaceId, id).auth
        const kept = Object.entries(current).filter(([path]) => checked.keep.has(path) && !(path in checked.set))
        const secretsNow = { ...Object.fromEntries(kept), ...encryptAll(key, id, checked.set, context.now) }
        const change: ConnectorChange = {
          config: checked.config,
          auth: secretsNow,
          catalogVersion: entry.version,
          checkedHash: entry.contentHash,
          attention: 0,
          ...(name !== undefined && { name, nameKey: nameKey(name) }),
          ...(tags !== undefined && { tags }),
          ...(secretExpiresAt !== undefined && { secretExpiresAt }),
          ...updatedBy(context),
        }
        rows.update(workspaceId, id, change)
        health.note(workspaceId, id, secretsNow)
        record(context, {
          workspaceId,
          action: 'connector.update',
          subjectId: id,
          subjectName: name ?? connector.name,
          detail: {
            secretsSet: Object.keys(checked.set),
            secretsCleared: stored.filter((path) => !checked.keep.has(path)),
          },
        })
      })
      return view(workspaceId, id)
    },

    activate: (context, which) => setStatus(context, which, 'active'),
    deactivate: (context, which) => setStatus(context, which, 'inactive'),
    markError: (context, { message, ...which }) => setStatus(context, which, 'error', message),

    remove: (context, { workspaceId, id }) => {
      const { name } = rows.get(workspaceId, id)
      commit(workspaceId, name, () => {
        rows.update(workspaceId, id, { deletedAt: context.now, ...updatedBy(context) })
        health.note(workspaceId, id, null)
        record(context, { workspaceId, action: 'connector.remove', subjectId: id, subjectName: name })
      })
      return { id, name }
    },

    restore: (context, { workspaceId, id }) => {
      const { name } = rows.trashed(workspaceId, id)
      commit(workspaceId, name, () => {
        rows.update(workspaceId, id, { deletedAt: null, ...updatedBy(context) })
        record(context, { workspaceId, action: 'connector.restore', subjectId: id, subjectName: name })
      })
      health.note(workspaceId, id, rows.get(workspaceId, id).auth)
      return cardOf(workspaceId, id)
    },

    loadSamples: (context, { workspaceId }) =>
      loadSamples(deps.samplesFile, {
        exists: (name) => rows.idByName(workspaceId, nameKey(name)) !== undefined,
        install: async (sample) => {
          const { id } = await handlers.install(context, { ...sample, workspaceId, secretExpiresAt: null })
          return sample.active ? handlers.activate(context, { workspaceId, id }) : cardOf(workspaceId, id)
        },
      }),

    validateConfig: async (_context, { catalogKey, config, auth, kept }) => {
      const fields = await input.check(catalog.find(catalogKey), { config, auth, kept })
      return { valid: Object.keys(fields).length === 0, fields }
    },
  }
  return { handlers }
}
