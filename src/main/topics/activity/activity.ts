import type { activity } from '../../../contract/groups/activity.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { ACTIVITY_KINDS } from '../../../shared/text/activity-kinds.ts'
import type { Context } from '../../core/context.ts'
import { createTurns } from '../../core/turns.ts'
import type { Core } from '../core.ts'
import { createActivityExport } from './export.ts'
import { type ActivityRows, type KindCount, type Selection, type StoredActivity, toActivity } from './rows.ts'
import { selectionOf } from './selection.ts'

/** Ids of which rows are searched at once. */
const SPAN = 2000

interface Deps {
  activityRows: ActivityRows
  /** The name of a workspace, for the name of a file. */
  nameOf: (workspaceId: string) => string | undefined
}

/** The sums by kind, in the order of kinds; one with none is left out. */
const byKind = (counts: readonly KindCount[]) =>
  ACTIVITY_KINDS.flatMap((kind) => {
    const count = counts.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0)
    return count === 0 ? [] : [{ kind, count }]
  })

/** The history of who did what. */
export function createActivity(
  core: Pick<Core, 'commit' | 'record'>,
  deps: Deps,
): GroupHandlers<typeof activity, Context> {
  const { activityRows: rows } = deps

  /** What has the words of a search, with pauses in which other calls are answered: a rare word is looked for in every row. */
  const newestWithWords = async (selection: Selection, limit: number, before?: number) => {
    const { after: start, last } = rows.span(selection)
    const turn = createTurns()
    const some: StoredActivity[] = []
    for (let upTo = Math.min(last, (before ?? Infinity) - 1); upTo > start && some.length < limit; upTo -= SPAN) {
      some.push(...rows.newestBetween(selection, limit - some.length, Math.max(start, upTo - SPAN), upTo))
      await turn()
    }
    return some
  }

  const page = async (selection: Selection, limit: number, before?: number) => {
    // One more than asked for shows whether there is a next page.
    const some = await (selection.search === undefined ? rows.newest : newestWithWords)(selection, limit + 1, before)
    const items = some.slice(0, limit)
    const signedId = rows.signedId(selection.workspaceId)
    return {
      items: items.map((row) => toActivity(row, signedId)),
      next: some.length > limit ? (items.at(-1)?.id ?? null) : null,
    }
  }

  return {
    list: (_context, { workspaceId, limit, before, ...filters }) =>
      page(selectionOf(workspaceId, filters), limit, before),

    installation: (_context, { limit, before }) => page({ workspaceId: null }, limit, before),

    get: (_context, { workspaceId, id }) => {
      const row = rows.get(workspaceId, id)
      if (!row) throw appError('no_activity')
      return {
        ...toActivity(row, rows.signedId(workspaceId)),
        config: row.config === null ? null : (JSON.parse(row.config) as JsonObject),
      }
    },

    people: (_context, { workspaceId }) => rows.people(workspaceId),

    counts: async (_context, { workspaceId, kind: _kind, ...filters }) => {
      const selection = selectionOf(workspaceId, filters)
      if (Object.values(filters).every((value) => value === undefined)) return byKind(rows.kinds(workspaceId))
      const { after: start, last } = rows.span(selection)
      const turn = createTurns()
      const counts: KindCount[] = []
      for (let after = start; after < last; after += SPAN) {
        counts.push(...rows.kindsBetween(selection, after, Math.min(after + SPAN, last)))
        await turn()
      }
      return byKind(counts)
    },

    ...createActivityExport(core, deps),
  }
}
