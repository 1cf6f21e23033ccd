import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { TARGET_FORMATS, type TargetFormat } from '../../../../shared/limits.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { appError } from '../../../../contract/errors.ts'
import type { TargetFile } from '../../../../contract/groups/targets.ts'
import type { Change } from '../../../../contract/client.ts'
import type { AppApi } from '../../../../contract/index.ts'
import { readUses } from '../../../../shared/text/uses-file.ts'
import { plural } from '../../../../shared/words.ts'
import { followWork } from '../comfort/progress-bar.ts'
import { readText } from '../input.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

const formatOption = () =>
  new Option('--format <format>', 'the format of the file').choices([...TARGET_FORMATS]).default('json')
const ENVELOPE = [
  '--envelope',
  'with the workspace, the time, the number of targets and their SHA-256 (json and yaml)',
] as const

/** The state of a file that is kept up to date. */
const statusOf = ({ writtenAt, count, problem }: TargetFile): string =>
  problem
    ? `not written: ${problem.message}`
    : writtenAt === null
      ? 'not written by this command'
      : `${plural(count ?? 0, 'target', 'targets')}, written ${writtenAt}`

type Report = Pick<Parameters<AppApi['targets']['reportUses']>[0], 'source' | 'targets'>

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
    .addOption(formatOption())
    .option(...ENVELOPE)
    .option('--all-workspaces', 'the targets of all your workspaces')
    .requiredOption('--out <file>', 'the file to write; - for standard output')
    .action((options: CommonOptions & ExportOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { format, envelope = false } = options
          const workspaceId = options.allWorkspaces ? null : (await workspace()).id
          const which = workspaceId === null ? {} : { workspaceIds: [workspaceId] }
          // The bar would stand between the targets where both go to the terminal.
          const look = () => (options.out === '-' ? Promise.resolve(null) : api.targets.exportProgress(which))
          const stop = followWork(look, ({ count }) => plural(count, 'target', 'targets'))
          try {
            return workspaceId === null
              ? await api.targets.exportMany({ format, envelope })
              : await api.targets.export({ workspaceId, format, envelope })
          } finally {
            stop()
          }
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

  withCommonOptions(targets.command('keep').description('keep a file up to date with every change'))
    .addOption(formatOption())
    .option(...ENVELOPE)
    .option('--all-workspaces', 'with the targets of all your workspaces')
    .requiredOption('--out <file>', 'the file')
    .action((options: CommonOptions & ExportOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { format, envelope = false, allWorkspaces = false } = options
          const { id: workspaceId } = await workspace()
          return api.targets.keepFile({ workspaceId, format, envelope, allWorkspaces })
        },
        ({ file }) => terminal.log(`${file?.path ?? options.out} is kept up to date from now on.`),
        {
          ports: ({ unfinished }) => ({
            // Opened and left again: that resolves the path where the command was started, and refuses what cannot be replaced.
            choosePath: async () => {
              const file = await terminal.openFile(options.out, unfinished)
              await file.abort()
              return file.path
            },
          }),
        },
      ),
    )

  withCommonOptions(targets.command('files').description('list the files that are kept up to date')).action(
    (options: CommonOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { id: workspaceId, role, archivedAt } = await workspace()
          const list = await api.targets.files({ workspaceId })
          if (role === 'member' || archivedAt !== null) return list
          // A command knows of no writing before it, and a file that failed in one is due.
          const isKnown = ({ writtenAt, problem }: TargetFile) => writtenAt !== null || problem !== null
          return Promise.all(
            list.map(async (one) => (isKnown(one) ? one : api.targets.writeFile({ workspaceId, id: one.id }))),
          )
        },
        (list) =>
          printTable(
            ['file', 'format', 'targets of', 'state'],
            list.map((file) => [
              ...[file.path, file.format, file.allWorkspaces ? 'all workspaces' : 'this workspace', statusOf(file)],
            ]),
            'No file is kept up to date. Choose one with `patchbay targets keep --out FILE`.',
          ),
      ),
  )

  withCommonOptions(
    targets.command('leave <file>').description('stop keeping a file up to date; it stays as it is'),
  ).action((path: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api, workspace }) => {
        const { id: workspaceId } = await workspace()
        const kept = await api.targets.files({ workspaceId })
        const file = kept.find((one) => one.path === path || one.id === path || one.path === resolve(path))
        if (!file) throw appError('no_target_file')
        return api.targets.forgetFile({ workspaceId, id: file.id })
      },
      (file) => terminal.log(`${file.path} is no longer kept up to date.`),
    ),
  )

  withCommonOptions(
    targets
      .command('used-by [file]')
      .description('show what targets are used for or, with a file (- for standard input), report it'),
  )
    .option('--source <name>', 'who reports, where the file does not say')
    .action((file: string | undefined, options: CommonOptions & { source?: string }) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { id: workspaceId } = await workspace()
          const report = file === undefined ? null : await reportIn(file, options.source)
          if (report) {
            const { count, unknown } = await api.targets.reportUses({ workspaceId, ...report })
            return { count, unknown, uses: null }
          }
          const uses = await api.targets.usesOf({ workspaceId })
          const cards = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
          const names = new Map(cards.map(({ id, name }) => [id, name]))
          return { count: uses.length, unknown: [], uses: uses.map((use) => ({ name: names.get(use.id), ...use })) }
        },
        ({ count, unknown, uses }) => {
          if (uses)
            return printTable(
              ['name', 'used by', 'for', 'reported'],
              uses.map(({ name, source, uses: what, reportedAt }) => [name ?? '', source, what.join(', '), reportedAt]),
              'Nobody has reported what targets are used for. Do so with `patchbay targets used-by FILE`.',
            )
          terminal.log(`${plural(count, 'target is', 'targets are')} in use.`)
          if (unknown.length > 0)
            terminal.error(`Warning: the workspace has no connectors with these ids: ${unknown.join(', ')}.`)
        },
      ),
    )

  withCommonOptions(
    targets.command('watch').description('print a line whenever a file that is kept up to date is written'),
  ).action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api, app, workspace }) => {
        const { id: workspaceId } = await workspace()
        const seen = new Map<string, string>()
        const print = async () => {
          for (const file of await api.targets.files({ workspaceId })) {
            const line = `${file.path}: ${statusOf(file)}`
            if (seen.get(file.id) === line) continue
            seen.set(file.id, line)
            terminal.log(line)
          }
        }
        await print()
        // Without a running program nothing else can change the data while this command holds it.
        if (!terminal.running) return terminal.error('Start Patchbay, or `patchbay serve`, to follow changes.')
        await new Promise<void>((end) => {
          const stop = app.changes.on(
            terminal.bind((change: Change) => {
              if (change.topic === 'targets' && change.workspaceId === workspaceId) void print().catch(() => undefined)
            }),
          )
          terminal.onCancel(() => {
            stop()
            end()
          })
        })
      },
      () => undefined,
    ),
  )
}

/** A report in a file. Throws `invalid` for a file that holds none; the contract looks at the rest. */
async function reportIn(file: string, source: string | undefined) {
  const report = readUses(await readText(file))
  if (!report) throw appError('bad_uses_file', { file: file === '-' ? 'Standard input' : file })
  return { source: source ?? report.source, targets: report.targets } as Report
}
