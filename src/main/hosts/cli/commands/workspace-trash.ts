import type { Command } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { AppApi } from '../../../../contract/index.ts'
import type { TrashedWorkspace } from '../../../../contract/groups/workspaces.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, sameName, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface Confirmed extends CommonOptions {
  yes?: boolean
}

/** `workspace delete`, `trash`, `restore` and `empty-trash`. */
export function workspaceTrashCommands(workspace: Command, files: ProgramFiles): void {
  const command = (usage: string, description: string) =>
    withCommonOptions(workspace.command(usage).description(description))

  command('delete <name|id>', 'move a workspace to the trash with its connectors and keys')
    .option('--yes', 'do it')
    .action((nameOrId: string, options: Confirmed) =>
      runCommand(
        options,
        files,
        async (session) => {
          const { id: workspaceId, name, connectorCount } = await session.workspace(nameOrId)
          if (!options.yes) throw appError('confirm_delete_workspace', { name, connectors: connectorCount })
          return session.api.workspaces.delete({ workspaceId, name })
        },
        ({ name, id }) =>
          terminal.log(`Workspace ${name} was moved to the trash. To restore it: patchbay workspace restore ${id}`),
      ),
    )

  command('trash', 'list the deleted workspaces that can be restored').action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      ({ api }) => api.workspaces.trash({}),
      (list) =>
        printTable(
          ['name', 'connectors', 'deleted', 'by', 'id'],
          list.map(({ name, connectorCount, deletedAt, deletedByName, id }) => [
            ...[name, String(connectorCount)],
            ...[deletedAt, deletedByName, id],
          ]),
          'No deleted workspace of yours is in the trash.',
        ),
    ),
  )

  command('restore <name|id>', 'restore a workspace from the trash')
    .option('--name <name>', 'a new name, where its own is in use')
    .action((nameOrId: string, options: CommonOptions & { name?: string }) =>
      runCommand(
        options,
        files,
        async ({ api }) =>
          api.workspaces.restore({
            workspaceId: (await findTrashed(api, nameOrId)).id,
            ...(options.name !== undefined && { name: options.name }),
          }),
        ({ name }) => terminal.log(`Workspace ${name} was restored.`),
      ),
    )

  command('empty-trash [name|id...]', 'delete workspaces in the trash for good, all or those that you name')
    .option('--yes', 'do it')
    .action((names: string[], options: Confirmed) =>
      runCommand(
        options,
        files,
        async ({ api }) => {
          const workspaceIds: string[] = []
          for (const name of names) workspaceIds.push((await findTrashed(api, name)).id)
          if (!options.yes) throw appError('confirm_forget_workspaces')
          return api.workspaces.emptyTrash(names.length === 0 ? {} : { workspaceIds })
        },
        ({ count }) =>
          terminal.log(
            count === 1 ? '1 workspace was deleted for good.' : `${count} workspaces were deleted for good.`,
          ),
      ),
    )
}

/** Of several with one name the last deleted. Throws `not_found`. */
async function findTrashed(api: AppApi, nameOrId: string): Promise<TrashedWorkspace> {
  const list = await api.workspaces.trash({})
  const match = list.find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  if (!match) throw appError('workspace_not_in_trash', { name: nameOrId })
  return match
}
