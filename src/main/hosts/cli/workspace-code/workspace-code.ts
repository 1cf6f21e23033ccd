import { join } from 'node:path'
import type { Command } from 'commander'
import type { AppApi } from '../../../../contract/index.ts'
import { appError } from '../../../../contract/errors.ts'
import type { CodeFile, CodePlan, CodeProgress } from '../../../../contract/groups/files/workspace-code.ts'
import { codeParts, isChange, isCodePath } from '../../../../shared/text/code-files.ts'
import { MAX_CODE } from '../../../../shared/limits.ts'
import { plural } from '../../../../shared/words.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { followWork } from '../comfort/progress-bar.ts'
import { readAuth } from './auth-files.ts'
import { readFirstLine, readText } from '../input.ts'
import { planLines } from './plan-lines.ts'
import { type CliSession, type CommonOptions, runCommand, withCommonOptions } from '../session.ts'
import { terminal } from '../terminal.ts'
import { assertFinished, writeFolder } from './write-folder.ts'
import { proofOf } from '../commands/workspace-backup.ts'

interface ExportOptions extends CommonOptions {
  out: string
  withSecrets?: boolean
  secretsPassphraseFile?: string
  recipient?: string[]
}

interface PlanOptions extends CommonOptions {
  prune?: boolean
  keepIds?: boolean
  authFrom?: string
  authPassphraseFile?: string
  yes?: boolean
}

const SECRETS_FILE = 'secrets.age'

/** `export`, `plan` and `apply`: a workspace as files. */
export function workspaceCodeCommands(program: Command, files: ProgramFiles): void {
  withCommonOptions(
    program.command('export').description('write a workspace as a folder of YAML files, without secrets'),
  )
    .requiredOption('--out <dir>', 'the folder; files of connectors that are gone are removed from it')
    .option('--with-secrets', `also write the secrets, encrypted, into ${SECRETS_FILE}`)
    .option('--secrets-passphrase-file <file>', 'a file with the passphrase for the secrets')
    .option('--recipient <recipient...>', 'instead of a passphrase, age recipients that open the secrets')
    .action((options: ExportOptions) =>
      runCommand(
        options,
        files,
        (session) => exportTo(session, options),
        ({ connectors, written, removed, secrets }) => {
          terminal.log(
            `${plural(connectors, 'connector', 'connectors')} in ${options.out}: ${plural(written, 'file', 'files')} written, ${removed} removed.`,
          )
          if (secrets !== null)
            terminal.log(`${plural(secrets, 'secret', 'secrets')} in ${join(options.out, SECRETS_FILE)}.`)
        },
        {
          ports: ({ unfinished }) => ({
            openExport: () => terminal.openFile(join(options.out, SECRETS_FILE), unfinished),
          }),
        },
      ),
    )

  const withPlan = (command: Command) =>
    withCommonOptions(command)
      .option('--prune', 'also delete connectors that no file describes')
      .option('--keep-ids', 'refuse an id that is used elsewhere, instead of giving its connector a new one')
      .option(
        '--auth-from <file>',
        'secrets by connector and path, as JSON or an age file; a folder that has secrets.age, or - for standard input',
      )
      .option('--auth-passphrase-file <file>', 'a file with the passphrase of an age file')

  withPlan(
    program
      .command('plan <dir|file>')
      .description('show what the files would change, field by field; nothing is changed'),
  ).action((path: string, options: PlanOptions) =>
    runCommand(
      options,
      files,
      async (session) => {
        const input = await handOver(session, path, options)
        return withBar(session.api, input, () => session.api.workspaceCode.plan(input))
      },
      (plan) => terminal.log(planLines(plan, 'plan')),
    ),
  )

  withPlan(program.command('apply <dir|file>').description('make the connectors of a workspace as the files say'))
    .option('--yes', 'make the changes without a question')
    .action((path: string, options: PlanOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          const workspace = await session.workspaceForRisk()
          const input = await handOver(session, path, options, workspace)
          const plan = await withBar(session.api, input, () => session.api.workspaceCode.plan(input))
          if (plan.items.some(isChange) && options.yes !== true) await confirm(plan, workspace.name, path, options)
          return withBar(session.api, input, () => session.api.workspaceCode.apply({ ...input, state: plan.state }))
        },
        (plan) => terminal.log(planLines(plan, 'done')),
      ),
    )
}

const PHASES: Record<CodeProgress['phase'], string> = {
  reading: 'files read',
  checking: 'connectors checked',
  writing: 'connectors written',
}

/** Runs long work on an upload, with a bar on a terminal. */
async function withBar<T>(
  api: AppApi,
  { workspaceId, upload }: { workspaceId: string; upload: string },
  work: () => Promise<T>,
): Promise<T> {
  const stop = followWork(
    () => api.workspaceCode.progress({ workspaceId, upload }),
    ({ phase, done, total }) => `${done} of ${total} ${PHASES[phase]}`,
  )
  try {
    return await work()
  } finally {
    stop()
  }
}

/** Shows a plan and asks whether it is meant. Throws `invalid` where nobody can answer, `conflict` for a no. */
async function confirm(plan: CodePlan, workspace: string, path: string, options: PlanOptions): Promise<void> {
  const count = plan.items.filter(isChange).length
  if (!options.json) terminal.log(planLines(plan, 'plan'))
  // Standard input that holds files or secrets has no answer.
  const isTaken = path === '-' || options.authFrom === '-' || options.json === true
  if (isTaken || !terminal.readLine) throw appError('confirm_apply', { count })
  const question = `Change ${plural(count, 'connector', 'connectors')} in ${workspace}? [y/N] `
  if (!(await terminal.agrees(question))) throw appError('cancelled')
}

async function exportTo(session: CliSession, options: ExportOptions) {
  const { out } = options
  const facts = await terminal.stat(out)
  if (facts && facts.kind !== 'directory') throw appError('not_a_folder', { path: out })
  const workspace = await session.workspace()
  const exported = await readExport(session.api, workspace.id)
  const { written, removed } = await writeFolder(out, exported, session.app.unfinished)
  const secrets = options.withSecrets ? await writeSecrets(session, workspace, options) : null
  return { connectors: exported.length - 1, written, removed, secrets }
}

async function readExport(api: AppApi, workspaceId: string): Promise<CodeFile[]> {
  const all: CodeFile[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<AppApi['workspaceCode']['export']>> = await api.workspaceCode.export({
      workspaceId,
      ...(after !== null && { after }),
    })
    all.push(...page.files)
    after = page.next
  } while (after !== null)
  return all
}

async function writeSecrets(
  session: CliSession,
  workspace: Awaited<ReturnType<CliSession['workspace']>>,
  { recipient = [], secretsPassphraseFile, ...options }: ExportOptions,
): Promise<number> {
  const { api } = session
  const own = await session.passphrase()
  const passphrase = await readFirstLine(secretsPassphraseFile, 'PATCHBAY_SECRETS_PASSPHRASE_FILE')
  if (own !== undefined) await api.keys.open({ workspaceId: workspace.id, passphrase: own })
  const { count, unreadable } = await api.workspaceCode.exportSecrets({
    ...{ workspaceIds: [workspace.id], recipients: recipient },
    ...(passphrase !== undefined && recipient.length === 0 && { passphrase }),
    proof: await proofOf(session, [workspace], options),
  })
  if (unreadable > 0)
    terminal.error(
      `Warning: ${plural(unreadable, 'secret', 'secrets')} could not be read and ${unreadable === 1 ? 'is' : 'are'} not in it.`,
    )
  return count
}

/** Hands the files of a path over, with the secrets that were named; answers what a plan is made with. */
async function handOver(
  { api, workspace, passphrase: readOwn }: CliSession,
  path: string,
  options: PlanOptions,
  target?: { id: string },
) {
  const { id: workspaceId } = target ?? (await workspace())
  const files = await readFiles(path)
  const auth = options.authFrom === undefined ? {} : await readAuth(options.authFrom, options.authPassphraseFile)
  const passphrase = Object.keys(auth).length > 0 ? await readOwn() : undefined
  if (passphrase !== undefined) await api.keys.open({ workspaceId, passphrase })
  let { upload } = await api.workspaceCode.upload({ workspaceId, auth })
  for (const part of codeParts(files))
    ({ upload } = await api.workspaceCode.upload({ workspaceId, upload, files: part }))
  return { workspaceId, upload, prune: options.prune ?? false, keepIds: options.keepIds ?? false }
}

/** The YAML files of a folder, or one file. Throws `invalid` where there is none, or one is too large. */
async function readFiles(path: string): Promise<CodeFile[]> {
  const facts = path === '-' ? null : await terminal.stat(path)
  if (facts?.kind === 'other') throw appError('not_a_regular_file', { file: path })
  if (facts?.kind !== 'directory') return [{ path, text: bounded(path, await readText(path)) }]
  await assertFinished(path)
  const paths = (await terminal.list(path)).filter(isCodePath)
  if (paths.length === 0) throw appError('no_code_files', { path })
  const files: CodeFile[] = []
  for (const one of paths) files.push({ path: one, text: bounded(one, await readText(join(path, one))) })
  return files
}

function bounded(file: string, text: string): string {
  if (text.length > MAX_CODE) throw appError('large_input_file', { file, size: text.length, limit: MAX_CODE })
  return text
}
