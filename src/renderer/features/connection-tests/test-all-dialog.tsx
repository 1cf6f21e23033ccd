import { testsText } from '../../text/connection-tests.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Progress } from '../../ui/states/progress.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'
import { type Part, useTestAll } from './use-test-all.ts'

const words = testsText.everywhere

/** Tests the active connectors of all workspaces, and says per workspace what came of it. */
export function TestAllDialog() {
  const { view } = useStores()
  const { parts, locked, error, state, start, stop } = useTestAll()
  const total = (parts ?? []).reduce((sum, { ids }) => sum + ids.length, 0)
  const over = (parts ?? []).filter((part) => part.outcome !== null || part.error !== null)
  const ok = over.reduce((sum, { outcome }) => sum + (outcome?.ok ?? 0), 0)
  const failed = over.reduce((sum, { outcome }) => sum + (outcome?.failed ?? 0), 0)
  const titles = {
    waiting: words.title,
    running: testsText.many.running(total),
    stopped: testsText.many.wasStopped,
    done: testsText.many.done(ok, ok + failed),
  }
  return (
    <Dialog
      title={titles[state]}
      onClose={view.close}
      footer={
        <>
          {state === 'running' && (
            <Button className="me-auto" onClick={stop}>
              {testsText.many.stop}
            </Button>
          )}
          <DialogClose>{state === 'waiting' ? text.common.cancel : text.common.close}</DialogClose>
          {state === 'waiting' && total > 0 && (
            <Button variant="primary" onClick={start}>
              {words.start(total)}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {error && (
          <Notice kind="bad" isAlert>
            {errorMessage(error)}
          </Notice>
        )}
        {state === 'running' && (
          <div role="status" className="flex flex-col gap-2">
            <Progress
              label={testsText.many.bar}
              done={over.reduce((sum, { ids }) => sum + ids.length, 0)}
              total={total}
            />
            <p className="text-text-muted">{words.stopsHere}</p>
          </div>
        )}
        {parts && total === 0 && <p className="text-text-muted">{testsText.many.none}</p>}
        {total > 0 && (
          <ul aria-label={text.overview.workspaces} className="divide-y divide-line rounded-card border border-line">
            {parts?.map((part) => (
              <PartRow key={part.workspace.id} part={part} />
            ))}
          </ul>
        )}
        {locked.length > 0 && <p className="text-text-muted">{words.locked(locked.map(({ name }) => name))}</p>}
      </div>
    </Dialog>
  )
}

function PartRow({ part: { workspace, ids, outcome, error } }: { part: Part }) {
  const { enter, view } = useStores()
  return (
    <li className="flex min-h-10 items-center gap-3 px-3 py-1.5">
      <WorkspaceLetter workspace={workspace} />
      <span className="min-w-0 flex-1 truncate font-medium">{workspace.name}</span>
      <span className={error ? 'text-bad' : 'text-text-muted tabular-nums'}>
        {error ? errorMessage(error) : outcome ? words.outcome(outcome.ok, outcome.failed) : words.active(ids.length)}
      </span>
      {outcome !== null && outcome.failed > 0 && (
        <Button
          size="s"
          aria-label={text.overview.showThese(text.overview.mend.show(outcome.failed), workspace.name)}
          onClick={() => {
            view.close()
            enter(workspace.id, { trouble: 'errors' })
          }}
        >
          {text.overview.mend.show(outcome.failed)}
        </Button>
      )}
    </li>
  )
}
