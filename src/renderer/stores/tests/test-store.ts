import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../../contract/errors.ts'
import type { ManyTestResult } from '../../../contract/groups/connection-tests.ts'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { AppApi } from '../../../contract/index.ts'
import type { ListStore } from '../lists/list-store.ts'
import type { Toasts } from '../toasts.ts'
import type { ViewStore } from '../view-store.ts'

/** One run of many connection tests. */
export interface TestRun {
  workspaceId: string
  done: number
  total: number
  failed: number
  /** Null while it is under way, and where it could not be made. */
  results: readonly ManyTestResult[] | null
  /** Whether it was stopped before its end. */
  isCancelled: boolean
  error: AppError | null
}

interface TestsState {
  /** The ids of connectors that are being tested one by one. */
  testing: ReadonlySet<string>
  /** The last run of this window; null before the first. */
  run: TestRun | null
}

export interface TestActions {
  /** Tests a connector with what is stored; a notice has the result. */
  test(workspaceId: string, card: Pick<ConnectorCard, 'id' | 'name' | 'status'>): Promise<void>
  /** Tests these connectors, or all of the workspace, in a dialog that may be closed before the end. */
  testMany(workspaceId: string, ids?: readonly string[]): Promise<void>
  /** A notice has what the last scheduled run of a workspace has changed, if anything. */
  showNews(workspaceId: string): Promise<void>
  /** Marks a connector as failing, with why its test failed; a notice confirms it. */
  markError(workspaceId: string, card: Pick<ConnectorCard, 'id' | 'name'>, message: string): Promise<void>
  /** Marks connectors as failing, each with why its test failed; answers how many. */
  markErrors(workspaceId: string, failures: readonly { id: string; message: string }[]): Promise<number>
}

export interface TestStore extends TestActions {
  store: StoreApi<TestsState>
  /** Cancels the run of a workspace, or the test of one connector alone. */
  stop(workspaceId: string, id?: string): void
}

export interface TestParts {
  api: AppApi
  /** Goes to a connector of any workspace. */
  enter(workspaceId: string, to?: { connectorId: string }): void
  list: ListStore
  toasts: Toasts
  view: ViewStore
}

/** Connection tests of this window. What they do is loaded with the first of them. */
export function createTestStore(parts: TestParts): TestStore {
  const store = createStore<TestsState>(() => ({ testing: new Set(), run: null }))
  const stop = (workspaceId: string, id?: string) =>
    void parts.api.connectionTests.cancel({ workspaceId, ...(id && { id }) }).catch(() => undefined)
  const load = () => import('./test-actions.ts').then(({ testActions }) => testActions({ ...parts, stop, store }))
  let actions: ReturnType<typeof load> | null = null
  const loaded = () => (actions ??= load())
  return {
    store,
    test: async (...input) => (await loaded()).test(...input),
    testMany: async (...input) => (await loaded()).testMany(...input),
    showNews: async (...input) => (await loaded()).showNews(...input),
    markError: async (...input) => (await loaded()).markError(...input),
    markErrors: async (...input) => (await loaded()).markErrors(...input),
    stop,
  }
}
