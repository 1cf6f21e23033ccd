import type { Command } from 'commander'
import { COLOURS } from '../../../../shared/limits.ts'
import { letterOf } from '../../../../shared/names.ts'
import type { AppApi } from '../../../../contract/index.ts'
import type { Colour, Workspace } from '../../../../contract/groups/workspaces.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, givenPassphrase, runCommand, strangerError, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'
import { testScheduleCommand } from './connection-test.ts'
import { workspaceTrashCommands } from './workspace-trash.ts'

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
          ['name', 'role', 'connectors', 'state', 'id'],
          list.map(({ name, role, connectorCount, id, ...state }) => [
            ...[name, role, String(connectorCount)],
            formatState(state),
            id,
          ]),
          empty,
        ),
    )
  })

  withCommonOptions(workspace.command('create <name>').description('create a workspace with its key'))
    .option('--colour <colour>', `one of ${COLOURS.join(', ')}`)
    .action((name: string, options: CommonOptions & { colour?: Colour }) =>
      runCommand(
        options,
        files,
        async (session) =>
          session.api.workspaces.create({
            name,
            ...(options.colour && { colour: options.colour }),
            ...(await givenPassphrase(session)),
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

  withCommonOptions(
    workspace.command('letter <letter>').description('give the workspace another letter, or with - that of its name'),
  ).action((letter: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      async (session) => {
        const { id } = await session.workspace()
        return session.api.workspaces.setLetter({ workspaceId: id, letter: letter === '-' ? null : letter })
      },
      (changed) => terminal.log(`Workspace ${changed.name} has the letter ${letterOf(changed)}.`),
    ),
  )

  const setting = (
    usage: string,
    description: string,
    change: (api: AppApi, workspaceId: string) => Promise<Workspace>,
    done: string,
  ) =>
    withCommonOptions(workspace.command(`${usage} <name|id>`).description(description)).action(
      (nameOrId: string, options: CommonOptions) =>
        runCommand(
          options,
          files,
          async (session) => change(session.api, (await session.workspace(nameOrId)).id),
          ({ name }) => terminal.log(`Workspace ${name} ${done}.`),
        ),
    )
  setting(
    ...(['archive', 'archive a workspace, which can then only be read'] as const),
    (api, workspaceId) => api.workspaces.setArchived({ workspaceId, isArchived: true }),
    'is archived',
  )
  setting(
    ...(['unarchive', 'take a workspace out of the archive'] as const),
    (api, workspaceId) => api.workspaces.setArchived({ workspaceId, isArchived: false }),
    'is in use again',
  )
  setting(
    ...(['mark-production', 'ask for the name of a workspace before connectors are switched off or deleted'] as const),
    (api, workspaceId) => api.workspaces.setProduction({ workspaceId, isProduction: true }),
    'is marked as production',
  )
  setting(
    ...(['unmark-production', 'no longer ask for the name of a workspace'] as const),
    (api, workspaceId) => api.workspaces.setProduction({ workspaceId, isProduction: false }),
    'is no longer marked as production',
  )
  workspaceTrashCommands(workspace, files)
  testScheduleCommand(workspace, files)
}

const formatState = ({ isProduction, archivedAt }: Pick<Workspace, 'isProduction' | 'archivedAt'>): string =>
  [...(isProduction ? ['production'] : []), ...(archivedAt === null ? [] : ['archived'])].join(', ')
