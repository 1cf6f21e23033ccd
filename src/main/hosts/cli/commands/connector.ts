import { type Command, Option } from 'commander'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import type { JsonObject } from '../../../../shared/json.ts'
import { COLOURS } from '../../../../shared/limits.ts'
import { appError } from '../../../../contract/errors.ts'
import type { KeyState } from '../../../../contract/groups/keys.ts'
import type { AppApi } from '../../../../contract/index.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readJsonObject } from '../input.ts'
import { printFacts, printTable } from '../print.ts'
import {
  type CliSession,
  type CommonOptions,
  connectorCommand,
  findConnector,
  givenPassphrase,
  runCommand,
  withCommonOptions,
} from '../session.ts'
import { terminal } from '../terminal.ts'
import { withAssignments } from '../comfort/assignments.ts'
import { withSimilarKeys } from '../comfort/similar-keys.ts'
import { connectorTemplateCommand } from '../comfort/template.ts'

interface InputOptions extends CommonOptions {
  name?: string
  config?: string
  auth?: string
  set?: string[]
  tag?: string[]
  description?: string
  colour?: string
  secretExpires?: string
  clearSecret?: string[]
}

export function connectorCommands(program: Command, files: ProgramFiles): void {
  const connector = connectorCommand(program)
  const command = (usage: string, description: string) =>
    withCommonOptions(connector.command(usage).description(description))
  const withInput = (usage: string, description: string) =>
    command(usage, description)
      .option('--config <file>', 'a JSON file with the config, - for standard input')
      .option('--auth <file>', 'a JSON file with the secrets, - for standard input')
      .option('--set <name=value...>', 'settings, such as site_url=https://example.com; over those of --config')
      .option('--tag <tag...>', 'tags')
      .option('--description <text>', 'what people want to remember about it')
      .addOption(new Option('--colour <colour>', 'a colour that tells it apart').choices([...COLOURS, 'none']))
      .option('--secret-expires <date>', 'the last day on which the secrets work, YYYY-MM-DD; none for no date')

  connectorTemplateCommand(
    command('template <catalog-key>', 'write config.json and auth.json for a catalog entry, to fill in'),
    files,
  )

  command('show <name|id>', 'show a connector; secrets are never shown').action(
    (nameOrId: string, options: CommonOptions) => {
      let keyState: KeyState | null = null
      return runCommand(
        options,
        files,
        async (session) => {
          const workspace = await session.workspace()
          const which = await locateIn(session.api, workspace, nameOrId)
          // A member reads no secret.
          if (workspace.role !== 'member') keyState = await openKeyOf(session, which)
          return session.api.connectors.get(which)
        },
        async ({
          name,
          status,
          statusMessage,
          catalogName,
          tags,
          description,
          colour,
          secretExpiresAt,
          updatedAt,
          updatedByName,
          config,
          secrets,
          secretsWithoutPlace,
          lastTest,
        }) => {
          printFacts({
            name,
            status: statusMessage ? `${status}: ${statusMessage}` : status,
            'catalog entry': catalogName,
            tags: tags.join(', '),
            ...(description !== '' && { description }),
            ...(colour !== null && { colour }),
            ...(secretExpiresAt !== null && { 'secrets expire after': secretExpiresAt }),
            updated: `${updatedAt} by ${updatedByName}`,
            ...(lastTest !== null && {
              tested: `${lastTest.testedAt}: ${lastTest.message ?? (lastTest.account ? `ok as ${lastTest.account.name}` : 'ok')}`,
            }),
          })
          terminal.log(`\nconfig\n${JSON.stringify(config, null, 2)}\n`)
          await printTable(
            ['secret', 'state'],
            [
              ...secrets.map(({ path, isSet, mustReenter, updatedAt: at, formerPath }) => [
                path,
                mustReenter
                  ? 'must be entered again'
                  : isSet
                    ? `set ${at}${formerPath === undefined ? '' : `; the next update moves it here from ${formerPath}`}`
                    : 'not set',
              ]),
              ...secretsWithoutPlace.map((path) => [path, 'has no place any more; the next update removes it']),
            ],
            'It has no secrets.',
          )
          if (keyState !== null && keyState !== 'READY')
            terminal.log(`\nThe key is ${keyState}, so this is what was known when it was last open.`)
        },
      )
    },
  )

  withInput('install <catalog-key>', 'install a catalog entry as a new, inactive connector')
    // The word of the screens.
    .alias('add')
    .requiredOption('--name <name>', 'the name of the connector')
    .action((catalogKey: string, options: InputOptions & { name: string }) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { id: workspaceId } = await workspace()
          const input = await readInput(options)
          return withSimilarKeys(api, catalogKey, async () => {
            const { set } = options
            const config = set && withAssignments(input.config ?? {}, set, await api.catalog.get({ key: catalogKey }))
            const { name } = options
            return api.connectors.install({ workspaceId, catalogKey, name, ...input, ...(config && { config }) })
          })
        },
        ({ name }) => terminal.log(`Connector ${name} was installed. It is inactive.`),
      ),
    )

  command('duplicate <name|id>', 'copy a connector as a new, inactive one, with its secrets')
    .requiredOption('--name <name>', 'the name of the copy')
    .option('--to <workspace>', 'the workspace that gets the copy, by name or ID')
    .option('--without-secrets', 'leave the secrets out, to enter others')
    .action((nameOrId: string, options: CommonOptions & { name: string; to?: string; withoutSecrets?: boolean }) =>
      runCommand(
        options,
        files,
        async (session) =>
          session.api.connectors.duplicate({
            ...(await locate(session, nameOrId)),
            name: options.name,
            ...(options.to !== undefined && { into: (await session.workspace(options.to)).id }),
            withSecrets: options.withoutSecrets !== true,
          }),
        ({ name, missingSecrets }) =>
          terminal.log(
            `Connector ${name} was added. It is inactive.${missingSecrets.length > 0 ? ` Secrets to enter: ${missingSecrets.join(', ')}.` : ''}`,
          ),
      ),
    )

  withInput('update <name|id>', 'change a connector; what you leave out stays as it is')
    .option('--name <name>', 'a new name')
    .option('--clear-secret <path...>', 'secrets to clear, for example auth.refresh_token')
    .action((nameOrId: string, options: InputOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const { set, clearSecret: clear = [] } = options
          const which = await (clear.length > 0 ? locateForRisk : locate)(session, nameOrId)
          const input = await readInput(options)
          return session.api.connectors.update({
            ...which,
            ...(options.name !== undefined && { name: options.name }),
            ...input,
            ...(set && (await changeSettings(session.api, which, input.config, set))),
            secrets: { clear },
          })
        },
        ({ name, removedSecrets }) => {
          terminal.log(`Connector ${name} was updated.`)
          if (removedSecrets.length > 0)
            terminal.log(
              `Stored secrets that have no place any more and were removed: ${removedSecrets.join(', ')}. Set them where the catalog entry asks for them now.`,
            )
        },
      ),
    )

  const statusCommand = (
    usage: string,
    description: string,
    find: typeof locate,
    run: (api: AppApi, which: { workspaceId: string; id: string }) => Promise<ConnectorCard>,
  ) =>
    command(usage, description).action((nameOrId: string, options: CommonOptions) =>
      runCommand(
        options,
        files,
        async (session) => run(session.api, await find(session, nameOrId)),
        ({ name, status }) => terminal.log(`Connector ${name} is ${status}.`),
      ),
    )
  statusCommand('activate <name|id>', 'switch a connector on', locate, (api, which) => api.connectors.activate(which))
  statusCommand('deactivate <name|id>', 'switch a connector off', locateForRisk, (api, which) =>
    api.connectors.deactivate(which),
  )

  command('mark-error <name|id>', 'mark a connector as failing')
    .requiredOption('--message <text>', 'what is wrong, as the card shows it')
    .action((nameOrId: string, options: CommonOptions & { message: string }) =>
      runCommand(
        options,
        files,
        async (session) =>
          session.api.connectors.markError({ ...(await locate(session, nameOrId)), message: options.message }),
        ({ name }) => terminal.log(`Connector ${name} was marked as failing.`),
      ),
    )

  command('delete <name|id>', 'move a connector to the trash').action((nameOrId: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      async (session) => session.api.connectors.remove(await locateForRisk(session, nameOrId)),
      ({ name, id }) =>
        terminal.log(`Connector ${name} was moved to the trash. To restore it: patchbay connector restore ${id}`),
    ),
  )
}

/** Opens the key of a connector that has secrets, since only then it shows which of them cannot be read. */
async function openKeyOf(session: CliSession, which: { workspaceId: string; id: string }) {
  const { secrets } = await session.api.connectors.get(which)
  if (!secrets.some(({ isSet }) => isSet)) return null
  const { workspaceId } = which
  return (await session.api.keys.open({ workspaceId, ...(await givenPassphrase(session)) })).state
}

/** The settings of a connector with other values; refused where somebody changes them in between. */
async function changeSettings(
  api: AppApi,
  which: { workspaceId: string; id: string },
  given: JsonObject | undefined,
  set: readonly string[],
) {
  const { config, catalogKey, updatedAt } = await api.connectors.get(which)
  const entry = await api.catalog.get({ key: catalogKey })
  return { config: withAssignments(given ?? config, set, entry), expectedUpdatedAt: updatedAt }
}

const locate = async (session: CliSession, nameOrId: string) =>
  locateIn(session.api, await session.workspace(), nameOrId)

const locateForRisk = async (session: CliSession, nameOrId: string) =>
  locateIn(session.api, await session.workspaceForRisk(), nameOrId)

async function locateIn(api: AppApi, { id: workspaceId }: { id: string }, nameOrId: string) {
  return { workspaceId, id: (await findConnector(api, workspaceId, nameOrId)).id }
}

async function readInput({ config, auth, tag, description, colour, secretExpires }: InputOptions) {
  if (config === '-' && auth === '-') throw appError('one_standard_input')
  return {
    ...(config !== undefined && { config: await readJsonObject(config, 'config') }),
    ...(auth !== undefined && { auth: await readJsonObject(auth, 'auth') }),
    ...(tag !== undefined && { tags: tag }),
    ...(description !== undefined && { description }),
    ...(colour !== undefined && { colour: COLOURS.find((one) => one === colour) ?? null }),
    ...(secretExpires !== undefined && { secretExpiresAt: secretExpires === 'none' ? null : secretExpires }),
  }
}
