import type { Command } from 'commander'
import { WORKSPACE_COLOURS } from '../../../../shared/limits.ts'
import type { Colour } from '../../../../contract/groups/workspaces.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, strangerError, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

export function workspaceCommands(program: Command, files: ProgramFiles): void {
  const workspace = program.command('workspace').description('workspaces, which connectors belong to')

  withCommonOptions(workspace.command('list').description('list your workspaces')).action((options: CommonOptions) => {
    let empty = 'There is no workspace yet. Create one with `patchbay workspace create NAME`.'
    return runCommand(
      options,
      files,
      async ({ api }) => {
        const list = await api.workspaces.list({})
        const stranger = list.length === 0 ? await strangerError(api) : null
        if (stranger) empty = `${stranger.message}.`
        return list
      },
      (list) =>
        printTable(
          ['name', 'role', 'connectors', 'id'],
          list.map(({ name, role, connectorCount, id }) => [name, role, String(connectorCount), id]),
          empty,
        ),
    )
  })

  withCommonOptions(workspace.command('create <name>').description('create a workspace with its key'))
    .option('--colour <colour>', `one of ${WORKSPACE_COLOURS.join(', ')}`)
    .action((name: string, options: CommonOptions & { colour?: Colour }) =>
      runCommand(
        options,
        files,
        ({ api, passphrase }) =>
          api.workspaces.create({
            name,
            ...(options.colour && { colour: options.colour }),
            ...(passphrase !== undefined && { passphrase }),
          }),
        (created) => terminal.log(`Workspace ${created.name} was created.`),
      ),
    )

  withCommonOptions(
    workspace.command('rename <name>').description('rename the workspace that --workspace names'),
  ).action((name: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      async (session) => {
        const { id } = await session.workspace()
        return session.api.workspaces.rename({ workspaceId: id, name })
      },
      (renamed) => terminal.log(`The workspace is now named ${renamed.name}.`),
    ),
  )

  withCommonOptions(workspace.command('colour <colour>').description('give the workspace another colour')).action(
    (colour: Colour, options: CommonOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const { id } = await session.workspace()
          return session.api.workspaces.setColour({ workspaceId: id, colour })
        },
        (changed) => terminal.log(`Workspace ${changed.name} is now ${changed.colour}.`),
      ),
  )
}
