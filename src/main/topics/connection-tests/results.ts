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

interface Waiting {
  tested: ConnectorRow
  outcome: Outcome
  /** Without the other connectors of the account. */
  result: TestResult
}

interface Kept {
  result: TestResult
  change: TestChange
  /** The connector before; null where it has changed since its test, so nothing was stored. */
  current: ConnectorRow | null
}

/** How long the results of a run wait for each other, in milliseconds. */
const GROUP_MS = 300

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

  /** A result that waits to be stored, with the instant of its test. */
  const toStore = (tested: ConnectorRow, outcome: Outcome): Waiting => {
    const result = toResult(outcome, [])
    log.write('connection.tested', {
      ...{ workspaceId: tested.tenantId, connectorId: tested.id },
      ...{ reason: result.reason ?? 'ok', milliseconds: result.milliseconds },
    })
    return { tested, outcome, result }
  }

  /** Stores within a transaction what a test of a connector found, unless the connector has changed since. */
  const write = (context: Context, { tested, outcome, result: alone }: Waiting, isScheduled: boolean): Kept => {
    const { id, tenantId: workspaceId, catalogId, updatedAt } = tested
    const result = { ...alone, sameAccount: sameAccount(workspaceId, catalogId, outcome.account, id) }
    const { steps: _steps, sameAccount: _others, testedAt, ...stored } = result
    const before = worksBy(tested.lastTestResult)
    const works = result.ok ? true : result.isLasting ? false : before
    const change: TestChange =
      works === false && before !== false ? 'fails' : works && before === false ? 'works' : null
    const current = connectorRows.find(workspaceId, id)
    if (current?.updatedAt !== updatedAt) return { result, change: null, current: null }
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
            : { ok: false, reason: result.reason, values: result.values, message: result.message }),
          ...(isScheduled && { isScheduled }),
        },
      })
    return { result, change, current }
  }

  const markFailure = async (context: Context, { result, current }: Kept, mark: boolean | undefined) => {
    if (current === null || !result.isLasting || result.message === null) return
    const { id, tenantId: workspaceId, status } = current
    // What is switched off is left so, unless somebody asks for it.
    const marks = mark ?? (status === 'active' && workspaceRows.testSchedule(workspaceId)?.marksErrors === true)
    if (marks) await markError(context, { workspaceId, id, message: result.message })
  }

  return {
    sameAccount,
    toResult,

    /** Stores how the test of a connector ended. */
    keep: async (context: Context, tested: ConnectorRow, outcome: Outcome, mark?: boolean): Promise<TestResult> => {
      const waiting = toStore(tested, outcome)
      const kept = await connectorRows.commit(tested.tenantId, () => write(context, waiting, false))
      await markFailure(context, kept, mark)
      return kept.result
    },

    /**
     * Stores how the tests of a run ended, a few times a second: windows read their list again after every change, and a
     * run has many. `onKept` gets each result once it is stored.
     */
    keepInGroups: (
      context: Context,
      workspaceId: string,
      { mark, isScheduled = false }: Keeping,
      onKept: (connector: ConnectorRow, kept: Pick<Kept, 'result' | 'change'>) => void,
    ) => {
      let group: Waiting[] = []
      let timer: NodeJS.Timeout | undefined
      let writing: Promise<void> = Promise.resolve()
      let failure: { error: unknown } | null = null

      const writeAll = async (all: readonly Waiting[]) => {
        if (failure || all.length === 0) return
        try {
          const kept = await connectorRows.commit(workspaceId, () =>
            all.map((waiting) => ({ ...write(context, waiting, isScheduled), tested: waiting.tested })),
          )
          for (const one of kept) onKept(one.tested, one)
          for (const one of kept) await markFailure(context, one, mark)
        } catch (error) {
          failure = { error }
        }
      }
      const flush = () => {
        clearTimeout(timer)
        timer = undefined
        const all = group
        group = []
        writing = writing.then(() => writeAll(all))
        return writing
      }
      const throwFailure = () => {
        if (failure) throw failure.error
      }
      return {
        /** Takes a result. Throws why earlier ones could not be stored. */
        add: (tested: ConnectorRow, outcome: Outcome): void => {
          throwFailure()
          group.push(toStore(tested, outcome))
          timer ??= setTimeout(() => void flush(), GROUP_MS)
        },
        /** Stores the rest. Throws why one could not be stored. */
        end: async (): Promise<void> => {
          await flush()
          throwFailure()
        },
      }
    },
  }
}

/** Whether a connector worked by its last test with a clear answer; null where there is none. */
const worksBy = (stored: StoredTest | null): boolean | null =>
  stored === null ? null : (stored.works ?? (stored.ok ? true : stored.isLasting ? false : null))

/** A failure before anything was sent. */
export const failureOf = (cause: TestCause): Outcome => ({
  ...{ cause, message: testSentence(cause), field: null, account: null, milliseconds: 0, steps: [] },
})
