import { type Command, Option } from 'commander'
import { appError, messagesOf } from '../../../../contract/errors.ts'
import type { SecretAnswer, SecretRequest } from '../../../../contract/groups/secret-requests.ts'
import { ANSWER_ENDING, MAX_ANSWER } from '../../../../shared/limits.ts'
import { type Language, LANGUAGES } from '../../../../shared/text/languages.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readText } from '../input.ts'
import { printTable } from '../print.ts'
import { type CliSession, type CommonOptions, findConnector, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'

interface AskOptions extends CommonOptions {
  out: string
  field?: string[]
  until?: string
  from?: string
  noteFile?: string
  language?: Language
}

interface AnswerOptions extends CommonOptions {
  yes?: boolean
  refuse?: boolean
}

const INVALID = 2

/** `secret …`: asking somebody else for secrets. */
export function secretRequestCommands(program: Command, files: ProgramFiles): void {
  const secret = program.command('secret').description('ask somebody else for secrets, and take what they answer')
  const command = (usage: string, description: string) =>
    withCommonOptions(secret.command(usage).description(description))

  command('request <connector>', 'write a page that encrypts what somebody else types, for this workspace alone')
    .requiredOption('--out <file>', 'the page to write')
    .option(
      '--field <path...>',
      'what to ask for, for example auth.access_token; without it, the secrets that are not set',
    )
    .option('--until <date>', 'the last day on which an answer is taken, YYYY-MM-DD; in seven days without it')
    .option('--from <name>', 'who asks, as the page shows it')
    .option('--note-file <file>', 'a file with a note for the page, - for standard input')
    .addOption(new Option('--language <language>', 'the language of the page').choices(LANGUAGES).default('en'))
    .action((name: string, options: AskOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const { id: workspaceId } = await session.workspace()
          const { id: connectorId } = await findConnector(session.api, workspaceId, name)
          return session.api.secretRequests.create({
            ...{ workspaceId, connectorId },
            ...(options.field && { paths: options.field }),
            ...(options.until !== undefined && { until: options.until }),
            ...(options.from !== undefined && { askedBy: options.from }),
            ...(options.language && { language: options.language }),
            ...(options.noteFile !== undefined && { note: await readText(options.noteFile) }),
          })
        },
        ({ path, request }) => {
          if (!request) return
          terminal.log(`The page is in ${path}. It asks for ${request.paths.join(', ')} until ${request.until}.`)
          terminal.log(`Request code: ${request.code}`)
          terminal.log(`It saves a file that ends in ${ANSWER_ENDING}: patchbay secret answer FILE`)
        },
        { ports: ({ unfinished }) => ({ openExport: () => terminal.openFile(options.out, unfinished) }) },
      ),
    )

  command('answer <file>', 'check an answer without showing its values; take or refuse it')
    .option('--yes', 'store the values without a question')
    .option('--refuse', 'end the request without them')
    .action((file: string, options: AnswerOptions) =>
      runCommand(
        options,
        files,
        (session) => answer(session, file, options),
        ({ request, checked, outcome, isAsked }) => {
          if (checked) {
            if (!isAsked) for (const line of linesOf(request, checked)) terminal.log(line)
            for (const [path, messages] of Object.entries(messagesOf(checked.errors)))
              for (const sentence of messages) terminal.error(`  ${path}: ${sentence}`)
          }
          terminal.log(OUTCOMES[outcome])
        },
      ),
    )

  command('requests', 'list the requests of a workspace').action((options: CommonOptions) =>
    runCommand(
      options,
      files,
      async ({ api, workspace }) => api.secretRequests.list({ workspaceId: (await workspace()).id }),
      (list) =>
        printTable(
          ['code', 'connector', 'state', 'until', 'asked by', 'for'],
          list.map((one) => [
            one.code,
            one.connectorName,
            one.state,
            one.until,
            one.createdByName,
            one.paths.join(', '),
          ]),
          'Nobody was asked for a secret.',
        ),
    ),
  )

  command('revoke <code>', 'end a request, so its page can no longer be used').action(
    (code: string, options: CommonOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace }) => {
          const { id: workspaceId } = await workspace()
          const { id } = findRequest(await api.secretRequests.list({ workspaceId }), code)
          return api.secretRequests.revoke({ workspaceId, id })
        },
        ({ connectorName }) => terminal.log(`The request for ${connectorName} no longer takes an answer.`),
      ),
  )
}

type Outcome = 'taken' | 'refused' | 'checked' | 'unfit'

const OUTCOMES: Record<Outcome, string> = {
  taken: 'The values are stored.',
  refused: 'Nothing was stored, and the request is ended.',
  checked: 'Nothing was stored. Add --yes to store the values, or --refuse to end the request.',
  unfit: 'Nothing was stored, as the catalog entry does not accept these values. Ask again.',
}

interface Answered {
  request: SecretRequest
  outcome: Outcome
  /** What the answer holds, without its values; null for one that was refused unopened. */
  checked: Omit<SecretAnswer, 'request'> | null
  /** Whether a person has seen at the terminal what it holds. */
  isAsked: boolean
}

/** What an answer is for and what it holds, with the code to compare. */
const linesOf = ({ connectorName }: SecretRequest, { fields, answerCode }: Omit<SecretAnswer, 'request'>): string[] => [
  `Answer for ${connectorName}: ${fields.map(({ title }) => title).join(', ')}`,
  `Answer code: ${answerCode}`,
]

async function answer(
  { api, workspace }: CliSession,
  file: string,
  { yes = false, refuse = false, json = false }: AnswerOptions,
): Promise<Answered> {
  if (yes && refuse) throw appError('take_or_refuse')
  const { id: workspaceId } = await workspace()
  const text = await readText(file)
  if (text.length > MAX_ANSWER) throw appError('answer_damaged')
  const which = { workspaceId, answer: text }
  if (refuse)
    return { request: await api.secretRequests.refuse(which), outcome: 'refused', checked: null, isAsked: false }
  const { request, ...checked } = await api.secretRequests.check(which)
  const isFit = Object.keys(checked.errors).length === 0
  if (!isFit) terminal.exitCode = INVALID
  // What is in the answer is in the question, so nobody agrees without the code to compare.
  const question = [...linesOf(request, checked), 'Store these values? [y/N] '].join('\n')
  const isAsked = isFit && !yes && !json && file !== '-' && terminal.readLine !== undefined
  const consent = isAsked && (await terminal.agrees(question))
  if (!isFit || !(yes || consent)) return { request, checked, isAsked, outcome: isFit ? 'checked' : 'unfit' }
  return { request: await api.secretRequests.take(which), checked, isAsked, outcome: 'taken' }
}

function findRequest(list: SecretRequest[], code: string): SecretRequest {
  const match = list.find((one) => one.id === code || one.code === code.toUpperCase())
  if (!match) throw appError('no_request')
  return match
}
