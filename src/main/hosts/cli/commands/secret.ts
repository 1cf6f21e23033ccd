import type { Command } from 'commander'
import { appError, messagesOf } from '../../../../contract/errors.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import type { SecretResult } from '../../../../contract/groups/secrets.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readValue } from '../input.ts'
import { printTable } from '../print.ts'
import { type CliSession, type CommonOptions, findConnector, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface SetOptions extends CommonOptions {
  valueFile: string
  entry?: string
  secretExpires?: string
}

const INVALID = 2

/** `connector set-secret`: one new value for many connectors. */
export function secretCommands(program: Command, files: ProgramFiles): void {
  const connector = program.commands.find((command) => command.name() === 'connector')
  if (!connector) throw new Error('The connector commands must be there first')
  withCommonOptions(
    connector
      .command('set-secret <path> [connector...]')
      .alias('rotate-secret')
      .description(
        'give one secret, for example auth.access_token, of several connectors a new value (rotate-secret is its old name and goes in version 0.2)',
      ),
  )
    .option('--entry <key>', 'every connector of this catalog entry')
    .requiredOption('--value-file <file>', 'a file with the new value, - for standard input')
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
            value: await readValue(options.valueFile),
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
