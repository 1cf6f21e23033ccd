import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import { type Ailment, type ConnectorState, stateOf } from '../../../shared/connector-state.ts'

/** Connectors of one workspace and type that the same thing is the matter with, as one row of the overview. */
export interface Cause {
  kind: 'cause'
  key: string
  workspaceId: string
  condition: Ailment
  members: readonly PlacedConnector[]
  isOpen: boolean
  toggle(): void
}

/** A row of the overview; a connector of an open cause stands inside of it. */
export type OverviewItem = Cause | (PlacedConnector & { kind: 'connector'; isInside: boolean })

export const keyOf = (item: OverviewItem): string => (item.kind === 'cause' ? item.key : item.connector.id)

/** A connector as a row of its own. */
export const single = (placed: PlacedConnector): OverviewItem => ({ ...placed, kind: 'connector', isInside: false })

/**
 * Puts connectors with one cause into one row, where the first of them was; the connectors of an open one follow it. What is
 * alone with its cause stays a row of its own.
 */
export function groupByCause(
  items: readonly PlacedConnector[],
  today: Date,
  { open, toggle }: { open: ReadonlySet<string>; toggle(key: string): void },
): OverviewItem[] {
  const members = new Map<string, PlacedConnector[]>()
  for (const item of items) {
    const key = causeOf(item, stateOf(item.connector, today))
    members.set(key, [...(members.get(key) ?? []), item])
  }
  return [...members].flatMap(([key, inside]): OverviewItem[] => {
    const [first] = inside
    if (!first || inside.length === 1) return inside.map(single)
    const isOpen = open.has(key)
    const { condition } = stateOf(first.connector, today)
    if (condition === 'active' || condition === 'inactive') return inside.map(single)
    const cause: Cause = {
      ...{ kind: 'cause', key, workspaceId: first.workspaceId, condition, members: inside, isOpen },
      toggle: () => toggle(key),
    }
    return isOpen ? [cause, ...inside.map((one) => ({ ...one, kind: 'connector' as const, isInside: true }))] : [cause]
  })
}

/** What makes two connectors one cause. */
function causeOf({ workspaceId, connector }: PlacedConnector, { condition }: ConnectorState): string {
  return JSON.stringify([workspaceId, connector.catalogKey, condition, detailOf(connector, condition)])
}

/** For an error its text, for a missing secret its path, and for a failed test whether it could only fail. */
function detailOf(connector: PlacedConnector['connector'], condition: ConnectorState['condition']) {
  if (condition === 'error') return connector.statusMessage
  if (condition === 'missing') return connector.missingSecrets
  return condition === 'failing' && connector.needsConfirmation
}
