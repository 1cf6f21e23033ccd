import { IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { ManyTestResult } from '../../../contract/groups/connection-tests.ts'
import { connectorsOf } from '../../stores/connector-store.ts'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import type { TestRun } from '../../stores/tests/test-store.ts'
import { testsText } from '../../text/connection-tests.ts'
import { testMessage } from '../../text/test-wording.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { ResultGroup } from '../../ui/result-group.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Progress } from '../../ui/states/progress.tsx'

const words = testsText.many

/** A run of connection tests: how far it is, and then what became of each connector. */
export function TestsDialog({ workspaceId }: { workspaceId: string }) {
  const { tests } = useStores()
  const run = useStore(tests.store, (state) => (state.run?.workspaceId === workspaceId ? state.run : null))
  if (run?.results) return <Report run={run} results={run.results} />
  return <Running workspaceId={workspaceId} run={run} />
}

function Running({ workspaceId, run }: { workspaceId: string; run: TestRun | null }) {
  const { tests, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const [isStopping, setStopping] = useState(false)
  const error = run?.error ?? null
  const isOver = run === null || error !== null
  return (
    <Dialog
      title={error ? words.notRun : words.running(run?.total ?? 0)}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          {!isOver && (
            <Button
              className="me-auto"
              icon={<IconPlayerStop size={16} aria-hidden />}
              busy={isStopping}
              onClick={() => {
                setStopping(true)
                tests.stop(workspaceId)
              }}
            >
              {words.stop}
            </Button>
          )}
          <DialogClose>{text.common.close}</DialogClose>
          {error?.code === 'locked' && (
            <Button variant="primary" onClick={() => view.open({ kind: 'key', workspaceId })}>
              {words.unlock}
            </Button>
          )}
        </>
      }
    >
      {error ? (
        <Notice kind={error.code === 'locked' ? 'warn' : 'bad'} isAlert>
          {errorMessage(error)}
        </Notice>
      ) : (
        <div role="status" className="flex flex-col gap-2 text-sm">
          <Progress label={words.bar} done={run?.done ?? 0} total={run?.total ?? 0} />
          <p className="tabular-nums">{words.progress(run?.done ?? 0, run?.failed ?? 0)}</p>
          <p className="text-text-muted">{words.goesOn}</p>
        </div>
      )}
    </Dialog>
  )
}

const ORDER = ['failed', 'cancelled', 'skipped', 'ok'] as const

const KINDS = { failed: 'bad', cancelled: 'none', skipped: 'none', ok: 'good' } as const

/** What became of each connector, the worst group first and the good ones folded. */
function Report({ run, results }: { run: TestRun; results: readonly ManyTestResult[] }) {
  const { connectors, enter, tests, toasts, view } = useStores()
  const { workspaceId } = run
  const workspace = useWorkspaceById(workspaceId)
  const cards = useStore(connectors.store, (state) => connectorsOf(state, workspaceId).cards)
  const [isBusy, setBusy] = useState(false)
  const groups = ORDER.map((outcome) => ({ outcome, items: results.filter((one) => one.outcome === outcome) }))
  const tested = results.filter(({ outcome }) => outcome === 'ok' || outcome === 'failed').length
  const ok = results.filter(({ outcome }) => outcome === 'ok').length
  const marked = new Set((cards ?? []).filter(({ status }) => status === 'error').map(({ id }) => id))
  const toMark = results.flatMap(({ id, result }) =>
    result && result.isLasting && result.message !== null && !marked.has(id) ? [{ id, message: result.message }] : [],
  )
  const mark = async () => {
    setBusy(true)
    try {
      const count = await tests.markErrors(workspaceId, toMark)
      toasts.success(words.marked(count), { workspaceId })
    } catch (error) {
      toasts.failure(words.mark(toMark.length), error, { workspaceId })
    } finally {
      setBusy(false)
    }
  }
  const copy = async () => {
    const lines = groups.flatMap(({ items }) =>
      items.map((one) => `${one.name}\t${words.outcomes[one.outcome]}\t${detailOf(one)}`),
    )
    try {
      await navigator.clipboard.writeText(lines.join('\n'))
      toasts.success(text.installed.many.copied)
    } catch (error) {
      toasts.failure(text.installed.many.notCopied, error)
    }
  }
  const show = (connectorId: string) => {
    view.close()
    enter(workspaceId, { connectorId })
  }
  return (
    <Dialog
      title={run.isCancelled ? words.wasStopped : words.done(ok, tested)}
      workspace={workspace}
      onClose={view.close}
      bodyLabel={words.results}
      footer={
        <>
          <Button className="me-auto" onClick={() => void copy()}>
            {text.installed.many.copy}
          </Button>
          {toMark.length > 0 && workspace && mayChange(workspace) && (
            <Button busy={isBusy} onClick={() => void mark()}>
              {words.mark(toMark.length)}
            </Button>
          )}
          <DialogClose>{text.common.close}</DialogClose>
        </>
      }
    >
      {results.length === 0 ? (
        <p className="text-sm text-text-muted">{words.none}</p>
      ) : (
        <div className="flex flex-col gap-4">
          {groups.map(
            ({ outcome, items }) =>
              items.length > 0 && (
                <ResultGroup key={outcome} title={words.outcomes[outcome]} kind={KINDS[outcome]} count={items.length}>
                  {items.map((one) => (
                    <li key={one.id} className="border-line px-3 py-2 text-sm not-first:border-t">
                      <Button variant="link" className="max-w-full text-sm! font-medium" onClick={() => show(one.id)}>
                        <bdi className="truncate">{one.name}</bdi>
                      </Button>
                      <p className="wrap-anywhere text-text-muted">{detailOf(one)}</p>
                    </li>
                  ))}
                </ResultGroup>
              ),
          )}
        </div>
      )}
    </Dialog>
  )
}

/** What stands beside the name of a connector. */
function detailOf({ outcome, result }: ManyTestResult): string {
  if (outcome === 'skipped') return words.skipped
  if (!result) return words.cancelled
  if (!result.ok) return testMessage(result)
  const same = result.sameAccount.map(({ name }) => name)
  const account = testsText.asAccount(result.account?.name ?? null, result.milliseconds)
  return same.length === 0 ? account : `${account} ${testsText.sameAs(same)}`
}
