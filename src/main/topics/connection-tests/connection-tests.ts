import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { ConnectionTest, credentialFields } from '../../../contract/connection-test.ts'
import type {
  connectionTests,
  ManyTestResult,
  ScheduledRun,
  TestResult,
} from '../../../contract/groups/connection-tests.ts'
import type { connectors } from '../../../contract/groups/connectors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError } from '../../../contract/errors.ts'
import type { referenceProblem } from '../../../shared/reasons/references.ts'
import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'
import type { Context } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import { createChecks } from '../catalog/lint.ts'
import type { CatalogRow, CatalogRows } from '../catalog/rows.ts'
import type { ConnectorInput } from '../connectors/input.ts'
import type { ConnectorRow, ConnectorRows } from '../connectors/rows.ts'
import { withFormerSecrets } from '../connectors/former-secrets.ts'
import type { HeldTokens } from '../connectors/secret-values/held-tokens.ts'
import { prepareReferences } from '../connectors/secret-values/references.ts'
import { createReadSecrets, readReference } from '../connectors/secret-values/stored-secrets.ts'
import { prepareUpdate } from '../connectors/update-input.ts'
import type { Core } from '../core.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import { createTrust, type Network } from './network.ts'
import { type HostTask, runPolitely } from './polite.ts'
import { createResults, failureOf, type Keeping } from './results.ts'
import type { Outcome, Subject } from './run-test.ts'
import { testHost } from './templates.ts'

interface Deps {
  connectorRows: ConnectorRows
  workspaceRows: Pick<WorkspaceRows, 'testSchedule'>
  catalogRows: Pick<CatalogRows, 'find' | 'byId' | 'effectOf'>
  input: ConnectorInput
  /** Marks a connector as failing, as a person would. */
  markError: GroupHandlers<typeof connectors, Context>['markError']
  heldTokens: Pick<HeldTokens, 'get'>
  /** Renews the tokens of a sign-in that end soon, or at once where they were not accepted. */
  renewTokens: RenewTokens
  network: Network
  clock: Clock
}

/** Answers the connector with tokens that work as far as is known, or why there are none. */
export type RenewTokens = (
  context: Context,
  connector: ConnectorRow,
  options: { isNeeded: boolean; signal: AbortSignal },
) => Promise<ConnectorRow | { cause: TestCause; field: string | null }>

const AT_ONCE = 6
const PER_HOST = 2

/** The run of a workspace that is under way. */
interface Run {
  cancel: AbortController
  progress: { done: number; total: number; failed: number }
}

/** One test under way, and what ends it: its connector, or the name that its caller gave it. */
interface SingleTest {
  cancel: AbortController
  workspaceId: string
  id?: string | undefined
  attempt?: string | undefined
}

export interface ConnectionTests {
  handlers: Omit<GroupHandlers<typeof connectionTests, Context>, 'schedule' | 'setSchedule'>
  /** The account that a service names for secrets, and the connectors that have it; nothing is stored. */
  identify(
    place: { workspaceId: string; entry: CatalogRow; exceptId?: string },
    subject: Subject,
    signal: AbortSignal,
  ): Promise<Pick<TestResult, 'account' | 'sameAccount'>>
  /** Tests what is switched on in a workspace, and records what has changed alone. Null where a run is under way there. */
  runScheduled(
    context: Context,
    workspaceId: string,
  ): Promise<(Omit<ScheduledRun, 'at'> & { isCancelled: boolean }) | null>
  /** Cancels what is under way, in one workspace or everywhere. */
  stop(workspaceId?: string): void
}

/** Whether the services of connectors answer with their secrets. */
export function createConnectionTests(core: Core, deps: Deps): ConnectionTests {
  const { vault } = core
  const { connectorRows, workspaceRows, catalogRows, input, markError, heldTokens, renewTokens, network, clock } = deps
  const readSecrets = createReadSecrets(vault)
  const trust = createTrust()
  const checks = createChecks({ lint: core.validator.lint, effectOf: catalogRows.effectOf })
  const { keep, keepInGroups, sameAccount, toResult } = createResults(core, {
    connectorRows,
    workspaceRows,
    markError,
    clock,
  })
  const singles = new Set<SingleTest>()
  const runs = new Map<string, Run>()

  /** Runs one test that `cancel` ends. Throws `conflict` where it did. */
  const cancellable = async <T>(
    which: Omit<SingleTest, 'cancel'>,
    work: (signal: AbortSignal) => Promise<T | null>,
  ): Promise<T> => {
    const single = { ...which, cancel: new AbortController() }
    singles.add(single)
    try {
      const result = await work(single.cancel.signal)
      if (result === null) throw appError('cancelled')
      return result
    } finally {
      singles.delete(single)
    }
  }

  const run = async (test: ConnectionTest, subject: Subject, signal: AbortSignal): Promise<Outcome | null> => {
    const trusted = await trust(network)
    if (trusted && 'reason' in trusted) return failureOf(trusted)
    // Loading http takes a good part of the start of a command, and most commands test nothing.
    const { runTest } = await import('./run-test.ts')
    return runTest(test, subject, { network, trust: trusted, signal })
  }

  /** The secrets of a test, or its outcome where one is kept elsewhere and not to be had. Null when it was cancelled. */
  const readUsed = async (
    signal: AbortSignal,
    read: () => Promise<Record<string, unknown>>,
  ): Promise<{ values: Record<string, unknown> } | Outcome | null> => {
    try {
      return { values: await read() }
    } catch (error) {
      if (signal.aborted) return null
      if (!(error instanceof AppError) || error.reason !== 'secret_reference') throw error
      const cause = testCause('secret_reference', error.values as Parameters<typeof referenceProblem>[0])
      return { ...failureOf(cause), field: Object.keys(error.fields ?? {})[0] ?? null }
    }
  }

  /** Tests a connector with what is stored. Null when it was cancelled. */
  const testStored = async (
    context: Context,
    connector: ConnectorRow,
    signal: AbortSignal,
  ): Promise<Outcome | null> => {
    const entry = catalogRows.byId(connector.catalogId)
    const test = testOf(entry)
    const runWith = async (isNeeded: boolean): Promise<Outcome | null> => {
      const ready = await renewTokens(context, connector, { isNeeded, signal })
      if (signal.aborted) return null
      if ('cause' in ready) return { ...failureOf(ready.cause), field: ready.field }
      const secrets = await readUsed(signal, () => readSecrets(credentialFields(test), entry, ready, signal))
      if (secrets === null || 'cause' in secrets) return secrets
      return run(test, { config: ready.config, secrets: secrets.values }, signal)
    }
    const first = await runWith(false)
    const isRefused = first?.cause?.reason === 'unauthorized' && connector.signIn?.lost === null
    return isRefused ? runWith(true) : first
  }

  /** The connectors that a run is for. */
  const choose = (workspaceId: string, ids: string[] | undefined) =>
    (ids ? [...new Set(ids)] : connectorRows.ids(workspaceId)).flatMap((id) => {
      const connector = connectorRows.find(workspaceId, id)
      return connector ? [connector] : []
    })

  /** An entry that is not saved, as far as its test needs it. */
  const readEntry = async (entryText: string) => {
    const [only, ...others] = await checks.lint({ text: entryText, soundsSecret: 'strong' })
    if (!only || others.length > 0) throw appError('one_entry_only')
    const { entry, problems } = only.linted
    if (!entry)
      throw appError('entry_refused', { problem: problems[0]?.message ?? '', problemCode: problems[0]?.code ?? '' })
    const contentHash = createHash('sha256').update(entryText).digest('hex')
    const { name, connectionTest, configSchema: defaultConfigSchema, authSchema } = entry
    return { id: '', source: 'imported' as const, contentHash, defaultConfigSchema, authSchema, name, connectionTest }
  }

  const handlers: ConnectionTests['handlers'] = {
    test: (context, { workspaceId, id, markError: mark }) =>
      cancellable({ workspaceId, id }, async (signal) => {
        const connector = connectorRows.get(workspaceId, id)
        const outcome = await testStored(context, connector, signal)
        return outcome && keep(context, connector, outcome, mark)
      }),

    tryOut: (context, { workspaceId, catalogKey, id, signIn, entryText, attempt, ...values }) =>
      cancellable({ workspaceId, attempt }, async (signal) => {
        const connector = id === undefined ? null : connectorRows.get(workspaceId, id)
        if (entryText !== undefined) {
          const entry = await readEntry(entryText)
          const test = testOf(entry)
          const { config, set: secrets } = await input.prepare(entry, values, [])
          const outcome = await run(test, { config, secrets }, signal)
          return outcome && toResult(outcome, [])
        }
        const entry = connector ? catalogRows.byId(connector.catalogId) : catalogRows.find(catalogKey)
        const test = testOf(entry)
        const place = { workspaceId, catalogId: entry.id }
        const tokens = signIn === undefined ? {} : (await heldTokens.get(signIn, place)).values
        const { secrets } = values
        const set = { ...tokens, ...secrets.set }
        const { references, auth, settings } = prepareReferences(
          context,
          entry,
          connector ?? { config: {}, auth: {} },
          withFormerSecrets(entry, { ...values, secrets: { ...secrets, set } }),
        )
        const openKey = () => vault.use(workspaceId)
        const typed = connector
          ? await prepareUpdate(input, {
              ...{ entry, connector: { ...connector, auth }, settings, conflict: undefined, openKey },
            })
          : await input.prepare(entry, settings, [...references.keys()])
        const paths = credentialFields(test).filter((path) => !(path in typed.set))
        const stored = await readUsed(signal, async () => {
          const kept = paths.filter((path) => !references.has(path))
          const all = connector ? await readSecrets(kept, entry, connector, signal) : {}
          for (const path of paths) {
            const reference = references.get(path)
            if (reference) all[path] = await readReference(path, reference, signal)
          }
          return all
        })
        const testTyped = (values: Record<string, unknown>) => {
          const kept = Object.entries(values).filter(([path]) => typed.keep.has(path))
          return run(test, { config: typed.config, secrets: { ...Object.fromEntries(kept), ...typed.set } }, signal)
        }
        const outcome = stored && 'values' in stored ? await testTyped(stored.values) : stored
        return outcome && toResult(outcome, sameAccount(workspaceId, entry.id, outcome.account, id))
      }),

    testMany: async (context, { workspaceId, ids, markError: mark }) => {
      if (runs.has(workspaceId)) throw appError('tests_running')
      const { isCancelled, results } = await runAll(context, workspaceId, choose(workspaceId, ids), { mark })
      return { isCancelled, results }
    },

    progress: (_context, { workspaceId }) => runs.get(workspaceId)?.progress ?? null,

    cancel: (_context, { workspaceId, id, attempt }) => {
      if (id !== undefined) connectorRows.get(workspaceId, id)
      if (id === undefined && attempt === undefined) runs.get(workspaceId)?.cancel.abort()
      for (const single of singles) {
        const isMeant = id === undefined ? attempt !== undefined && single.attempt === attempt : single.id === id
        if (isMeant && single.workspaceId === workspaceId) single.cancel.abort()
      }
      return {}
    },
  }

  /** Makes the one run of a workspace. */
  const runAll = async (context: Context, workspaceId: string, chosen: ConnectorRow[], keeping: Keeping) => {
    const run: Run = { cancel: new AbortController(), progress: { done: 0, total: chosen.length, failed: 0 } }
    runs.set(workspaceId, run)
    try {
      // Other requests come between reading so many connectors and the first tests.
      await setImmediate()
      const ended = await testAll(context, workspaceId, chosen, run, keeping)
      return { isCancelled: run.cancel.signal.aborted, ...ended }
    } finally {
      runs.delete(workspaceId)
    }
  }

  const testAll = async (
    context: Context,
    workspaceId: string,
    chosen: ConnectorRow[],
    { cancel, progress }: Run,
    keeping: Keeping,
  ) => {
    const nowFailing: ScheduledRun['nowFailing'] = []
    const nowWorking: ScheduledRun['nowWorking'] = []
    const results = new Map<string, ManyTestResult>(
      chosen.map(({ id, name }) => [id, { id, name, outcome: 'cancelled', result: null }]),
    )
    const groups = keepInGroups(context, workspaceId, keeping, ({ id, name }, { result, change }) => {
      if (change !== null) (change === 'fails' ? nowFailing : nowWorking).push({ id, name })
      const { steps: _steps, ...shown } = result
      results.set(id, { id, name, outcome: result.ok ? 'ok' : 'failed', result: shown })
    })
    /** The tests of entries, as many connectors share one. */
    const tests = new Map<string, ConnectionTest | null>()
    for (const { catalogId } of chosen)
      if (!tests.has(catalogId)) tests.set(catalogId, readTest(catalogRows.byId(catalogId)))
    /** Until when hosts take no more requests, in milliseconds. */
    const waits = new Map<string, number>()
    const tasks = chosen.flatMap((connector): HostTask[] => {
      const { id, name } = connector
      const test = tests.get(connector.catalogId)
      if (!test) {
        results.set(id, { id, name, outcome: 'skipped', result: null })
        progress.done += 1
        return []
      }
      const host = testHost(test, connector.config)
      const runOne = async () => {
        const rest = (waits.get(host) ?? 0) - Date.now()
        const limited = rest > 0 ? testCause('rate_limited', { host, seconds: Math.ceil(rest / 1000) }) : null
        // It may have changed while it waited for its turn.
        const present = connectorRows.find(workspaceId, id)
        const outcome = present && (limited ? failureOf(limited) : await testStored(context, present, cancel.signal))
        if (!outcome) return
        const { cause } = outcome
        if (cause?.reason === 'rate_limited' && !limited)
          waits.set(host, Date.now() + Math.max(1, Number(cause.values['seconds'])) * 1000)
        groups.add(present, outcome)
        progress.done += 1
        if (cause) progress.failed += 1
      }
      return [{ host, run: runOne }]
    })
    try {
      await runPolitely(tasks, { atOnce: AT_ONCE, perHost: PER_HOST, signal: cancel.signal })
    } finally {
      await groups.end()
    }
    return { results: [...results.values()], nowFailing, nowWorking }
  }

  return {
    handlers,

    identify: async ({ workspaceId, entry, exceptId }, subject, signal) => {
      const test = readTest(entry)
      const outcome = test && (await run(test, subject, signal))
      if (!outcome) return { account: null, sameAccount: [] }
      const others = sameAccount(workspaceId, entry.id, outcome.account, exceptId)
      const { account, sameAccount: same } = toResult(outcome, others)
      return { account, sameAccount: same }
    },

    runScheduled: async (context, workspaceId) => {
      if (runs.has(workspaceId)) return null
      const chosen = choose(workspaceId, undefined).filter(({ status }) => status !== 'inactive')
      const run = await runAll(context, workspaceId, chosen, { mark: undefined, isScheduled: true })
      const { results, ...ended } = run
      const tested = results.flatMap(({ result }) => result ?? [])
      return { ...ended, tested: tested.length, failed: tested.filter(({ isLasting }) => isLasting).length }
    },

    stop: (workspaceId) => {
      for (const [id, { cancel }] of runs) if (workspaceId === undefined || id === workspaceId) cancel.abort()
      for (const single of singles)
        if (workspaceId === undefined || single.workspaceId === workspaceId) single.cancel.abort()
    },
  }
}

/** The test of an entry; null for none. What an earlier version has stored may be no test. */
function readTest({ connectionTest }: Pick<CatalogRow, 'connectionTest'>): ConnectionTest | null {
  const parsed = ConnectionTest.nullable().safeParse(connectionTest)
  return parsed.success ? parsed.data : null
}

function testOf(entry: Pick<CatalogRow, 'connectionTest' | 'name'>): ConnectionTest {
  const test = readTest(entry)
  if (!test) throw appError('no_connection_test', { name: entry.name })
  return test
}
