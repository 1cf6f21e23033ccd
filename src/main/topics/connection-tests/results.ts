import type { connectors } from '../../../contract/groups/connectors.ts'
import type { TestResult } from '../../../contract/groups/connection-tests.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { isLasting, type TestCause, testSentence } from '../../../shared/reasons/test-reasons.ts'
import type { Context } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import type { StoredTest } from '../../store/schema.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import type { Core } from '../core.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import type { Account, Outcome } from './run-test.ts'

interface Deps {
  connectorRows: ConnectorRows
  workspaceRows: Pick<WorkspaceRows, 'testSchedule'>
  /** Marks a connector as failing, as a person would. */
  markError: GroupHandlers<typeof connectors, Context>['markError']
  clock: Clock
}

/** How a test is kept. */
export interface Keeping {
  /** Whether a failure marks the connector as failing; the setting of the workspace unless given. */
  mark: boolean | undefined
  /** Whether the history has only what has changed, as for tests that nobody asks for. */
  isScheduled?: boolean
}

/** What has changed since the last test with a clear answer; null where nothing has, or the answer is not clear. */
type TestChange = 'fails' | 'works' | null

/** The results of connection tests as they are answered and stored. */
export function createResults({ log, record }: Core, { connectorRows, workspaceRows, markError, clock }: Deps) {
  const sameAccount = (workspaceId: string, catalogId: string, account: Account | null, exceptId?: string) =>
    account === null || account.id === '' ? [] : connectorRows.sameAccount(workspaceId, catalogId, account, exceptId)

  const toResult = (outcome: Outcome, others: TestResult['sameAccount']): TestResult => {
    const { cause, account, message, field, milliseconds, steps } = outcome
    return {
      ok: cause === null,
      testedAt: clock().toISOString(),
      account: account === null || account.id === '' ? null : { id: account.id, name: account.name },
      sameAccount: others,
      reason: cause?.reason ?? null,
      values: cause?.values ?? {},
      isLasting: cause !== null && isLasting(cause.reason),
      ...{ message, field, milliseconds, steps },
    }
  }

  /** Stores what a test of a connector found, unless the connector has changed since. */
  const keep = async (
    context: Context,
    tested: ConnectorRow,
    outcome: Outcome,
    { mark, isScheduled = false }: Keeping,
  ): Promise<{ result: TestResult; change: TestChange }> => {
    const { id, tenantId: workspaceId, catalogId, updatedAt } = tested
    const result = toResult(outcome, sameAccount(workspaceId, catalogId, outcome.account, id))
    const { steps: _steps, sameAccount: _others, testedAt, ...stored } = result
    const before = worksBy(tested.lastTestResult)
    const works = result.ok ? true : result.isLasting ? false : before
    const change: TestChange =
      works === false && before !== false ? 'fails' : works && before === false ? 'works' : null
    log.write('connection.tested', {
      ...{ workspaceId, connectorId: id, reason: result.reason ?? 'ok', milliseconds: result.milliseconds },
    })
    const kept = await connectorRows.commit(workspaceId, () => {
      const current = connectorRows.find(workspaceId, id)
      if (current?.updatedAt !== updatedAt) return null
      connectorRows.update(workspaceId, id, {
        lastTestedAt: testedAt,
        lastTestResult: { ...stored, account: outcome.account, works },
      })
      if (!isScheduled || change !== null)
        record(context, {
          ...{ workspaceId, action: 'connector.test', subjectId: id, subjectName: current.name },
          detail: {
            ...(result.ok
              ? { ok: true, ...(result.account && { account: result.account.name }) }
              : { ok: false, reason: result.reason, message: result.message }),
            ...(isScheduled && { isScheduled }),
          },
        })
      return current
    })
    if (kept === null) return { result, change: null }
    // What is switched off is left so, unless somebody asks for it.
    const marks = mark ?? (kept.status === 'active' && workspaceRows.testSchedule(workspaceId)?.marksErrors === true)
    if (marks && result.isLasting && result.message !== null)
      await markError(context, { workspaceId, id, message: result.message })
    return { result, change }
  }

  return { sameAccount, toResult, keep }
}

/** Whether a connector worked by its last test with a clear answer; null where there is none. */
const worksBy = (stored: StoredTest | null): boolean | null =>
  stored === null ? null : (stored.works ?? (stored.ok ? true : stored.isLasting ? false : null))

/** A failure before anything was sent. */
export const failureOf = (cause: TestCause): Outcome => ({
  ...{ cause, message: testSentence(cause), field: null, account: null, milliseconds: 0, steps: [] },
})
