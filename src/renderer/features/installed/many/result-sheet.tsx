import type { ManyResult } from '../../../../contract/groups/connectors.ts'
import { useStores, useWorkspaceById } from '../../../stores/context.ts'
import type { ManyVerb } from '../../../stores/view-store.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialogs/dialog.tsx'
import { ResultGroup } from '../../../ui/result-group.tsx'

const words = text.installed.many

const ORDER = ['failed', 'skipped', 'done'] as const

const KINDS = { failed: 'bad', skipped: 'none', done: 'good' } as const

interface ResultSheetProps {
  workspaceId: string
  verb: ManyVerb
  results: readonly ManyResult[]
}

/** What became of each of many connectors, the worst group first and the good ones folded. */
export function ResultSheet({ workspaceId, verb, results }: ResultSheetProps) {
  const { toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const groups = ORDER.map((outcome) => ({ outcome, items: results.filter((one) => one.outcome === outcome) }))
  const done = results.filter(({ outcome }) => outcome === 'done').length
  const copy = async () => {
    const lines = groups.flatMap(({ outcome, items }) =>
      items.map(
        ({ id, name, reason }) =>
          `${name ?? id}\t${words.outcomes[outcome]}${reason === null ? '' : `\t${words.reasons[reason]}`}`,
      ),
    )
    try {
      await navigator.clipboard.writeText(lines.join('\n'))
      toasts.success(words.copied)
    } catch (error) {
      toasts.failure(words.notCopied, error)
    }
  }
  return (
    <Dialog
      title={words.done[verb](done, results.length)}
      workspace={workspace}
      onClose={view.close}
      bodyLabel={words.results}
      footer={
        <>
          <Button className="me-auto" onClick={() => void copy()}>
            {words.copy}
          </Button>
          <DialogClose>{text.common.close}</DialogClose>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {groups.map(
          ({ outcome, items }) =>
            items.length > 0 && (
              <ResultGroup key={outcome} title={words.outcomes[outcome]} kind={KINDS[outcome]} count={items.length}>
                {items.map(({ id, name, reason }) => (
                  <li key={id} className="flex min-h-9 items-center gap-3 border-line px-3 text-sm not-first:border-t">
                    <span className="truncate font-medium">{name ?? id}</span>
                    {reason !== null && <span className="ms-auto text-text-muted">{words.reasons[reason]}</span>}
                  </li>
                ))}
              </ResultGroup>
            ),
        )}
      </div>
    </Dialog>
  )
}
