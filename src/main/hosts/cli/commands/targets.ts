import { type Command, Option } from 'commander'
import { readPages } from '../../../../contract/read-pages.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

export function targetCommands(program: Command, files: ProgramFiles): void {
  const targets = program.command('targets').description('publish targets: the active connectors that can publish')

  withCommonOptions(targets.command('list').description('list the publish targets')).action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api, workspace }) => {
        const { id: workspaceId } = await workspace()
        return readPages((page) => api.targets.list({ workspaceId, ...page }))
      },
      (list) =>
        printTable(
          ['name', 'catalog key', 'id'],
          list.map(({ name, catalog_key, id }) => [name, catalog_key, id]),
          'There are no publish targets; activate a connector first.',
        ),
    ),
  )

  withCommonOptions(targets.command('export').description('write the publish targets to a file'))
    .addOption(new Option('--format <format>', 'the format of the file').choices(['json']).default('json'))
    .requiredOption('--out <file>', 'the file to write')
    .action((options: CommonOptions & { format: 'json'; out: string }) =>
      runCommand(
        options,
        files,
        async (session) =>
          session.api.targets.export({ workspaceId: (await session.workspace()).id, format: options.format }),
        ({ count, path, expired }) => {
          terminal.log(`${count} publish ${count === 1 ? 'target was' : 'targets were'} written to ${path}.`)
          if (expired.length > 0)
            terminal.error(`Warning: these connectors have expired secrets: ${expired.join(', ')}.`)
        },
        { ports: ({ unfinished }) => ({ openExport: () => terminal.openFile(options.out, unfinished) }) },
      ),
    )
}
