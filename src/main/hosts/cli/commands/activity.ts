import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Activity, FieldChange } from '../../../../contract/groups/activity.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../../../../shared/text/activity-kinds.ts'
import { appError } from '../../../../contract/errors.ts'
import type { AppApi } from '../../../../contract/index.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CliSession, type CommonOptions, runCommand, sameName, withCommonOptions } from '../session.ts'
import { namesLike } from '../suggest.ts'
import { followWork } from '../comfort/progress-bar.ts'
import { terminal } from '../terminal.ts'

interface FilterOptions extends CommonOptions {
  person?: string
  connector?: string
  kind?: ActivityKind
  from?: string
  to?: string
  search?: string
}

interface ListOptions extends FilterOptions {
  limit: number
  before?: number
  installation?: true
}

type Format = 'csv' | 'json' | 'ndjson'

const HOW_MANY = 50

export function activityCommands(program: Command, files: ProgramFiles): void {
  const activity = program.command('activity').description('the history of a workspace: who did what, and when')
  const command = (usage: string, description: string) =>
    withCommonOptions(activity.command(usage).description(description))
      .option('--person <name|id>', 'what this person did')
      .option('--connector <name|id>', 'what was done to this connector')
      .addOption(new Option('--kind <kind>', 'what it is about').choices(ACTIVITY_KINDS))
      .option('--from <date>', 'from this day or instant on, as 2026-03-01 or 2026-03-01T09:00:00Z')
      .option('--to <date>', 'up to this day or instant')
      .option('--search <words>', 'with all of these words, in names or in what was done')

  command('list', 'list what was done, the newest first')
    .option('--limit <number>', 'how many entries', toNumber, HOW_MANY)
    .option('--before <id>', 'go on after the entry with this id', toNumber)
    .option('--installation', 'what was done to what all workspaces share')
    .action(({ limit, before, installation, ...options }: ListOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const page = { limit, ...(before !== undefined && { before }) }
          if (installation) return session.api.activity.installation(page)
          const workspaceId = (await session.workspace()).id
          return session.api.activity.list({
            workspaceId,
            ...(await filtersOf(session, workspaceId, options)),
            ...page,
          })
        },
        async ({ items, next }) => {
          await printTable(
            ['id', 'time', 'person', 'action', 'subject', 'changes'],
            items.map((item) => [
              ...[String(item.id), item.at, item.person.name, item.action, item.subjectName ?? ''],
              changesOf(item),
            ]),
            'There is no such activity.',
          )
          if (next !== null) terminal.error(`There is more: --before ${next}`)
        },
      ),
    )

  command('export', 'write the history to a file, the oldest first')
    .addOption(new Option('--format <format>', 'the format').choices(['csv', 'json', 'ndjson']).default('csv'))
    .requiredOption('--out <file>', 'the file to write')
    .action(({ format, out, ...options }: FilterOptions & { format: Format; out: string }) =>
      runCommand(
        options,
        files,
        async (session) => {
          const workspaceId = (await session.workspace()).id
          const filters = await filtersOf(session, workspaceId, options)
          const stop = followWork(
            () => session.api.activity.exportProgress({ workspaceId }),
            ({ done, total }) => `${done} of ${total} entries`,
          )
          try {
            return await session.api.activity.export({ workspaceId, format, ...filters })
          } finally {
            stop()
          }
        },
        ({ count, path }) => terminal.log(`${plural(count, 'entry was', 'entries were')} written to ${path}.`),
        { ports: ({ unfinished }) => ({ openExport: () => terminal.openFile(out, unfinished) }) },
      ),
    )
}

/** The ids that the options name. Throws `not_found` where nobody in the history has the name. */
async function filtersOf({ api }: CliSession, workspaceId: string, options: FilterOptions) {
  const { person, connector, kind, from, to, search } = options
  return {
    ...(person !== undefined && { person: await findPerson(api, workspaceId, person) }),
    ...(connector !== undefined && { connector: await findSubject(api, workspaceId, connector) }),
    ...(kind && { kind }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(search !== undefined && { search }),
  }
}

async function findPerson(api: AppApi, workspaceId: string, nameOrId: string): Promise<string> {
  const people = await api.activity.people({ workspaceId })
  const match = people.find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  if (match) return match.id
  const names = people.map(({ name }) => name)
  throw appError('nobody_named', { name: nameOrId, similar: namesLike(nameOrId, names) })
}

/** A connector that was deleted for good is known by its id alone. */
async function findSubject(api: AppApi, workspaceId: string, nameOrId: string): Promise<string> {
  const [installed, deleted] = [await api.connectors.list({ workspaceId }), await api.trash.list({ workspaceId })]
  const match = [...installed, ...deleted].find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  return match?.id ?? nameOrId
}

const changesOf = ({ fields }: Activity) => fields.map(inWords).join('; ')

function inWords({ path, from, to, hidden }: FieldChange): string {
  if (hidden) return path
  if (to === undefined) return `${path} removed`
  return `${path} ${from === undefined ? '' : `${short(from)} -> `}${short(to)}`
}

const SHORT = 40

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text
}

function toNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return number
}
