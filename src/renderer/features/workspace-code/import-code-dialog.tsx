import { IconCircleCheck, IconFileOff, IconFolderOpen } from '@tabler/icons-react'
import { useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { CodePlan } from '../../../contract/groups/files/workspace-code.ts'
import type { FileFault } from '../../../shared/files/file-faults.ts'
import { isChange } from '../../../shared/text/code-files.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { codeText as words } from '../../text/workspace-code.ts'
import { faultMessage } from '../../text/file-fault-wording.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Progress } from '../../ui/states/progress.tsx'
import { ChooseCode } from './choose-code.tsx'
import { PlanList } from './plan-list.tsx'
import { type CodeImport, itemKey, useCodeImport } from './use-code-import.ts'

/** Imports connectors from a folder or files: choose, see what would change, decide on each, import. */
export function ImportCodeDialog({ workspaceId }: { workspaceId: string }) {
  const workspace = useWorkspaceById(workspaceId)
  return workspace && <ImportCode workspace={workspace} />
}

function ImportCode({ workspace }: { workspace: Workspace }) {
  const { toasts, view } = useStores()
  const { id: workspaceId } = workspace
  const [isAsking, ask] = useState(false)
  const job = useCodeImport(workspaceId, (done) => {
    const counts = countsOf(done, new Set())
    const total = counts.created + counts.changed + counts.deleted
    toasts.success(words.done(total), {
      ...{ subjects: ['code'], workspaceId },
      description: words.doneCounts(counts),
    })
    view.close()
    view.showTab('installed')
  })
  const { work, plan, kept } = job.state
  const counts = plan ? countsOf(plan, kept) : { created: 0, changed: 0, deleted: 0 }
  const count = counts.created + counts.changed + counts.deleted
  const submit = () => (workspace.isProduction ? ask(true) : void job.apply())
  return (
    <Dialog
      title={words.dialogTitle}
      description={plan || work ? undefined : words.intro}
      workspace={workspace}
      size="l"
      // Closing would hide the work without stopping it.
      onClose={work ? job.stop : view.close}
      footer={
        work ? (
          <Button onClick={job.stop}>{words.stop}</Button>
        ) : (
          <>
            {plan && (
              <Button variant="quiet" className="me-auto" onClick={job.restart}>
                {words.others}
              </Button>
            )}
            <DialogClose>{text.common.cancel}</DialogClose>
            {plan && (
              <Button variant="primary" disabled={count === 0} onClick={submit}>
                {words.apply(count)}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="flex min-h-24 flex-col gap-4">
        {work ? <Working state={job.state} /> : <Idle job={job} counts={counts} />}
      </div>
      {isAsking && (
        <Confirm
          title={words.applyTitle}
          body={text.workspaces.productionBody}
          workspace={workspace}
          asksName="production"
          confirmLabel={words.apply(count)}
          onConfirm={() => {
            ask(false)
            void job.apply()
          }}
          onClose={() => ask(false)}
        />
      )}
    </Dialog>
  )
}

type Counts = Record<'created' | 'changed' | 'deleted', number>

function countsOf({ items }: CodePlan, kept: ReadonlySet<string>): Counts {
  const changes = items.filter((item) => isChange(item) && !kept.has(itemKey(item)))
  const of = (kind: string) => changes.filter((item) => item.kind === kind).length
  return { created: of('create'), changed: of('update'), deleted: of('delete') }
}

function Working({ state: { work, progress } }: Pick<CodeImport, 'state'>) {
  const { phase, done, total } = progress
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <p className="text-sm text-text-muted">{work === 'reading' ? words.reading : words.phases[phase]}</p>
      <Progress label={words.progress} done={done} total={total} />
    </div>
  )
}

/** Where files are to be chosen, or what they would change. */
function Idle({ job, counts }: { job: CodeImport; counts: Counts }) {
  const { files, plan, prune, kept, error, isStale } = job.state
  if (!plan)
    return (
      <>
        {error && <Failure title={words.planFailed} error={error} />}
        {files?.length === 0 ? (
          <EmptyState icon={IconFileOff} title={words.planFailed} body={words.empty}>
            <ChooseCode onChoose={job.choose} />
          </EmptyState>
        ) : (
          <div className="flex flex-1 flex-wrap items-center justify-center gap-2 rounded-card border border-dashed border-line-strong px-4 py-8">
            <IconFolderOpen size={20} aria-hidden className="text-text-muted" />
            <ChooseCode onChoose={job.choose} />
          </div>
        )}
      </>
    )
  const hasChanges = plan.items.length > 0
  return (
    <>
      {isStale && (
        <Notice kind="warn" isAlert>
          {words.stale}
        </Notice>
      )}
      {error && <Failure title={words.applyFailed} error={error} />}
      {hasChanges && (
        <p role="status" className="text-sm font-medium">
          {words.counts(counts, plan.unchanged)}
        </p>
      )}
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={prune} onChange={({ target }) => job.setPrune(target.checked)} />
        <span>
          {words.prune} <span className="text-text-muted">{words.pruneHint}</span>
        </span>
      </label>
      {hasChanges ? (
        <PlanList plan={plan} kept={kept} onKeep={job.keep} />
      ) : (
        <EmptyState icon={IconCircleCheck} title={words.nothing} body={words.nothingBody(plan.unchanged)} />
      )}
    </>
  )
}

/** What went wrong; of mistakes in the files all of them, each with its file, line and column. */
function Failure({ title, error }: { title: string; error: AppError }) {
  const { problems, more } = error.values as { problems?: readonly FileFault[]; more?: number }
  if (error.reason !== 'bad_code' || !problems)
    return (
      <Notice kind="bad" isAlert>
        <p className="font-medium">{title}</p>
        <p>{errorMessage(error)}</p>
      </Notice>
    )
  return (
    <Notice kind="bad" isAlert>
      <p className="font-medium">{title}</p>
      <p>{words.problemsBody(problems.length + (more ?? 0))}</p>
      <ul aria-label={words.problems} className="mt-2 flex flex-col gap-1 font-mono text-xs wrap-anywhere">
        {problems.map(faultMessage).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {more !== undefined && more > 0 && <p className="mt-1 text-xs">{words.moreProblems(more)}</p>}
    </Notice>
  )
}
