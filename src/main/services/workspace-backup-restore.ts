import { randomUUID } from 'node:crypto'
import { AppError } from '../../contract/errors.ts'
import type { Choice } from '../../contract/workspace-backups.ts'
import { splitSecrets } from '../schemas/secrets.ts'
import type { OpenKey } from '../secrets/vault.ts'
import type { CatalogRows } from './catalog-rows.ts'
import type { ConnectorRows } from './connector-rows.ts'
import { type Context, updatedBy } from './context.ts'
import { nameKey } from './names.ts'
import type { SecretHealth } from './secret-health.ts'
import type { BackedUpConnector } from './workspace-backup-file.ts'
import { type Match, matchConnectors } from './workspace-backup-match.ts'

interface Deps {
  rows: ConnectorRows
  catalog: CatalogRows
  health: SecretHealth
}

export interface RestoreTarget {
  workspaceId: string
  /** Null where nothing is to be encrypted. */
  key: OpenKey | null
  take: Choice
  choices: Record<string, Choice>
}

/** Writes connectors of a backup into a workspace. */
export function createRestore({ rows, catalog, health }: Deps) {
  const match = (
    workspaceId: string | undefined,
    theirs: BackedUpConnector[],
    hasEntry: (key: string) => boolean,
  ): Match[] => matchConnectors(workspaceId === undefined ? [] : rows.all(workspaceId), theirs, hasEntry)

  /** The name, or the first free one like it. */
  const freeName = (workspaceId: string, name: string, ownId: string): string => {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name} (${count})`
      const holder = rows.idByName(workspaceId, nameKey(candidate))
      if (holder === undefined || holder === ownId) return candidate
    }
  }

  /** What the columns of a restored connector are. A secret that this catalog knows and that one did not is lifted. */
  const columnsOf = (theirs: BackedUpConnector, id: string, { workspaceId, key }: RestoreTarget, now: string) => {
    const entry = catalog.find(theirs.catalogKey)
    const schemas = { configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema }
    const lifted = splitSecrets(schemas, { config: theirs.config, auth: {} })
    const secrets = {
      ...Object.fromEntries(Object.entries(lifted.secrets).map(([path, value]) => [path, { value, updatedAt: now }])),
      ...theirs.secrets,
    }
    const auth = Object.fromEntries(
      Object.entries(secrets).map(([path, { value, updatedAt }]) => {
        if (!key) throw new AppError('locked', 'The key of this workspace is closed. Open it and try again.')
        return [path, { value: key.encrypt({ connectorId: id, path }, value), updatedAt }]
      }),
    )
    const name = freeName(workspaceId, theirs.name, id)
    const { catalogVersion, status, statusMessage, tags, secretExpiresAt } = theirs
    return {
      ...{ catalogId: entry.id, name, nameKey: nameKey(name), config: lifted.config, auth },
      ...{ catalogVersion, status, statusMessage, tags, secretExpiresAt },
      // No entry's hash: the config is from elsewhere and is checked against the entry here.
      checkedHash: '',
    }
  }

  return {
    match,

    /** Call inside the transaction that restores everything; what is there is looked at again here. */
    apply: (context: Context, theirs: BackedUpConnector[], target: RestoreTarget) => {
      const { workspaceId, take, choices } = target
      const counts = { added: 0, replaced: 0, kept: 0 }
      const missing = new Set<string>()
      for (const { theirs: connector, mine, state } of match(workspaceId, theirs, catalog.has)) {
        if (state === 'no_entry') missing.add(connector.catalogKey)
        else if (!mine) {
          // The same id keeps what refers to the connector; it can be taken by one in another workspace or in the trash.
          const id = rows.isTaken(connector.id) ? randomUUID() : connector.id
          const { createdAt, createdBy, createdByName } = connector
          const columns = columnsOf(connector, id, target, context.now)
          const audit = { createdAt, createdBy, createdByName, ...updatedBy(context) }
          rows.insert({ id, tenantId: workspaceId, ...columns, ...audit })
          counts.added += 1
        } else if (state === 'same' || (choices[connector.id] ?? take) === 'mine') counts.kept += 1
        else {
          const columns = columnsOf(connector, mine.id, target, context.now)
          rows.update(workspaceId, mine.id, { ...columns, ...updatedBy(context) })
          health.note(workspaceId, mine.id, columns.auth)
          counts.replaced += 1
        }
      }
      if (missing.size > 0)
        throw new AppError(
          'conflict',
          `Nothing was restored: the catalog here has no entry ${[...missing].join(', ')}; import it first`,
          { reason: 'no_entry' },
        )
      return counts
    },
  }
}

export type Restore = ReturnType<typeof createRestore>
