import { type Command, Option } from 'commander'
import { appError } from '../../../../contract/errors.ts'
import type { ManyTestResult, TestSchedule } from '../../../../contract/groups/connection-tests.ts'
import { TEST_HOURS, type TestHours } from '../../../../shared/limits.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { printTable } from '../print.ts'
import { type CommonOptions, connectorCommand, findConnector, runCommand, withCommonOptions } from '../session.ts'
import { followWork } from '../comfort/progress-bar.ts'
import { terminal } from '../terminal.ts'

interface TestOptions extends CommonOptions {
  all?: boolean
  markError?: boolean
}

/** A test that fails ends the command as invalid input does. */
const INVALID = 2

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
          const stop = followWork(
            () => session.api.connectionTests.progress({ workspaceId }),
            ({ done, total, failed }) => `${done} of ${total} tested, ${failed} failed`,
          )
          try {
            const { results } = await session.api.connectionTests.testMany({
              workspaceId,
              ...(options.markError && { markError: true }),
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

interface ScheduleOptions extends CommonOptions {
  markError?: 'on' | 'off'
}

/** `workspace test-schedule`: shows or sets when connectors are tested without anybody's asking. */
export function testScheduleCommand(workspace: Command, files: ProgramFiles): void {
  withCommonOptions(
    workspace
      .command('test-schedule')
      .argument('[hours]', 'off, or after how many hours: 1, 6 or 24')
      .description('show or set when connectors that are switched on are tested without being asked'),
  )
    .addOption(
      new Option('--mark-error <on|off>', 'mark an active connector whose test fails as failing').choices([
        'on',
        'off',
      ]),
    )
    .action((hours: string | undefined, { markError, ...options }: ScheduleOptions) =>
      runCommand(
        options,
        files,
        async ({ api, workspace: find }) => {
          const { id: workspaceId } = await find()
          if (hours === undefined && markError === undefined) return api.connectionTests.schedule({ workspaceId })
          return api.connectionTests.setSchedule({
            workspaceId,
            ...(hours !== undefined && { everyHours: testHours(hours) }),
            ...(markError && { marksErrors: markError === 'on' }),
          })
        },
        (schedule) => formatSchedule(schedule).forEach((line) => terminal.log(line)),
      ),
    )
}

function testHours(text: string): TestHours {
  const hours = TEST_HOURS.find((one) => (one === 0 ? 'off' : String(one)) === text)
  if (hours === undefined) throw appError('test_hours_unknown')
  return hours
}

function formatSchedule({ everyHours, marksErrors, nextAt, waitsFor, lastRun }: TestSchedule): string[] {
  const hours = everyHours === 1 ? 'every hour' : `every ${everyHours} hours`
  const waits = {
    key: 'The next run waits until the workspace is unlocked.',
    program: 'Runs take place while a window or `patchbay serve` is open.',
  }
  const changed = ({ nowFailing, nowWorking }: NonNullable<typeof lastRun>) => [
    ...nowFailing.map(({ name }) => `  fails since then: ${name}`),
    ...nowWorking.map(({ name }) => `  works again: ${name}`),
  ]
  return [
    everyHours === 0 ? 'Connectors are tested when somebody asks for it.' : `Connectors are tested ${hours}.`,
    ...(nextAt === null ? [] : [`The next run is due at ${nextAt}.`]),
    ...(waitsFor === null ? [] : [waits[waitsFor]]),
    ...(lastRun === null
      ? []
      : [`The last run at ${lastRun.at}: ${lastRun.tested} tested, ${lastRun.failed} failed.`, ...changed(lastRun)]),
    marksErrors
      ? 'A test that fails marks an active connector as failing.'
      : 'A test that fails leaves the status of its connector.',
  ]
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
