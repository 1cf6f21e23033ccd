import { createHash } from 'node:crypto'
import { ConnectionTest, credentialFields } from '../../../contract/connection-test.ts'
import type { connectionTests, ManyTestResult, TestResult } from '../../../contract/groups/connection-tests.ts'
import type { connectors } from '../../../contract/groups/connectors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, AppError } from '../../../contract/errors.ts'
import type { referenceProblem } from '../../../shared/reasons/references.ts'
import { isLasting, type TestCause, testCause, testSentence } from '../../../shared/reasons/test-reasons.ts'
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
import { createTrust, type Network } from './network.ts'
import { type HostTask, runPolitely } from './polite.ts'
import type { Account, Outcome, Subject } from './run-test.ts'
import { testHost } from './templates.ts'

interface Deps {
  connectorRows: ConnectorRows
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

/** The tests of a workspace that are under way. */
interface Run {
  cancel: AbortController
  progress: { done: number; total: number; failed: number }
}

export interface ConnectionTests {
  handlers: GroupHandlers<typeof connectionTests, Context>
  /** The account that a service names for secrets, and the connectors that have it; nothing is stored. */
  identify(
    place: { workspaceId: string; entry: CatalogRow; exceptId?: string },
    subject: Subject,
    signal: AbortSignal,
  ): Promise<Pick<TestResult, 'account' | 'sameAccount'>>
  /** Cancels everything that is under way. */
  close(): void
}

/** Whether the services of connectors answer with their secrets. */
export function createConnectionTests(core: Core, deps: Deps): ConnectionTests {
  const { vault, log, record } = core
  const { connectorRows, catalogRows, input, markError, heldTokens, renewTokens, network, clock } = deps
  const readSecrets = createReadSecrets(vault)
  const trust = createTrust()
  const checks = createChecks({ validator: core.validator, effectOf: catalogRows.effectOf })
  /** The single tests and the run of each workspace. */
  const cancels = new Map<string, Set<AbortController>>()
  const runs = new Map<string, Run>()

  /** Runs work that `cancel` ends. */
  const cancellable = async <T>(workspaceId: string, work: (cancel: AbortController) => Promise<T>): Promise<T> => {
    const cancel = new AbortController()
    const all = cancels.get(workspaceId) ?? new Set()
    cancels.set(workspaceId, all.add(cancel))
    try {
      return await work(cancel)
    } finally {
      all.delete(cancel)
      if (all.size === 0) cancels.delete(workspaceId)
    }
  }

  const run = async (test: ConnectionTest, subject: Subject, signal: AbortSignal): Promise<Outcome | null> => {
    const trusted = await trust(network)
    if (trusted && 'reason' in trusted) return failureOf(trusted)
    // Loading http takes a good part of the start of a command, and most commands test nothing.
    const { runTest } = await import('./run-test.ts')
    return runTest(test, subject, { network, trust: trusted, signal })
  }

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
  const keep = async (context: Context, tested: ConnectorRow, outcome: Outcome, mark: boolean): Promise<TestResult> => {
    const { id, tenantId: workspaceId, catalogId, updatedAt } = tested
    const result = toResult(outcome, sameAccount(workspaceId, catalogId, outcome.account, id))
    const { steps: _steps, sameAccount: _others, testedAt, ...stored } = result
    log.write('connection.tested', {
      ...{ workspaceId, connectorId: id, reason: result.reason ?? 'ok', milliseconds: result.milliseconds },
    })
    const isKept = await connectorRows.commit(workspaceId, () => {
      const current = connectorRows.find(workspaceId, id)
      if (current?.updatedAt !== updatedAt) return false
      connectorRows.update(workspaceId, id, {
        lastTestedAt: testedAt,
        lastTestResult: { ...stored, account: outcome.account },
      })
      record(context, {
        ...{ workspaceId, action: 'connector.test', subjectId: id, subjectName: current.name },
        detail: result.ok
          ? { ok: true, ...(result.account && { account: result.account.name }) }
          : { ok: false, reason: result.reason, message: result.message },
      })
      return true
    })
    if (mark && isKept && result.isLasting && result.message !== null)
      await markError(context, { workspaceId, id, message: result.message })
    return result
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
  const testStored = async (context: Context, connector: ConnectorRow, signal: AbortSignal, mark: boolean) => {
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
    const outcome = isRefused ? await runWith(true) : first
    return outcome && keep(context, connector, outcome, mark)
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
    if (!entry) throw appError('entry_refused', { problem: problems[0]?.message ?? '' })
    const contentHash = createHash('sha256').update(entryText).digest('hex')
    const { name, connectionTest, configSchema: defaultConfigSchema, authSchema } = entry
    return { id: '', source: 'imported' as const, contentHash, defaultConfigSchema, authSchema, name, connectionTest }
  }

  const handlers: ConnectionTests['handlers'] = {
    test: (context, { workspaceId, id, markError: mark }) =>
      cancellable(workspaceId, async ({ signal }) => {
        const result = await testStored(context, connectorRows.get(workspaceId, id), signal, mark)
        if (!result) throw appError('cancelled')
        return result
      }),

    tryOut: (context, { workspaceId, catalogKey, id, signIn, entryText, ...values }) =>
      cancellable(workspaceId, async ({ signal }) => {
        const connector = id === undefined ? null : connectorRows.get(workspaceId, id)
        if (entryText !== undefined) {
          const entry = await readEntry(entryText)
          const test = testOf(entry)
          const { config, set: secrets } = await input.prepare(entry, values, [])
          const outcome = await run(test, { config, secrets }, signal)
          if (!outcome) throw appError('cancelled')
          return toResult(outcome, [])
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
        if (!outcome) throw appError('cancelled')
        return toResult(outcome, sameAccount(workspaceId, entry.id, outcome.account, id))
      }),

    testMany: (context, { workspaceId, ids, markError: mark }) => {
      if (runs.has(workspaceId)) throw appError('tests_running')
      return cancellable(workspaceId, async (cancel) => {
        const chosen = choose(workspaceId, ids)
        const progress = { done: 0, total: chosen.length, failed: 0 }
        const state = { cancel, progress }
        runs.set(workspaceId, state)
        try {
          const results = await testAll(context, chosen, state, mark)
          return { isCancelled: cancel.signal.aborted, results }
        } finally {
          runs.delete(workspaceId)
        }
      })
    },

    progress: (_context, { workspaceId }) => runs.get(workspaceId)?.progress ?? null,

    cancel: (_context, { workspaceId }) => {
      for (const cancel of cancels.get(workspaceId) ?? []) cancel.abort()
      return {}
    },
  }

  const testAll = async (context: Context, chosen: ConnectorRow[], { cancel, progress }: Run, mark: boolean) => {
    const results = new Map<string, ManyTestResult>(
      chosen.map(({ id, name }) => [id, { id, name, outcome: 'cancelled', result: null }]),
    )
    /** Until when hosts take no more requests, in milliseconds. */
    const waits = new Map<string, number>()
    const tasks = chosen.flatMap((connector): HostTask[] => {
      const { id, name } = connector
      const test = readTest(catalogRows.byId(connector.catalogId))
      if (!test) {
        results.set(id, { id, name, outcome: 'skipped', result: null })
        progress.done += 1
        return []
      }
      const host = testHost(test, connector.config)
      const runOne = async () => {
        const rest = (waits.get(host) ?? 0) - Date.now()
        const limited = rest > 0 ? testCause('rate_limited', { host, seconds: Math.ceil(rest / 1000) }) : null
        const result = limited
          ? await keep(context, connector, failureOf(limited), mark)
          : await testStored(context, connector, cancel.signal, mark)
        if (!result) return
        const { steps: _steps, ...shown } = result
        if (result.reason === 'rate_limited' && !limited)
          waits.set(host, Date.now() + Math.max(1, Number(result.values['seconds'])) * 1000)
        results.set(id, { id, name, outcome: result.ok ? 'ok' : 'failed', result: shown })
        progress.done += 1
        if (!result.ok) progress.failed += 1
      }
      return [{ host, run: runOne }]
    })
    await runPolitely(tasks, { atOnce: AT_ONCE, perHost: PER_HOST, signal: cancel.signal })
    return [...results.values()]
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

    close: () => {
      for (const all of cancels.values()) for (const cancel of all) cancel.abort()
    },
  }
}

/** A failure before anything was sent. */
const failureOf = (cause: TestCause): Outcome => ({
  ...{ cause, message: testSentence(cause), field: null, account: null, milliseconds: 0, steps: [] },
})

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
