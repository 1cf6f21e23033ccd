import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import { type Condition, type ConnectorState, stateOf } from '../../../shared/connector-state.ts'

/** Connectors of one workspace and type that the same thing is the matter with, as one row of the overview. */
export interface Cause {
  kind: 'cause'
  key: string
  workspaceId: string
  condition: Condition
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
    const cause: Cause = {
      ...{ kind: 'cause', key, workspaceId: first.workspaceId, condition, members: inside, isOpen },
      toggle: () => toggle(key),
    }
    return isOpen ? [cause, ...inside.map((one) => ({ ...one, kind: 'connector' as const, isInside: true }))] : [cause]
  })
}

/** What makes two connectors one cause: for an error its text, for a missing secret its path. */
function causeOf({ workspaceId, connector }: PlacedConnector, { condition }: ConnectorState): string {
  const { catalogKey, statusMessage, missingSecrets } = connector
  const detail = condition === 'error' ? (statusMessage ?? '') : condition === 'missing' ? missingSecrets.join() : ''
  return JSON.stringify([workspaceId, catalogKey, condition, detail])
}
