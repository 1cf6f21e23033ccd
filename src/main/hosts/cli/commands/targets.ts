import { type Command, Option } from 'commander'
import { TARGET_FORMATS, type TargetFormat } from '../../../../shared/limits.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface ExportOptions {
  format: TargetFormat
  envelope?: true
  allWorkspaces?: true
  out: string
}

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
    .addOption(new Option('--format <format>', 'the format of the file').choices([...TARGET_FORMATS]).default('json'))
    .option('--envelope', 'with the workspace, the time, the number of targets and their SHA-256 (json and yaml)')
    .option('--all-workspaces', 'the targets of all your workspaces')
    .requiredOption('--out <file>', 'the file to write; - for standard output')
    .action((options: CommonOptions & ExportOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { format, envelope = false } = options
          return options.allWorkspaces
            ? api.targets.exportMany({ format, envelope })
            : api.targets.export({ workspaceId: (await workspace()).id, format, envelope })
        },
        ({ count, path, expired }) => {
          const report = options.out === '-' ? terminal.error : terminal.log
          const to = options.out === '-' ? 'standard output' : path
          if (count === 0)
            report(`There are no publish targets, so an empty list was written to ${to}. Activate a connector first.`)
          else report(`${count} publish ${count === 1 ? 'target was' : 'targets were'} written to ${to}.`)
          if (expired.length > 0)
            terminal.error(`Warning: these connectors have expired secrets: ${expired.join(', ')}.`)
        },
        {
          ports: ({ unfinished }) => ({
            openExport: () =>
              options.out === '-' ? Promise.resolve(terminal.openOutput()) : terminal.openFile(options.out, unfinished),
          }),
        },
      ),
    )
}
