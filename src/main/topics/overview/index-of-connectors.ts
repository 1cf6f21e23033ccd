import type { Change } from '../../../contract/client.ts'
import { testReasonsText as germanReasons } from '../../../shared/reasons/de/tests.ts'
import { createTestWording, testReasons } from '../../../shared/reasons/test-reasons.ts'
import { connectorFields } from '../../../shared/search/connector-fields.ts'
import { tidyIdentity } from '../../../shared/search/identity.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { type Language, LANGUAGES } from '../../../shared/text/languages.ts'
import type { StoredCause } from '../../store/schema.ts'
import type { OverviewRows, SearchRow } from './rows.ts'

/** A connector as the index keeps it. */
interface Item {
  workspaceId: string
  id: string
  name: string
  /** Everything else that is searched, in lines. */
  others: string
}

/** Why a test failed, as people read it. */
const WORDINGS = { en: createTestWording(testReasons), de: createTestWording(germanReasons) }

/** Rows between two turns of the event loop. */
const PAGE = 500

const search = createSearch<Item>(({ name, others }) => [name, ...others.split('\n')])

/**
 * The texts of connectors by workspace, read from the database at the first search and again after a change. Searching the
 * database instead would read every row, as words may stand anywhere in them and mistyped ones must be found, too.
 */
export function createIndexOfConnectors(rows: Pick<OverviewRows, 'searchable'>) {
  const known: Record<Language, Map<string, readonly Item[]>> = { en: new Map(), de: new Map() }
  /** Counts the changes: what was read during one is not kept. */
  let changes = 0
  let joined: { lists: readonly (readonly Item[])[]; items: readonly Item[] } = { lists: [], items: [] }

  const read = async (workspaceId: string, language: Language): Promise<readonly Item[]> => {
    const byWorkspace = known[language]
    const list = byWorkspace.get(workspaceId)
    if (list) return list
    const before = changes
    const items: Item[] = []
    let after = 0
    let page: SearchRow[]
    do {
      page = rows.searchable(workspaceId, after, PAGE)
      for (const row of page) items.push(toItem(workspaceId, row, language))
      after = page.at(-1)?.rowid ?? after
      await new Promise((resolve) => setImmediate(resolve))
    } while (page.length === PAGE)
    if (changes === before) byWorkspace.set(workspaceId, items)
    return items
  }

  return {
    /** The connectors of these workspaces that match a query in a language, the best first. */
    search: async (workspaceIds: readonly string[], query: string, language: Language) => {
      const lists: (readonly Item[])[] = []
      for (const id of workspaceIds) lists.push(await read(id, language))
      // The search prepares an array once, so the same lists must be the same array.
      const isSame = lists.length === joined.lists.length && lists.every((list, at) => list === joined.lists[at])
      if (!isSame) joined = { lists, items: lists.flat() }
      return search(joined.items, query)
    },

    /** Forgets what a change may have made wrong. */
    follow: ({ topic, workspaceId }: Pick<Change, 'topic' | 'workspaceId'>) => {
      if (topic !== 'connectors' && topic !== 'catalog' && topic !== 'everything' && topic !== 'lock') return
      changes += 1
      for (const language of LANGUAGES)
        if (topic === 'connectors' && workspaceId !== null) known[language].delete(workspaceId)
        else known[language].clear()
      joined = { lists: [], items: [] }
    },
  }
}

function toItem(workspaceId: string, row: SearchRow, language: Language): Item {
  const { statusMessage: message, statusCause } = row
  const cause = statusCause === null ? null : (JSON.parse(statusCause) as StoredCause)
  const statusMessage = cause === null ? message : WORDINGS[language]({ ...cause, message })
  const identity = row.identity === null ? null : tidyIdentity(String(row.identity))
  const [name = '', ...others] = connectorFields({
    ...row,
    identity,
    statusMessage,
    tags: JSON.parse(row.tags) as string[],
  })
  return { workspaceId, id: row.id, name, others: others.filter(Boolean).join('\n') }
}
