import {
  type Icon,
  IconAlertTriangle,
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlus,
  IconPoint,
  IconRestore,
  IconTrash,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { moment } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { RowSkeletons } from '../../ui/states/skeleton.tsx'
import { useToday } from '../../ui/today.ts'
import { Diff } from '../../ui/diff.tsx'
import { entriesOf, type Entry } from './entries.ts'
import { RestoreButton } from './restore-button.tsx'
import { useActivity } from './use-activity.ts'

const words = text.activity

const ICONS: Record<string, Icon> = {
  'connector.install': IconPlus,
  'connector.duplicate': IconCopy,
  'connector.update': IconPencil,
  'connector.active': IconPlayerPlay,
  'connector.inactive': IconPlayerPause,
  'connector.error': IconAlertTriangle,
  'connector.test': IconPlugConnected,
  'connector.remove': IconTrash,
  'connector.restore': IconRestore,
}

interface ConnectorActivityProps {
  workspaceId: string
  connectorId: string
}

/** What was done to one connector, the newest first, with each change of its fields and a way back to its configuration then. */
export function ConnectorActivity({ workspaceId, connectorId }: ConnectorActivityProps) {
  const filters = useMemo(() => ({ connector: connectorId }), [connectorId])
  const { items, error, hasMore, more, retry } = useActivity(workspaceId, filters)
  const today = useToday()
  const entries = useMemo(() => entriesOf(items ?? [], today), [items, today])
  if (!items && !error) return <RowSkeletons />
  return (
    <div className="flex flex-col gap-4">
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
      {items?.length === 0 && <p className="text-sm text-text-muted">{words.emptyTitle}</p>}
      <ol aria-label={words.list} className="flex flex-col gap-4">
        {entries.map((entry) => (
          <Item key={entry.activity.id} entry={entry} workspaceId={workspaceId} />
        ))}
      </ol>
      {hasMore && (
        <Button className="self-start" onClick={() => void more()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

function Item({ entry, workspaceId }: { entry: Entry; workspaceId: string }) {
  const { activity, day, isClockBack, isSigned } = entry
  const { action, at, person, fields } = activity
  const ActionIcon = ICONS[action] ?? IconPoint
  // The status has its verb, and a new connector is described by its settings.
  const isDiff = action === 'connector.update'
  return (
    <li>
      {day !== null && <h3 className="mb-3 text-xs font-semibold text-text-muted">{day}</h3>}
      <div className="flex items-start gap-3 text-sm/6">
        <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-surface-sunken text-text-muted">
          <ActionIcon size={14} aria-hidden />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex gap-2">
            <p className="min-w-0 flex-1 wrap-anywhere">
              <bdi className="font-medium">{person.name}</bdi>{' '}
              <span className="text-text-muted">{words.sentenceOfOne(activity)}</span>
              {isClockBack && <span className="text-warn"> · {words.clockBack}</span>}
              {!isSigned && <span className="text-xs text-text-muted"> · {words.notSigned}</span>}
            </p>
            <time dateTime={at} title={moment(at)} className="shrink-0 text-text-muted">
              {words.time(at)}
            </time>
          </div>
          {isDiff && fields.length > 0 && (
            <div className="mt-1">
              <Diff fields={fields} />
            </div>
          )}
          <div className="mt-2 empty:hidden">
            <RestoreButton workspaceId={workspaceId} entry={activity} />
          </div>
        </div>
      </div>
    </li>
  )
}
