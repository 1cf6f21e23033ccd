import type { catalog, EntryUses } from '../../../contract/groups/catalog.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { AppError } from '../../../contract/errors.ts'
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
      if (source === 'builtin') throw new AppError('conflict', `${name} is built in and cannot be removed`)
      await commit(
        () => {
          const uses = catalogRows.uses(id, context.actor.id)
          if (uses.workspaces.length > 0 || uses.elsewhere > 0)
            throw new AppError('conflict', inUse(name, uses), { reason: 'in_use' })
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

/** "Notion is used by 3 connectors and stays until they are deleted. Acme: Blog, News (in the trash); …" */
function inUse(name: string, { workspaces, elsewhere }: EntryUses): string {
  const count = workspaces.reduce((sum, workspace) => sum + workspace.count, elsewhere)
  const places = workspaces.slice(0, MAX_NAMED).map((workspace) => {
    const named = workspace.connectors.slice(0, MAX_NAMED)
    const names = named.map((connector) => connector.name + (connector.isInTrash ? ' (in the trash)' : ''))
    const more = workspace.count - named.length
    return `${workspace.name}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  })
  const others = workspaces.slice(MAX_NAMED).reduce((sum, workspace) => sum + workspace.count, 0)
  const parts = [
    ...places,
    ...(others > 0 ? [`${others} more in other workspaces of yours`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} in workspaces that you are not a member of`] : []),
  ]
  const connectors = count === 1 ? '1 connector' : `${count} connectors`
  return `${name} is used by ${connectors} and can be removed once they are deleted and the trash is emptied. ${parts.join('; ')}`
}
