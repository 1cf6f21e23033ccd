import type { Connector, ConnectorCard } from '../../../contract/groups/connectors.ts'
import { requiredSecrets, secretPaths } from '../../../shared/secret-places.ts'
import { isObject, own } from '../../../shared/json.ts'
import { tidyIdentity } from '../../../shared/search/identity.ts'
import type { Core } from '../core.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
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
  /** A connector from its row in hand, with the secrets that are known not to open. */
  connectorOf(row: ConnectorRow, unreadable?: readonly string[]): Connector
}

/** What is shown of a secret that is kept elsewhere. */
const referenceOf = ({ reference, isUnconfirmed }: Partial<StoredSecret> = {}) =>
  reference === undefined ? {} : { reference, ...(isUnconfirmed && { mustConfirm: true as const }) }

export function createConnectorView({ changes }: Core, { connectorRows, catalogRows, health }: Deps): ConnectorView {
  /** Rows of entries are kept as long as they do not change. */
  const requiredOf = new WeakMap<CatalogRow, string[]>()
  const missing = (catalogId: string, stored: readonly string[]): string[] => {
    const entry = catalogRows.byId(catalogId)
    const required = requiredOf.get(entry) ?? requiredSecrets(schemasOf(entry))
    requiredOf.set(entry, required)
    return required.filter((path) => !stored.includes(path))
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

  const connectorOf = (row: ConnectorRow, unreadable: readonly string[] = []): Connector => {
    const { tenantId, config, auth: stored, catalogVersion, signIn, createdBy, updatedBy } = row
    const entry = catalogRows.byId(row.catalogId)
    const schemas = schemasOf(entry)
    const { paths, from, withoutPlace } = secretMoves({ schemas, config, stored: Object.keys(stored) })
    return {
      ...withHealth(tenantId, cardOf(row, entry)),
      ...{ config, catalogVersion, signIn, createdBy, updatedBy },
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
      lastTest: lastTest(row),
    }
  }

  return {
    withHealth,
    missing,
    connectorOf,

    card: (workspaceId, id) => withHealth(workspaceId, connectorRows.card(workspaceId, id)),

    connector: (workspaceId, id) => {
      const row = connectorRows.get(workspaceId, id)
      const unreadable = health.unreadable(workspaceId, id, row.auth)
      // Its card should say the same.
      if (health.note(workspaceId, id, row.auth, unreadable)) changes.emit({ workspaceId, topic: 'connectors' })
      return connectorOf(row, unreadable)
    },
  }
}

/**
 * The card of a row in hand, as `CARD_SQL` makes it: reading the card of one connector takes as long as inserting it.
 * A test compares both.
 */
export function cardOf(row: ConnectorRow, entry: CatalogRow): StoredCard {
  const { lastTestedAt: testedAt, lastTestResult: result, signIn, auth } = row
  const secrets = Object.values(auth)
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    statusMessage: row.statusMessage,
    statusCause: row.status === 'error' ? row.statusCause : null,
    statusSince: row.statusSince,
    identity: identityOf(row.config, entry.identity),
    catalogKey: entry.key,
    catalogName: entry.name,
    icon: entry.icon !== null && /^data:/i.test(entry.icon) ? `entry:${entry.key}` : entry.icon,
    attention: row.attention,
    isTestable: entry.connectionTest !== null,
    testedAt,
    testOutcome: testedAt === null ? null : result?.ok ? 'ok' : result?.isLasting ? 'failed' : 'unclear',
    testedAs: result?.account?.name || null,
    tags: row.tags,
    description: row.description,
    colour: row.colour,
    isPinned: row.isPinned,
    secretExpiresAt: row.secretExpiresAt,
    createdAt: row.createdAt,
    createdByName: row.createdByName,
    updatedAt: row.updatedAt,
    updatedByName: row.updatedByName,
    needsSecrets: secrets.some(({ unreadable }) => unreadable === true),
    needsSignIn: typeof signIn?.lost === 'string',
    needsConfirmation: secrets.some(({ isUnconfirmed }) => isUnconfirmed === true),
    missingSecrets: row.attention > 0 ? { catalogId: row.catalogId, stored: Object.keys(auth) } : null,
  }
}

/** The first value at the identity paths of an entry, of which SQLite tries two as well. */
function identityOf(config: Record<string, unknown>, paths: readonly string[] | null): string | null {
  for (const names of paths === null ? [] : namesInAll(paths)) {
    const value = names.reduce<unknown>((inside, name) => (isObject(inside) ? own(inside, name) : null), config)
    if (typeof value === 'boolean') return value ? '1' : '0'
    if (typeof value === 'object' && value !== null) return null
    if (typeof value === 'string' || typeof value === 'number') return tidyIdentity(String(value))
  }
  return null
}

/** Rows of entries are kept as long as they do not change. */
const namesOf = new WeakMap<readonly string[], string[][]>()

function namesInAll(paths: readonly string[]): string[][] {
  const names = namesOf.get(paths) ?? paths.slice(0, 2).map(namesIn)
  namesOf.set(paths, names)
  return names
}

/** The names in a path such as `$."site"."url"`; no name has a quotation mark. */
const namesIn = (path: string): string[] => [...path.matchAll(/\."([^"]*)"/g)].map(([, name = '']) => name)
