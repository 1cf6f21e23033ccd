import { IconAlertTriangle } from '@tabler/icons-react'
import type { AppError } from '../../../contract/errors.ts'
import type { TargetPreview } from '../../../contract/groups/targets.ts'
import { useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const words = text.targets

interface PreviewProps {
  /** Null until it is known. */
  preview: TargetPreview | null
  error: AppError | null
  onRetry: () => void
  /** Whether connectors are of several workspaces. */
  showsWorkspace: boolean
}

/** What a file would hold: the number of targets, those that will fail, and what stays out and why. */
export function PreviewOfExport({ preview, error, onRetry, showsWorkspace }: PreviewProps) {
  if (error)
    return (
      <Notice kind="bad" isAlert>
        <p>{errorMessage(error)}</p>
        <Button size="s" className="mt-2" onClick={onRetry}>
          {text.common.retry}
        </Button>
      </Notice>
    )
  if (!preview)
    return (
      <p role="status" className="animate-skeleton text-sm text-text-muted">
        {text.common.loading}
      </p>
    )
  const { count, warningCount, warnings, leftOutCount, leftOut } = preview
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm font-medium">
        {count === 0 ? words.nothing : words.goesOut(count)}
      </p>
      {count === 0 && <p className="text-sm text-text-muted">{words.nothingHint}</p>}
      {warningCount > 0 && (
        <Notice kind="warn">
          <p className="font-medium">{words.warned(warningCount)}</p>
          <List items={warnings} count={warningCount} showsWorkspace={showsWorkspace} />
        </Notice>
      )}
      {leftOutCount > 0 && (
        <details className="rounded-card border border-line text-sm">
          <summary className="px-3 py-2">{words.staysOut(leftOutCount)}</summary>
          <div className="border-t border-line px-3 py-2">
            <List items={leftOut} count={leftOutCount} showsWorkspace={showsWorkspace} />
          </div>
        </details>
      )}
    </div>
  )
}

type Item = TargetPreview['leftOut'][number] | TargetPreview['warnings'][number]

interface ListProps {
  items: readonly Item[]
  /** How many there are in all. */
  count: number
  showsWorkspace: boolean
}

const List = ({ items, count, showsWorkspace }: ListProps) => (
  <>
    <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto text-sm">
      {items.map((item) => (
        <Row key={item.id} item={item} showsWorkspace={showsWorkspace} />
      ))}
    </ul>
    {count > items.length && <p className="mt-1 text-xs text-text-muted">{words.more(count - items.length)}</p>}
  </>
)

function Row({ item: { workspaceId, name, reason }, showsWorkspace }: { item: Item; showsWorkspace: boolean }) {
  const workspace = useWorkspaceById(workspaceId)
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      {reason === 'error' && <IconAlertTriangle size={14} aria-hidden className="shrink-0 text-bad" />}
      <span className="truncate">
        <bdi>{name}</bdi>
        {showsWorkspace && workspace && <span className="text-text-muted"> · {workspace.name}</span>}
      </span>
      <span className="ms-auto shrink-0 text-text-muted">{words.reasons[reason]}</span>
    </li>
  )
}
