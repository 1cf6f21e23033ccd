import type { catalog, EntryUses } from '../../../contract/groups/catalog.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { Core } from '../core.ts'
import type { CatalogRows } from './rows.ts'
import type { Context } from '../../core/context.ts'

/** Connectors per workspace, and workspaces, that one sentence names. */
const MAX_NAMED = 5

/** Removing imported entries, which waits for the last connector of any workspace. */
export function createCatalogRemoval(
  { commit, record }: Core,
  catalogRows: CatalogRows,
): Pick<GroupHandlers<typeof catalog, Context>, 'uses' | 'remove'> {
  return {
    uses: ({ actor }, { key }) => catalogRows.uses(catalogRows.find(key).id, actor.id),

    remove: async (context, { key }) => {
      const entry = catalogRows.find(key)
      const { id, name, source } = entry
      if (source === 'builtin') throw appError('builtin_entry', { name })
      await commit(
        () => {
          const uses = catalogRows.uses(id, context.actor.id)
          if (uses.workspaces.length > 0 || uses.elsewhere > 0) throw inUse(name, uses)
          catalogRows.delete(entry)
          record(context, {
            workspaceId: null,
            action: 'catalog.remove',
            subjectId: id,
            subjectName: name,
            detail: { key, version: entry.version },
          })
        },
        { workspaceId: null, topic: 'catalog' },
      )
      return { key, name }
    },
  }
}

/** The error for an entry that connectors use, with some of them by name. */
function inUse(name: string, { workspaces, elsewhere }: EntryUses): AppError {
  const places = workspaces.slice(0, MAX_NAMED).map((workspace) => {
    const names = workspace.connectors.slice(0, MAX_NAMED).map((connector) => connector.name)
    return `${workspace.name}: ${names.join(', ')}${workspace.count > names.length ? ', …' : ''}`
  })
  const others = workspaces.slice(MAX_NAMED).reduce((sum, { count }) => sum + count, 0)
  const count = workspaces.reduce((sum, workspace) => sum + workspace.count, elsewhere)
  const inTrash = workspaces.flatMap(({ connectors }) => connectors).filter(({ isInTrash }) => isInTrash).length
  return appError('entry_in_use', { name, count, inTrash, places, others, elsewhere })
}
