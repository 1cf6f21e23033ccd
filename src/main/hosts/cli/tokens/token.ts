import { type Command, Option } from 'commander'
import { TOKEN_SCOPES, type TokenScope } from '../../../../contract/define.ts'
import { appError } from '../../../../contract/errors.ts'
import type { Token } from '../../../../contract/groups/access/tokens.ts'
import type { AppApi } from '../../../../contract/index.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, runCommand, sameName, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface CreateOptions extends CommonOptions {
  scope: TokenScope
  only?: string[]
  expires?: string
  out?: string
}

/** `token …`: what lets other programs ask over REST. */
export function tokenCommands(program: Command, files: ProgramFiles): void {
  const group = program.command('token').description('tokens, with which other programs ask over REST (`serve`)')
  const command = (usage: string, description: string) =>
    withCommonOptions(group.command(usage).description(description))

  command('create <name>', 'make a token for a program; it is printed once, or written to a file of your own')
    .addOption(new Option('--scope <scope>', 'what it may do').choices([...TOKEN_SCOPES]).default('read'))
    .option('--only <workspace...>', 'workspaces that it is for, by name or ID; all of yours without it')
    .option('--expires <date>', 'the last day on which it works, YYYY-MM-DD; no end without it')
    .option('--out <file>', 'a file for the token, readable for you alone')
    .action((name: string, options: CreateOptions) =>
      runCommand(
        options,
        files,
        async ({ api, app, workspace }) => {
          const only = options.only ?? (options.workspace === undefined ? undefined : [options.workspace])
          const workspaceIds = only && (await Promise.all(only.map(async (one) => (await workspace(one)).id)))
          // Opened first, so no token is made that cannot be written.
          const file = options.out === undefined ? null : await terminal.openFile(options.out, app.unfinished)
          try {
            const token = await api.tokens.create({
              ...{ name, scope: options.scope },
              ...(workspaceIds && { workspaceIds }),
              ...(options.expires !== undefined && { expiresOn: options.expires }),
            })
            if (file === null) return { ...token, path: null }
            const { token: secret, ...rest } = token
            try {
              await file.write(`${secret}\n`)
              await file.commit()
            } catch (error) {
              await api.tokens.revoke({ id: token.id })
              throw error
            }
            return { ...rest, path: file.path }
          } catch (error) {
            await file?.abort().catch(() => undefined)
            throw error
          }
        },
        (answer) => {
          if (!('token' in answer)) return terminal.log(`The token ${answer.name} is in ${answer.path}.`)
          terminal.error(`The token ${answer.name}, which is not shown again:`)
          terminal.log(answer.token)
        },
      ),
    )

  command('list', 'list your tokens; what they are is stored nowhere').action((options: CommonOptions) => {
    let nameOf = new Map<string, string>()
    return runCommand(
      options,
      files,
      async ({ api }) => {
        nameOf = new Map((await api.workspaces.list({})).map(({ id, name }) => [id, name]))
        return api.tokens.list({})
      },
      (list) =>
        printTable(
          ['name', 'scope', 'workspaces', 'expires after', 'last used', 'id'],
          list.map(({ name, scope, workspaceIds, expiresOn, lastUsedAt, id }) => [
            ...[name, scope, workspaceIds?.map((one) => nameOf.get(one) ?? one).join(', ') ?? 'all'],
            ...[expiresOn ?? 'never', lastUsedAt ?? 'never', id],
          ]),
          'There is no token yet. Make one with `patchbay token create NAME`.',
        ),
    )
  })

  command('revoke <name|id>', 'end a token at once').action((nameOrId: string, options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api }) => api.tokens.revoke({ id: (await findToken(api, nameOrId)).id }),
      ({ name }) => terminal.log(`The token ${name} was revoked.`),
    ),
  )
}

async function findToken(api: AppApi, nameOrId: string): Promise<Token> {
  const token = (await api.tokens.list({})).find(({ id, name }) => id === nameOrId || sameName(name, nameOrId))
  if (!token) throw appError('no_token')
  return token
}
