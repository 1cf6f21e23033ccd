import { Command, CommanderError } from 'commander'
import { appError, AppError, ERROR_CODES, type ErrorBody, messagesOf, plainError } from '../../../contract/errors.ts'
import type { ProgramFiles } from '../../platform/resources.ts'
import { activityCommands } from './commands/activity.ts'
import { backupCommands } from './commands/backup.ts'
import { catalogCommands } from './commands/catalog.ts'
import { connectorCommands } from './commands/connector.ts'
import { connectionTestCommands } from './commands/connection-test.ts'
import { doctorCommand } from './commands/doctor.ts'
import { hostCommands } from './commands/host.ts'
import { keyCommands } from './commands/key.ts'
import { memberCommands } from './commands/member.ts'
import { personCommands } from './commands/person.ts'
import { organiseCommands } from './commands/organise.ts'
import { secretCommands } from './commands/secret.ts'
import { signInCommand } from './commands/sign-in.ts'
import { targetCommands } from './commands/targets.ts'
import { secretRequestCommands } from './commands/secret-request.ts'
import { trashCommands } from './commands/trash.ts'
import { workspaceCommands } from './commands/workspace.ts'
import { settingsCommands } from './settings/settings.ts'
import { sharingCommands } from './sharing/sharing.ts'
import { connectorListCommand } from './comfort/connector-list.ts'
import { completionCommands } from './comfort/completion.ts'
import { tokenCommands } from './tokens/token.ts'
import { workspaceCodeCommands } from './workspace-code/workspace-code.ts'
import { requireNode } from './node-version.ts'
import { escapeUnseen } from '../../../shared/names.ts'
import { isStoreReason, STORE_REASONS } from '../../../contract/store-reasons.ts'
import { runIn, type Terminal, terminal } from './terminal.ts'

/** Runs one command line in a terminal and answers its exit code. */
export const runCli = (args: string[], files: ProgramFiles, around: Terminal): Promise<number> =>
  runIn(around, () => runArguments(args, files))

type AddCommands = (program: Command, files: ProgramFiles) => void

interface CommandGroup {
  add: () => AddCommands
  /** What a command line of the group begins with. */
  words: readonly string[]
}

/** Each command of a list within another one. */
const within = (command: string, names: string): string[] => names.split(' ').map((name) => `${command} ${name}`)

/** The commands in the order of their help. */
const GROUPS: readonly CommandGroup[] = [
  { add: () => hostCommands, words: ['open', 'serve'] },
  { add: () => tokenCommands, words: ['token'] },
  { add: () => settingsCommands, words: ['settings'] },
  { add: () => workspaceCommands, words: ['workspace'] },
  { add: () => memberCommands, words: ['member'] },
  { add: () => personCommands, words: ['person'] },
  { add: () => catalogCommands, words: ['catalog', 'seed'] },
  // Apart, since scripts list most often.
  { add: () => connectorListCommand, words: ['connector list'] },
  {
    add: () => connectorCommands,
    words: within('connector', 'template show install duplicate update activate deactivate mark-error delete'),
  },
  { add: () => trashCommands, words: within('connector', 'trash restore empty-trash') },
  { add: () => secretCommands, words: within('connector', 'set-secret confirm-reference') },
  { add: () => secretRequestCommands, words: ['secret'] },
  { add: () => organiseCommands, words: within('connector', 'pin unpin rename-tag') },
  { add: () => connectionTestCommands, words: ['connector test'] },
  { add: () => signInCommand, words: ['connector sign-in'] },
  { add: () => targetCommands, words: ['targets'] },
  { add: () => workspaceCodeCommands, words: ['export', 'plan', 'apply'] },
  { add: () => sharingCommands, words: ['share', 'join', 'sync', 'conflict'] },
  { add: () => activityCommands, words: ['activity'] },
  { add: () => keyCommands, words: ['key'] },
  { add: () => backupCommands, words: ['backup'] },
  { add: () => doctorCommand, words: ['doctor'] },
  // They need all other commands.
  { add: () => completionCommands, words: [] },
]

/** Adds every command to a program, or those of a command line alone where that is known: each takes time to add. */
export function addCommands(program: Command, files: ProgramFiles, args: readonly string[] = []): void {
  const line = `${args.join(' ')} `
  const named = GROUPS.filter(({ words }) => words.some((word) => line.startsWith(`${word} `)))
  for (const { add } of named.length > 0 ? named : GROUPS) add()(program, files)
}

async function runArguments(args: string[], files: ProgramFiles): Promise<number> {
  const json = args.includes('--json')
  const program = new Command('patchbay')
    .description('Service connectors for several workspaces: catalog, installed connectors, publish targets')
    .version(files.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .showHelpAfterError(
      args[0]?.startsWith('-') === true
        ? '(options stand after their command; --help lists both)'
        : '(--help lists the commands and options)',
    )
    .configureOutput({
      writeOut: (text) => terminal.log(text.replace(/\n$/, '')),
      writeErr: (text) => void (json || terminal.error(text.replace(/\n$/, ''))),
    })
    .hook('preAction', () => {
      // A program that answers commands has the Node that it needs: that of Electron counts otherwise.
      if (!terminal.running) requireNode(process.versions.node)
    })
  addCommands(program, files, args)

  try {
    await program.parseAsync(args, { from: 'user' })
    // A command whose answer is a problem has set it.
    return terminal.exitCode
  } catch (error) {
    const body = toBody(error)
    if (!body) return 0
    const isUsage = error instanceof CommanderError
    if (json) terminal.log(escapeUnseen(JSON.stringify({ error: plainError(body) }, null, 2)))
    else if (!isUsage) printError(body)
    return ERROR_CODES[body.code].exit
  }
}

/** Null for what is no error: help and version also end the parsing. */
function toBody(error: unknown): ErrorBody | null {
  if (error instanceof AppError) return error.toBody()
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? null : appError('usage', { words: error.message.replace(/^error: /, '') }).toBody()
  return appError('command_failed', { words: error instanceof Error ? error.message : 'Something went wrong' }).toBody()
}

function printError(error: ErrorBody) {
  const { message, fields = {} } = error
  terminal.error(`${message}.`.replace(/\.\.$/, '.'))
  for (const [path, messages] of Object.entries(messagesOf(fields)))
    for (const sentence of messages) terminal.error(`  ${path}: ${sentence}`)
  for (const line of adviceFor(error)) terminal.error(`  ${line}`)
}

const RESTORE = [
  'patchbay doctor                  shows details',
  'patchbay backup list             lists the backups of the whole database',
  'patchbay backup restore NAME     restores one; the present files are kept',
  'patchbay backup start-over       starts with an empty one; the present files are kept',
]
const ELSEWHERE = ['--data-dir DIR                   names another data directory']

const DOCTOR = ['patchbay doctor                  shows details']

const passphraseFor = (what: string) => [`--passphrase-file FILE           gives ${what}`]

const PASSPHRASE = passphraseFor('the passphrase of the workspace')

/** In the words of the sentence above it, by what a passphrase can do there. */
const NEW_PASSPHRASE = new Map<unknown, string[]>([
  ['protects', passphraseFor('a passphrase that protects the workspace')],
  ['protects_person', passphraseFor('a passphrase that protects your own key')],
])

const PROOF = [...PASSPHRASE, '--workspace NAME                 names a workspace that has no passphrase']

/** The commands and options that lead out of a problem of the data as a whole or of a key, in the words of the command line. */
function adviceFor({ code, reason, values }: ErrorBody): string[] {
  if (code === 'locked') return NEW_PASSPHRASE.get(values?.['passphrase']) ?? PASSPHRASE
  if (reason === 'proof_needed') return PROOF
  if (!isStoreReason(reason)) return []
  if (STORE_REASONS[reason] === 'restore') return RESTORE
  if (reason === 'in_the_way') return DOCTOR
  // Exported files have the same reasons, and have nothing to do with the data directory.
  return reason === 'in_use' || values?.['work'] === 'data_directory' ? ELSEWHERE : []
}
