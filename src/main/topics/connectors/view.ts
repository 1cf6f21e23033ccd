import type { Connector, ConnectorCard } from '../../../contract/groups/connectors.ts'
import { secretPaths } from '../../../shared/secret-places.ts'
import type { Core } from '../core.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import { schemasOf } from './input.ts'
import type { ConnectorRows } from './rows.ts'
import type { SecretHealth } from './secret-health.ts'
import { secretMoves } from './secret-moves.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'byId'>
  health: SecretHealth
}

/** Connectors as people see them: without their secrets, and with what is known of them. */
export interface ConnectorView {
  /** Adds to a card whether its secrets are known not to open. */
  withHealth(workspaceId: string, card: ConnectorCard): ConnectorCard
  /** Throws `not_found`. */
  card(workspaceId: string, id: string): ConnectorCard
  /** Throws `not_found`. */
  connector(workspaceId: string, id: string): Connector
}

export function createConnectorView({ changes }: Core, { connectorRows, catalogRows, health }: Deps): ConnectorView {
  const withHealth = (workspaceId: string, card: ConnectorCard): ConnectorCard =>
    health.has(workspaceId, card.id) ? { ...card, needsSecrets: true } : card

  return {
    withHealth,

    card: (workspaceId, id) => withHealth(workspaceId, connectorRows.card(workspaceId, id)),

    connector: (workspaceId, id) => {
      const connector = connectorRows.get(workspaceId, id)
      const entry = catalogRows.byId(connector.catalogId)
      const stored = connector.auth
      const unreadable = health.unreadable(workspaceId, id, stored)
      // Its card should say the same.
      if (health.note(workspaceId, id, stored)) changes.emit({ workspaceId, topic: 'connectors' })
      const schemas = schemasOf(entry)
      const { config } = connector
      const { paths, from, withoutPlace } = secretMoves({ schemas, config, stored: Object.keys(stored) })
      return {
        ...connector,
        catalogKey: entry.key,
        catalogName: entry.name,
        icon: entry.icon?.startsWith('data:') ? `entry:${entry.key}` : entry.icon,
        needsSecrets: unreadable.length > 0,
        secrets: secretPaths(schemas, config, paths).map((path) => {
          const isSet = paths.includes(path)
          const formerPath = isSet ? from.get(path) : undefined
          const storedPath = formerPath ?? path
          return {
            ...{ path, isSet },
            updatedAt: stored[storedPath]?.updatedAt ?? null,
            ...(unreadable.includes(storedPath) && { mustReenter: true as const }),
            ...(formerPath !== undefined && { formerPath }),
          }
        }),
        secretsWithoutPlace: withoutPlace,
      }
    },
  }
}
