import { type Command, Option } from 'commander'
import { appError, messagesOf } from '../../../../contract/errors.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import type { SecretResult } from '../../../../contract/groups/secrets.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readValue } from '../input.ts'
import { printTable } from '../print.ts'
import {
  type CliSession,
  type CommonOptions,
  connectorCommand,
  findConnector,
  runCommand,
  withCommonOptions,
} from '../session.ts'
import { terminal } from '../terminal.ts'

interface SetOptions extends CommonOptions {
  valueFile?: string
  reference?: string
  entry?: string
  secretExpires?: string
}

const INVALID = 2

/** `connector set-secret`: one new value for many connectors. */
export function secretCommands(program: Command, files: ProgramFiles): void {
  const connector = connectorCommand(program)
  withCommonOptions(
    connector
      .command('set-secret <path> [connector...]')
      .alias('rotate-secret')
      .description(
        'give one secret, for example auth.access_token, of several connectors a new value (rotate-secret is its old name and goes in version 0.2)',
      ),
  )
    .option('--entry <key>', 'every connector of this catalog entry')
    .addOption(
      new Option('--value-file <file>', 'a file with the new value, - for standard input').conflicts('reference'),
    )
    .option('--reference <where>', 'where it is kept instead: op://…, env:NAME, file:/PATH or cmd:PROGRAM ARGUMENTS')
    .option('--secret-expires <date>', 'the last day on which the secrets work, YYYY-MM-DD')
    .action((path: string, names: string[], options: SetOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const workspaceId = (await session.workspaceForRisk()).id
          const results = await session.api.secrets.set({
            workspaceId,
            connectorIds: await chooseConnectors(session, workspaceId, names, options.entry),
            path,
            ...(await newValue(options)),
            ...(options.secretExpires !== undefined && { secretExpiresAt: options.secretExpires }),
          })
          if (results.some(({ error }) => error !== null)) terminal.exitCode = INVALID
          return results
        },
        (results) =>
          printTable(
            ['connector', 'result'],
            results.map(({ id, name, error }) => [name ?? id, error ? formatError(error) : 'has the new value']),
            'No connector was chosen.',
          ),
      ),
    )

  withCommonOptions(
    connector
      .command('confirm-reference <path> <connector>')
      .description('let a reference be used that came with a restored backup, with files or over REST'),
  )
    .option('--yes', 'confirm it; without this it is only shown')
    .action((path: string, name: string, options: CommonOptions & { yes?: boolean }) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const workspaceId = (await workspace()).id
          const { id } = await findConnector(api, workspaceId, name)
          const { secrets } = await api.connectors.get({ workspaceId, id })
          const reference = secrets.find((secret) => secret.path === path)?.reference
          if (reference === undefined) throw appError('no_reference_there', { path })
          if (options.yes) await api.connectors.confirmReference({ workspaceId, id, path, reference })
          return { path, reference, isConfirmed: options.yes === true }
        },
        ({ reference, isConfirmed }) =>
          terminal.log(isConfirmed ? `Confirmed: ${reference}` : `${reference}\nAdd --yes to confirm it.`),
      ),
    )
}

/** Throws `invalid` where there is neither a value nor a reference. */
async function newValue({ valueFile, reference }: SetOptions) {
  if (reference !== undefined) return { reference }
  if (valueFile === undefined) throw appError('secret_value_needed')
  return { value: await readValue(valueFile) }
}

async function chooseConnectors(
  { api }: CliSession,
  workspaceId: string,
  wanted: string[],
  entry: string | undefined,
): Promise<string[]> {
  const ids: string[] = []
  for (const name of wanted) ids.push((await findConnector(api, workspaceId, name)).id)
  if (entry !== undefined)
    for (const { id, catalogKey } of await readPages((page) => api.connectors.list({ workspaceId, ...page })))
      if (catalogKey === entry) ids.push(id)
  if (ids.length === 0) throw appError('connectors_needed')
  return ids
}

const formatError = ({ message, fields = {} }: NonNullable<SecretResult['error']>) =>
  [message, ...Object.entries(messagesOf(fields)).map(([path, messages]) => `${path}: ${messages.join(', ')}`)].join(
    '; ',
  )
