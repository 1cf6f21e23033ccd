import type { Command } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import {
  type CliSession,
  type CommonOptions,
  connectorCommand,
  runCommand,
  sameName,
  withCommonOptions,
} from '../session.ts'
import { terminal } from '../terminal.ts'

/** `connector trash`, `connector restore` and `connector empty-trash`: deleted connectors. */
export function trashCommands(program: Command, files: ProgramFiles): void {
  const connector = connectorCommand(program)
  const command = (usage: string, description: string) =>
    withCommonOptions(connector.command(usage).description(description))

  command('trash', 'list the deleted connectors that can be restored').action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api, workspace }) => {
        const { id: workspaceId } = await workspace()
        return readPages((page) => api.trash.list({ workspaceId, ...page }))
      },
      (list) =>
        printTable(
          ['name', 'catalog entry', 'deleted', 'by', 'id'],
          list.map(({ name, catalogName, deletedAt, deletedByName, id }) => [
            name,
            catalogName,
            deletedAt,
            deletedByName,
            id,
          ]),
          'The trash is empty.',
        ),
    ),
  )

  command('restore <name|id>', 'restore a connector from the trash').action(
    (nameOrId: string, options: CommonOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const workspaceId = (await session.workspace()).id
          return session.api.connectors.restore({ workspaceId, id: await findTrashed(session, workspaceId, nameOrId) })
        },
        ({ name }) => terminal.log(`Connector ${name} was restored.`),
      ),
  )

  command('empty-trash', 'delete everything in the trash for good')
    .option('--confirm <name>', 'the name of the workspace')
    .action((options: CommonOptions & { confirm?: string }) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { id: workspaceId, name } = await workspace()
          if (options.confirm !== name) throw appError('confirm_empty_trash', { name })
          return api.trash.empty({ workspaceId })
        },
        ({ count }) =>
          terminal.log(
            count === 1 ? '1 connector was deleted for good.' : `${count} connectors were deleted for good.`,
          ),
      ),
    )
}

/** Of several with one name the last deleted. Throws `not_found`. */
async function findTrashed({ api }: CliSession, workspaceId: string, nameOrId: string): Promise<string> {
  const list = await readPages((page) => api.trash.list({ workspaceId, ...page }))
  const match = list.find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  if (!match) throw appError('not_in_trash', { name: nameOrId })
  return match.id
}
