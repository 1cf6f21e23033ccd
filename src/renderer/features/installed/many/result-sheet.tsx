import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { ManyResult } from '../../../../contract/groups/connectors.ts'
import { useStores, useWorkspaceById } from '../../../stores/context.ts'
import type { ManyVerb } from '../../../stores/view-store.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialog.tsx'

const words = text.installed.many

interface ResultSheetProps {
  workspaceId: string
  verb: ManyVerb
  results: readonly ManyResult[]
}

/** What became of each of many connectors, the worst group first and the good ones folded. */
export function ResultSheet({ workspaceId, verb, results }: ResultSheetProps) {
  const { toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const of = (outcome: ManyResult['outcome']) => results.filter((one) => one.outcome === outcome)
  const [done, skipped, failed] = [of('done'), of('skipped'), of('failed')]
  const copy = async () => {
    const lines = [...failed, ...skipped, ...done].map(
      ({ id, name, outcome, reason }) =>
        `${name ?? id}\t${words.outcomes[outcome]}${reason === null ? '' : `\t${words.reasons[reason]}`}`,
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
      title={words.done[verb](done.length, results.length)}
      workspace={workspace}
      onClose={view.close}
      bodyLabel={words.results}
      footer={
        <>
          <Button className="mr-auto" onClick={() => void copy()}>
            {words.copy}
          </Button>
          <DialogClose>{text.common.close}</DialogClose>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {failed.length > 0 && (
          <Group
            title={words.outcomes.failed}
            icon={<IconAlertTriangle size={16} aria-hidden className="text-bad" />}
            results={failed}
          />
        )}
        {skipped.length > 0 && (
          <Group
            title={words.outcomes.skipped}
            icon={<IconCircleMinus size={16} aria-hidden className="text-text-muted" />}
            results={skipped}
          />
        )}
        {done.length > 0 && (
          <Group
            title={words.outcomes.done}
            icon={<IconCircleCheck size={16} aria-hidden className="text-good" />}
            results={done}
            isFolded
          />
        )}
      </div>
    </Dialog>
  )
}

interface GroupProps {
  title: string
  icon: ReactNode
  results: readonly ManyResult[]
  isFolded?: boolean
}

function Group({ title, icon, results, isFolded = false }: GroupProps) {
  const [isOpen, setOpen] = useState(!isFolded)
  return (
    <section>
      <h3>
        <Button
          variant="quiet"
          aria-expanded={isOpen}
          className="w-full justify-start! text-text!"
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={14} aria-hidden className={isOpen ? 'rotate-90' : ''} />
          {icon}
          {title}
          <span className="text-text-muted tabular-nums">{results.length.toLocaleString('en')}</span>
        </Button>
      </h3>
      {isOpen && (
        <ul className="max-h-72 overflow-y-auto rounded-card border border-line">
          {results.map(({ id, name, reason }) => (
            <li key={id} className="flex min-h-9 items-center gap-3 border-line px-3 text-sm not-first:border-t">
              <span className="truncate font-medium">{name ?? id}</span>
              {reason !== null && <span className="ml-auto text-text-muted">{words.reasons[reason]}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
