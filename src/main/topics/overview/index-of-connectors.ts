import type { Change } from '../../../contract/client.ts'
import { connectorFields } from '../../../shared/search/connector-fields.ts'
import { tidyIdentity } from '../../../shared/search/identity.ts'
import { createSearch } from '../../../shared/search/search.ts'
import type { OverviewRows, SearchRow } from './rows.ts'

/** A connector as the index keeps it. */
interface Item {
  workspaceId: string
  id: string
  name: string
  /** Everything else that is searched, in lines. */
  others: string
}

/** Rows between two turns of the event loop. */
const PAGE = 500

const search = createSearch<Item>(({ name, others }) => [name, ...others.split('\n')])

/**
 * The texts of connectors by workspace, read from the database at the first search and again after a change. Searching the
 * database instead would read every row, as words may stand anywhere in them and mistyped ones must be found, too.
 */
export function createIndexOfConnectors(rows: Pick<OverviewRows, 'searchable'>) {
  const byWorkspace = new Map<string, readonly Item[]>()
  /** Counts the changes: what was read during one is not kept. */
  let changes = 0
  let joined: { lists: readonly (readonly Item[])[]; items: readonly Item[] } = { lists: [], items: [] }

  const read = async (workspaceId: string): Promise<readonly Item[]> => {
    const known = byWorkspace.get(workspaceId)
    if (known) return known
    const before = changes
    const items: Item[] = []
    let after = 0
    let page: SearchRow[]
    do {
      page = rows.searchable(workspaceId, after, PAGE)
      for (const row of page) items.push(toItem(workspaceId, row))
      after = page.at(-1)?.rowid ?? after
      await new Promise((resolve) => setImmediate(resolve))
    } while (page.length === PAGE)
    if (changes === before) byWorkspace.set(workspaceId, items)
    return items
  }

  return {
    /** The connectors of these workspaces that match a query, the best first. */
    search: async (workspaceIds: readonly string[], query: string) => {
      const lists: (readonly Item[])[] = []
      for (const id of workspaceIds) lists.push(await read(id))
      // The search prepares an array once, so the same lists must be the same array.
      const isSame = lists.length === joined.lists.length && lists.every((list, at) => list === joined.lists[at])
      if (!isSame) joined = { lists, items: lists.flat() }
      return search(joined.items, query)
    },

    /** Forgets what a change may have made wrong. */
    follow: ({ topic, workspaceId }: Pick<Change, 'topic' | 'workspaceId'>) => {
      if (topic !== 'connectors' && topic !== 'catalog' && topic !== 'everything' && topic !== 'lock') return
      changes += 1
      if (topic === 'connectors' && workspaceId !== null) byWorkspace.delete(workspaceId)
      else byWorkspace.clear()
      joined = { lists: [], items: [] }
    },
  }
}

function toItem(workspaceId: string, row: SearchRow): Item {
  const identity = row.identity === null ? null : tidyIdentity(String(row.identity))
  const [name = '', ...others] = connectorFields({ ...row, identity, tags: JSON.parse(row.tags) as string[] })
  return { workspaceId, id: row.id, name, others: others.filter(Boolean).join('\n') }
}
