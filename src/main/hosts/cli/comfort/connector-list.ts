import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import { EXPIRED, expiresWithin } from '../../../../shared/expiry.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, connectorCommand, runCommand, sameName, withCommonOptions } from '../session.ts'
import { withSimilarKeys } from './similar-keys.ts'

interface ListOptions extends CommonOptions {
  status?: string[]
  tag?: string[]
  entry?: string
  expiring?: number
  search?: string
  columns?: Column[]
}

/** The days in which secrets expire that are near their end. */
const SOON = 14

const COLUMNS = {
  name: ({ name }) => name,
  status: ({ status }) => status,
  entry: ({ catalogName }) => catalogName,
  account: ({ identity }) => identity ?? '',
  tags: ({ tags }) => tags.join(', '),
  expires: ({ secretExpiresAt }) => secretExpiresAt ?? '',
  attention: ({ attention }) => (attention === 0 ? '' : plural(attention, 'field', 'fields')),
  tested: ({ testedAt, testOutcome }) => (testedAt === null ? '' : `${testOutcome} ${testedAt}`),
  key: ({ catalogKey }) => catalogKey,
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
  id: ({ id }) => id,
} satisfies Record<string, (card: ConnectorCard) => string>
type Column = keyof typeof COLUMNS
const USUAL: Column[] = ['name', 'status', 'entry', 'tags', 'expires', 'attention', 'updated', 'id']

/** `connector list`, with what narrows it. */
export function connectorListCommand(program: Command, files: ProgramFiles): void {
  withCommonOptions(connectorCommand(program).command('list').description('list the installed connectors'))
    .addOption(
      new Option('--status <status...>', 'only those with one of these').choices(['inactive', 'active', 'error']),
    )
    .option('--tag <tag...>', 'only those that have all of these tags')
    .option('--entry <catalog-key>', 'only those of a catalog entry')
    .option(
      '--expiring [days]',
      `only those whose secrets expire within so many days (${SOON} unless given) or have expired; 0 for today`,
      toDays,
    )
    .option('--search <text>', 'only those that the search finds, by name, account, tag, entry or description')
    .addOption(
      new Option('--columns <names>', `in this order, of ${Object.keys(COLUMNS).join(', ')}`).argParser(toColumns),
    )
    .action((options: ListOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { id: workspaceId } = await workspace()
          const { entry } = options
          if (entry !== undefined) await withSimilarKeys(api, entry, () => api.catalog.get({ key: entry }))
          const all = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
          return isNarrowed(options) ? narrow(all, options) : all
        },
        (list) => {
          const columns = options.columns ?? USUAL
          return printTable(
            columns,
            list.map((card) => columns.map((column) => COLUMNS[column](card))),
            isNarrowed(options)
              ? 'No connector matches.'
              : 'No connector is installed yet. Install one with `patchbay connector install KEY --name NAME`.',
          )
        },
      ),
    )
}

const isNarrowed = ({ status, tag, entry, expiring, search }: ListOptions) =>
  [status, tag, entry, expiring, search].some((one) => one !== undefined)

/** The connectors that fit all that is given; by how well they match where there is a search. */
async function narrow(
  cards: ConnectorCard[],
  { status, tag, entry, expiring, search }: ListOptions,
): Promise<readonly ConnectorCard[]> {
  const days = expiring === undefined ? null : (expiring as number | true) === true ? SOON : expiring
  const now = new Date()
  const fitting = cards.filter(
    (card) =>
      (status?.includes(card.status) ?? true) &&
      (tag?.every((one) => card.tags.some((other) => sameName(one, other))) ?? true) &&
      (entry === undefined || card.catalogKey === entry) &&
      (days === null ||
        expiresWithin(card.secretExpiresAt, days, now) ||
        expiresWithin(card.secretExpiresAt, EXPIRED, now)),
  )
  if (search === undefined) return fitting
  // A command that searches nothing starts faster without it.
  const { createSearch } = await import('../../../../shared/search/search.ts')
  return createSearch<ConnectorCard>(({ name, identity, catalogName, catalogKey, tags, description }) => [
    ...[name, identity ?? '', catalogName, catalogKey, tags.join(' '), description],
  ])(fitting, search).items
}

function toDays(text: string): number {
  const days = Number(text)
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Name a number of days.')
  return days
}

function toColumns(text: string): Column[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase())
  const unknown = names.find((name) => !Object.hasOwn(COLUMNS, name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no column ${unknown}. Choose of ${Object.keys(COLUMNS).join(', ')}.`)
  return names as Column[]
}
