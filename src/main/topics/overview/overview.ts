import type { GroupHandlers } from '../../../contract/define.ts'
import { AppError } from '../../../contract/errors.ts'
import type { overview, PlacedConnector, WorkspaceState } from '../../../contract/groups/overview.ts'
import { conditionOf, SOON_DAYS, stateOf, troubleOf, type Trouble, urgencyOf } from '../../../shared/connector-state.ts'
import { dayAfter } from '../../../shared/expiry.ts'
import type { Context } from '../../core/context.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import { createConnectorView } from '../connectors/view.ts'
import type { Core } from '../core.ts'
import { createIndexOfConnectors } from './index-of-connectors.ts'
import { createOverviewRows, type TroubleRow } from './rows.ts'

/** The most connectors that the overview names. */
const MAX_URGENT = 100
/** The most that are read to find those with one trouble. */
const MAX_CANDIDATES = 1000

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'byId'>
  health: SecretHealth
}

interface Overview {
  handlers: GroupHandlers<typeof overview, Context>
  /** Ends following changes. */
  close(): void
}

/** What burns in all workspaces of a person, and one search across them. */
export function createOverview(core: Core, deps: Deps): Overview {
  const rows = createOverviewRows(core.store)
  const view = createConnectorView(core, deps)
  const index = createIndexOfConnectors(rows)

  const conditionOfRow = (row: TroubleRow) => {
    const { status, expiry, needsSignIn, needsSecrets, hasFailedTest, catalogId, stored } = row
    return conditionOf({
      status,
      days: expiry ?? Infinity,
      needsSignIn: needsSignIn === 1,
      needsSecrets: needsSecrets === 1,
      hasFailedTest: hasFailedTest === 1,
      hasMissingSecrets:
        catalogId !== null && view.missing(catalogId, JSON.parse(stored ?? '[]') as string[]).length > 0,
      isOutdated: catalogId !== null,
    })
  }

  /** The cards of connectors, without those that are gone. */
  const cardsOf = (places: readonly { workspaceId: string; id: string }[]): PlacedConnector[] =>
    places.flatMap(({ workspaceId, id }) => {
      try {
        const connector = view.card(workspaceId, id)
        const refusedSecret = connector.testOutcome === 'failed' ? rows.refusedSecret(workspaceId, id) : null
        return [{ workspaceId, connector, refusedSecret }]
      } catch (error) {
        if (error instanceof AppError && error.code === 'not_found') return []
        throw error
      }
    })

  return {
    handlers: {
      get: ({ actor, now }, { trouble }) => {
        const today = new Date(now)
        const days = daysOf(today)
        const states = new Map(
          rows
            .places(actor.id)
            .map(({ id, role }) => [id, stateWithoutTrouble(id, role !== 'member' && !core.vault.status(id).isUsable)]),
        )
        for (const row of rows.troubles(actor.id, days)) {
          const its = troubleOf(conditionOfRow(row))
          const state = states.get(row.workspaceId)
          if (state && its !== null) state[its] += row.count
        }
        const rank = ({ connector }: PlacedConnector) => urgencyOf(stateOf(connector, today))
        const urgent =
          trouble === undefined
            ? cardsOf(rows.urgent(actor.id, days, MAX_URGENT))
            : cardsOf(rows.urgent(actor.id, days, MAX_CANDIDATES, trouble))
                .filter(has(trouble, today))
                .slice(0, MAX_URGENT)
        return { workspaces: [...states.values()], urgent: urgent.toSorted((a, b) => rank(a) - rank(b)) }
      },

      search: async ({ actor, now }, { query, language, trouble, limit }) => {
        if (query.trim() === '') return { total: 0, terms: [], hits: [] }
        const ids = rows.places(actor.id).map(({ id }) => id)
        const { items, terms } = await index.search(ids, query, language)
        if (trouble === undefined)
          return { total: items.length, terms: [...terms], hits: cardsOf(items.slice(0, limit)) }
        const today = new Date(now)
        const candidates = rows.urgent(actor.id, daysOf(today), MAX_CANDIDATES, trouble)
        const wanted = new Set(candidates.map(({ id }) => id))
        const hits = cardsOf(items.filter(({ id }) => wanted.has(id))).filter(has(trouble, today))
        return { total: hits.length, terms: [...terms], hits: hits.slice(0, limit) }
      },
    },
    close: core.changes.on(index.follow),
  }
}

const daysOf = (today: Date) => ({ today: dayAfter(today, 0), soon: dayAfter(today, SOON_DAYS) })

/** Whether a connector has a trouble. */
const has =
  (trouble: Trouble, today: Date) =>
  ({ connector }: PlacedConnector): boolean =>
    troubleOf(stateOf(connector, today).condition) === trouble

const stateWithoutTrouble = (workspaceId: string, locked: boolean): WorkspaceState => ({
  ...{ workspaceId, errors: 0, expired: 0, expiring: 0, secrets: 0, outdated: 0 },
  isLocked: locked,
})
