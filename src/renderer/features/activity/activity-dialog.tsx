import type { Activity, FieldChange } from '../../../contract/groups/activity.ts'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { useActivity } from './use-activity.ts'

const words = text.activity

/** What was done in a workspace, with the fields that changed; gives a connector a former configuration again. */
export function ActivityDialog({ workspaceId }: { workspaceId: string }) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const { items, error, busyId, hasMore, more, retry, restore } = useActivity(workspaceId)
  if (!workspace) return null
  return (
    <Dialog
      title={words.title}
      description={words.hint}
      workspace={workspace}
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      {error && (
        <Notice kind="bad" isAlert>
          <p>
            {words.listFailed}: {errorMessage(error)}
          </p>
          <Button size="s" className="mt-2" onClick={() => void retry()}>
            {text.common.retry}
          </Button>
        </Notice>
      )}
      {!error && !items && (
        <p role="status" className="animate-skeleton text-sm text-text-muted">
          {text.common.loading}
        </p>
      )}
      {items?.length === 0 && <p className="text-sm text-text-muted">{words.empty}</p>}
      {items && items.length > 0 && (
        <ul
          aria-label={words.list}
          className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
        >
          {items.map((item) => (
            <Entry
              key={item.id}
              item={item}
              isBusy={busyId === item.id}
              {...(item.hasConfig && mayChange(workspace) && { onRestore: () => void restore(item) })}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button className="mt-3" onClick={() => void more()}>
          {words.more}
        </Button>
      )}
    </Dialog>
  )
}

interface EntryProps {
  item: Activity
  isBusy: boolean
  /** Absent where the configuration is not kept or the person may not change it. */
  onRestore?: () => void
}

function Entry({ item, isBusy, onRestore }: EntryProps) {
  const { action, subjectName, at, person, fields, isSigned } = item
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium break-words">
          {words.action(action)}
          {subjectName !== null && ` · ${subjectName}`}
        </p>
        <p className="text-xs text-text-muted">
          <Instant at={at} /> {words.by(person.name)}
          {!isSigned && ` · ${words.notSigned}`}
        </p>
        {fields.length > 0 && (
          <dl className="mt-1 text-xs">
            {fields.map((field) => (
              <div key={`${field.path} ${field.hidden ?? ''}`} className="flex flex-wrap gap-x-2">
                <dt className="text-text-muted">{field.path}</dt>
                <dd className="min-w-0 break-words">{changeOf(field)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {onRestore && (
        <Button size="s" busy={isBusy} aria-label={words.restoreNamed(subjectName ?? '')} onClick={onRestore}>
          {words.restore}
        </Button>
      )}
    </li>
  )
}

function changeOf({ from, to, hidden }: FieldChange): string {
  if (hidden) return words.hidden[hidden]
  return from === undefined ? valueOf(to) : `${valueOf(from)} → ${valueOf(to)}`
}

const valueOf = (value: unknown): string =>
  value === undefined ? words.nothing : typeof value === 'string' ? value : JSON.stringify(value)
