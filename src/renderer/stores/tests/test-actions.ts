import type { TestResult } from '../../../contract/groups/connection-tests.ts'
import { testsText as words } from '../../text/connection-tests.ts'
import { testMessage } from '../../text/test-wording.ts'
import { text } from '../../text/text.ts'
import { toAppError } from '../to-app-error.ts'
import type { TestActions, TestParts, TestRun, TestStore } from './test-store.ts'

/** A test that takes longer has a notice with a button that cancels it. */
const SHORT_MS = 1000
const ASK_EVERY_MS = 400

/** What connection tests do on the screens. */
export function testActions({
  api,
  enter,
  list,
  stop,
  store,
  toasts,
  view,
}: TestParts & Pick<TestStore, 'stop' | 'store'>): TestActions {
  const setTesting = (id: string, isTesting: boolean) =>
    store.setState(({ testing }) => {
      const others = [...testing].filter((one) => one !== id)
      return { testing: new Set(isTesting ? [...others, id] : others) }
    })
  const show = (workspaceId: string, id: string) => {
    if (view.store.getState().tab !== 'installed') return enter(workspaceId, { connectorId: id })
    list.openPanel(id, 'overview')
    view.spotlight(id)
  }

  const markErrors: TestActions['markErrors'] = async (workspaceId, failures) => {
    for (const failure of failures) await api.connectors.markError({ workspaceId, ...failure })
    return failures.length
  }

  type Card = Parameters<TestActions['test']>[1]

  const markError: TestActions['markError'] = async (workspaceId, { id, name }, message) => {
    const about = { subjects: [id], workspaceId }
    try {
      await markErrors(workspaceId, [{ id, message }])
      toasts.success(words.marked(name), about)
    } catch (error) {
      toasts.failure(words.notMarked(name), error, about)
    }
  }

  const notify = (workspaceId: string, card: Card, result: TestResult) => {
    const about = { subjects: [card.id], workspaceId }
    const { ok, account, isLasting, message, milliseconds, sameAccount } = result
    const details = { label: words.details, run: () => show(workspaceId, card.id) }
    if (!ok) {
      const canMark = isLasting && message !== null && card.status !== 'error'
      return toasts.bad(words.failed(card.name), {
        ...about,
        description: testMessage(result),
        action: canMark ? { label: words.markError, run: () => void markError(workspaceId, card, message) } : details,
        ...(canMark && { more: details }),
      })
    }
    const [other] = sameAccount
    const same = other ? ` ${words.sameAs(sameAccount.map(({ name }) => name))}` : ''
    toasts.success(words.succeeded(card.name), {
      ...about,
      description: `${words.asAccount(account?.name ?? null, milliseconds)}${same}`,
      ...(other && { action: { label: words.showNamed(other.name), run: () => show(workspaceId, other.id) } }),
    })
  }

  const test: TestActions['test'] = async (workspaceId, card) => {
    const { id, name } = card
    if (store.getState().testing.has(id)) return
    setTesting(id, true)
    let endNotice = () => {}
    const timer = setTimeout(() => {
      const action = { label: text.common.cancel, run: () => stop(workspaceId, id) }
      endNotice = toasts.standing(words.testing(name), { description: words.testingBody, action })
    }, SHORT_MS)
    try {
      notify(workspaceId, card, await api.connectionTests.test({ workspaceId, id }))
    } catch (cause) {
      const error = toAppError(cause)
      const about = { subjects: [id], workspaceId }
      if (error.reason === 'cancelled') toasts.notice(words.cancelled(name), about)
      else toasts.failure(words.notTested(name), error, about)
    } finally {
      clearTimeout(timer)
      endNotice()
      setTesting(id, false)
    }
  }

  const isShown = () => view.store.getState().dialog?.kind === 'tests'

  /** Where nobody looks at the dialog any more, a notice says how the run ended. */
  const notifyOfRun = ({ workspaceId, results, error, isCancelled }: TestRun) => {
    if (isShown()) return
    if (error) return toasts.failure(words.many.notRun, error, { workspaceId })
    const tested = (results ?? []).filter(({ outcome }) => outcome === 'ok' || outcome === 'failed')
    const failed = tested.filter(({ outcome }) => outcome === 'failed').length
    const details = {
      workspaceId,
      ...(failed > 0 && { description: words.many.failedCount(failed) }),
      action: { label: words.many.show, run: () => view.open({ kind: 'tests', workspaceId }) },
    }
    const title = isCancelled ? words.many.wasStopped : words.many.done(tested.length - failed, tested.length)
    if (failed > 0) toasts.bad(title, details)
    else toasts.success(title, details)
  }

  const testMany: TestActions['testMany'] = async (workspaceId, ids) => {
    const before = store.getState().run
    view.open({ kind: 'tests', workspaceId })
    // Only one run of a workspace can be under way, and the dialog shows it.
    if (before?.workspaceId === workspaceId && before.results === null && before.error === null) return
    let run: TestRun = {
      ...{ workspaceId, done: 0, total: ids?.length ?? 0, failed: 0 },
      ...{ results: null, isCancelled: false, error: null },
    }
    const update = (change: Partial<TestRun>) => {
      run = { ...run, ...change }
      store.setState({ run })
    }
    update({})
    const ask = async () => {
      const progress = await api.connectionTests.progress({ workspaceId })
      if (progress && run.results === null && run.error === null) update(progress)
    }
    const timer = setInterval(() => void ask().catch(() => undefined), ASK_EVERY_MS)
    try {
      update(await api.connectionTests.testMany({ workspaceId, ...(ids && { ids: [...ids] }) }))
    } catch (error) {
      update({ error: toAppError(error) })
    } finally {
      clearInterval(timer)
    }
    notifyOfRun(run)
  }

  const showNews: TestActions['showNews'] = async (workspaceId) => {
    const { lastRun } = await api.connectionTests.schedule({ workspaceId })
    const { nowFailing = [], nowWorking = [] } = lastRun ?? {}
    const changed = nowFailing.length > 0 ? nowFailing : nowWorking
    if (changed.length === 0) return
    const [first, ...others] = changed
    const run = () => {
      if (first && others.length === 0) return enter(workspaceId, { connectorId: first.id })
      enter(workspaceId)
      view.showTab('installed')
    }
    const namesOf = (list: typeof changed) => list.map(({ name }) => name)
    const working = words.schedule.nowWorking(namesOf(nowWorking))
    const details = { subjects: [`tests:${workspaceId}`], workspaceId, action: { label: words.schedule.show, run } }
    if (nowFailing.length === 0) return toasts.success(working, details)
    toasts.bad(words.schedule.nowFailing(namesOf(nowFailing)), {
      ...details,
      ...(nowWorking.length > 0 && { description: `${working}.` }),
    })
  }

  return { test, testMany, showNews, markError, markErrors }
}
