import { isDeepStrictEqual } from 'node:util'
import type { RestoreState } from '../../contract/workspace-backups.ts'
import type { ConnectorRow } from './connector-rows.ts'
import { nameKey } from './names.ts'
import type { BackedUpConnector } from './workspace-backup-format.ts'

/** A connector of a backup and the one here that it would change. */
export interface Match {
  theirs: BackedUpConnector
  mine: ConnectorRow | null
  state: RestoreState
  /** What differs; empty unless the state is changed or conflict. */
  differs: string[]
}

/**
 * Finds for every connector of a backup the one that it means here: the same one by its id, else the one that has its
 * name. No connector here is meant twice; whoever comes second counts as new and gets a free name.
 */
export async function matchConnectors(
  mine: ConnectorRow[],
  theirs: BackedUpConnector[],
  hasEntry: (key: string) => boolean,
  step: () => Promise<void>,
): Promise<Match[]> {
  const byId = new Map(mine.map((row) => [row.id, row]))
  const byName = new Map(mine.map((row) => [row.nameKey, row]))
  const meant = new Set(theirs.map(({ id }) => id).filter((id) => byId.has(id)))
  const matchOne = (connector: BackedUpConnector): Match => {
    if (!hasEntry(connector.catalogKey)) return { theirs: connector, mine: null, state: 'no_entry', differs: [] }
    const same = byId.get(connector.id)
    if (same) {
      const differs = differences(same, connector)
      return { theirs: connector, mine: same, state: differs.length > 0 ? 'changed' : 'same', differs }
    }
    const namesake = byName.get(nameKey(connector.name))
    if (!namesake || meant.has(namesake.id)) return { theirs: connector, mine: null, state: 'new', differs: [] }
    meant.add(namesake.id)
    return { theirs: connector, mine: namesake, state: 'conflict', differs: differences(namesake, connector) }
  }
  const matches: Match[] = []
  for (const connector of theirs) {
    matches.push(matchOne(connector))
    await step()
  }
  return matches
}

/** Secrets are compared by when they were set, so that no key is needed. */
function differences(mine: ConnectorRow, theirs: BackedUpConnector): string[] {
  const setAt = (secrets: Record<string, { updatedAt: string }>) =>
    Object.fromEntries(Object.entries(secrets).map(([path, { updatedAt }]) => [path, updatedAt]))
  const pairs: Record<string, [unknown, unknown]> = {
    name: [mine.name, theirs.name],
    status: [mine.status, theirs.status],
    config: [mine.config, theirs.config],
    secrets: [setAt(mine.auth), setAt(theirs.secrets)],
    tags: [mine.tags, theirs.tags],
    expiry: [mine.secretExpiresAt, theirs.secretExpiresAt],
  }
  return Object.keys(pairs).filter((name) => !isDeepStrictEqual(...(pairs[name] ?? [null, null])))
}
