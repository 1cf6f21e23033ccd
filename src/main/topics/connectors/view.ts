import type { Connector, ConnectorCard } from '../../../contract/groups/connectors.ts'
import { requiredSecrets, secretPaths } from '../../../shared/secret-places.ts'
import type { Core } from '../core.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { StoredSecret } from '../../store/schema.ts'
import { schemasOf } from './input.ts'
import { formerSecrets } from './former-secrets.ts'
import type { ConnectorRow, ConnectorRows, StoredCard } from './rows.ts'
import type { SecretHealth } from './secret-health.ts'
import { secretMoves } from './secret-moves.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'byId'>
  health: SecretHealth
}

/** Connectors as people see them: without their secrets, and with what is known of them. */
export interface ConnectorView {
  /** Adds to a card, in its place, whether its secrets are known not to open, and which are missing. */
  withHealth(workspaceId: string, card: StoredCard): ConnectorCard
  /** The paths of required secrets of an entry that are not among those stored. */
  missing(catalogId: string, stored: readonly string[]): string[]
  /** Throws `not_found`. */
  card(workspaceId: string, id: string): ConnectorCard
  /** Throws `not_found`. */
  connector(workspaceId: string, id: string): Connector
}

/** What is shown of a secret that is kept elsewhere. */
const referenceOf = ({ reference, isUnconfirmed }: Partial<StoredSecret> = {}) =>
  reference === undefined ? {} : { reference, ...(isUnconfirmed && { mustConfirm: true as const }) }

export function createConnectorView({ changes }: Core, { connectorRows, catalogRows, health }: Deps): ConnectorView {
  const missing = (catalogId: string, stored: readonly string[]): string[] => {
    const { defaultConfigSchema: configSchema, authSchema } = catalogRows.byId(catalogId)
    return requiredSecrets({ configSchema, authSchema }).filter((path) => !stored.includes(path))
  }
  const withHealth = (workspaceId: string, stored: StoredCard): ConnectorCard => {
    const card = stored as unknown as ConnectorCard
    const { missingSecrets } = stored
    card.needsSecrets ||= health.has(workspaceId, card.id)
    card.missingSecrets = missingSecrets === null ? [] : missing(missingSecrets.catalogId, missingSecrets.stored)
    return card
  }

  const lastTest = ({ tenantId, catalogId, id, lastTestedAt, lastTestResult }: ConnectorRow): Connector['lastTest'] => {
    if (lastTestedAt === null || lastTestResult === null) return null
    const { account, ...result } = lastTestResult
    // An account without an ID is one that the entry does not say where to read.
    const isKnown = account !== null && account.id !== ''
    const sameAccount = isKnown ? connectorRows.sameAccount(tenantId, catalogId, account, id) : []
    return { ...result, testedAt: lastTestedAt, account: isKnown ? account : null, sameAccount }
  }

  return {
    withHealth,
    missing,

    card: (workspaceId, id) => withHealth(workspaceId, connectorRows.card(workspaceId, id)),

    connector: (workspaceId, id) => {
      const connector = connectorRows.get(workspaceId, id)
      const entry = catalogRows.byId(connector.catalogId)
      const stored = connector.auth
      const unreadable = health.unreadable(workspaceId, id, stored)
      // Its card should say the same.
      if (health.note(workspaceId, id, stored, unreadable)) changes.emit({ workspaceId, topic: 'connectors' })
      const schemas = schemasOf(entry)
      const { config } = connector
      const { paths, from, withoutPlace } = secretMoves({ schemas, config, stored: Object.keys(stored) })
      return {
        ...connector,
        ...withHealth(workspaceId, connectorRows.card(workspaceId, id)),
        needsSecrets: unreadable.length > 0,
        secrets: secretPaths(schemas, config, paths).map((path) => {
          const isSet = paths.includes(path)
          const formerPath = isSet ? from.get(path) : undefined
          const storedPath = formerPath ?? path
          return {
            ...{ path, isSet },
            updatedAt: stored[storedPath]?.updatedAt ?? null,
            ...(unreadable.includes(storedPath) && { mustReenter: true as const }),
            ...referenceOf(stored[storedPath]),
            ...(formerPath !== undefined && { formerPath }),
          }
        }),
        secretsWithoutPlace: withoutPlace.filter((path) => !formerSecrets(entry).has(path)),
        lastTest: lastTest(connector),
      }
    },
  }
}
