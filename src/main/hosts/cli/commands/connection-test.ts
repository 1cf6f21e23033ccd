import type { Command } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { ManyTestResult } from '../../../../contract/groups/connection-tests.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import {
  type CliSession,
  type CommonOptions,
  connectorCommand,
  findConnector,
  runCommand,
  withCommonOptions,
} from '../session.ts'
import { clearBar, showBar } from '../comfort/progress-bar.ts'
import { terminal } from '../terminal.ts'

interface TestOptions extends CommonOptions {
  all?: boolean
  markError?: boolean
}

/** A test that fails ends the command as invalid input does. */
const INVALID = 2

const PROGRESS_MS = 500

/** `connector test`. */
export function connectionTestCommands(program: Command, files: ProgramFiles): void {
  const connector = connectorCommand(program)
  withCommonOptions(
    connector
      .command('test [connector...]')
      .description('test whether connectors work with their secrets; code 2 where one does not'),
  )
    .option('--all', 'all connectors of the workspace')
    .option('--mark-error', 'mark connectors whose test fails as failing')
    .action((names: string[], options: TestOptions) =>
      runCommand(
        options,
        files,
        async (session) => {
          if ((options.all === true) === names.length > 0) throw appError('connectors_or_all')
          const { id: workspaceId } = await session.workspace()
          const ids: string[] = []
          for (const name of names) ids.push((await findConnector(session.api, workspaceId, name)).id)
          const stop = showProgress(session, workspaceId)
          try {
            const { results } = await session.api.connectionTests.testMany({
              ...{ workspaceId, markError: options.markError ?? false },
              ...(ids.length > 0 && { ids }),
            })
            if (results.some(({ outcome }) => outcome === 'failed')) terminal.exitCode = INVALID
            return results
          } finally {
            stop()
          }
        },
        (results) =>
          printTable(
            ['connector', 'result', 'milliseconds'],
            results.map((one) => [one.name, formatResult(one), String(one.result?.milliseconds ?? '')]),
            'The workspace has no connectors.',
          ),
      ),
    )
}

/** Shows how far a run is, on standard error of a terminal; returns the function that stops it. */
function showProgress({ api }: CliSession, workspaceId: string): () => void {
  if (!terminal.isInteractive) return () => undefined
  const show = async () => {
    const progress = await api.connectionTests.progress({ workspaceId })
    if (progress) showBar(progress, `${progress.done} of ${progress.total} tested, ${progress.failed} failed`)
  }
  const timer = setInterval(() => void show().catch(() => undefined), PROGRESS_MS)
  return () => {
    clearInterval(timer)
    clearBar()
  }
}

function formatResult({ outcome, result }: ManyTestResult): string {
  if (outcome === 'skipped') return 'skipped: its catalog entry has no connection test'
  if (outcome === 'cancelled' || !result) return 'cancelled'
  const field = result.field === null ? '' : `${result.field}: `
  const same =
    result.sameAccount.length > 0
      ? `; the same account as ${result.sameAccount.map(({ name }) => name).join(', ')}`
      : ''
  return outcome === 'ok'
    ? `ok${result.account ? ` as ${result.account.name}` : ''}${same}`
    : `${field}${result.message}`
}
