import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconClock,
  IconKeyOff,
  IconTrash,
} from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard as Connector, ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import type { CardProps } from '../../ui/cards/card-grid-cell.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Marked } from '../../ui/marked.tsx'
import { daysLeft } from '../../../shared/expiry.ts'
import { secretsText } from '../../text/en/secrets.ts'

export const ConnectorCard = memo(function ConnectorCard({ item, isCurrent, titleId }: CardProps<Connector>) {
  return (
    <div className="flex min-h-44 min-w-0 flex-1 flex-col rounded-card border border-line bg-surface p-4 shadow-card">
      <div className="flex items-start gap-3">
        <EntryIcon icon={item.icon} name={item.catalogName} />
        <div className="min-w-0 flex-1">
          <h2 id={titleId} className="truncate font-semibold" title={item.name}>
            <Marked>{item.name}</Marked>
          </h2>
          <div className="mt-0.5 flex items-center justify-between gap-2">
            <p className="truncate text-xs text-text-muted">
              <Marked>{item.catalogName}</Marked>
            </p>
            <StatusBadge status={item.status} />
          </div>
        </div>
      </div>
      <div className="mt-3 flex flex-1 flex-col gap-2">
        {item.statusMessage !== null && (
          <p className="line-clamp-2 text-xs text-bad" title={item.statusMessage}>
            {item.statusMessage}
          </p>
        )}
        {item.attention > 0 && <OutdatedBadge item={item} tabIndex={isCurrent ? 0 : -1} />}
        <SecretBadges item={item} tabIndex={isCurrent ? 0 : -1} />
        {item.tags.length > 0 && <TagList tags={item.tags} />}
      </div>
      <p className="mt-2 mb-3 truncate text-xs text-text-muted">
        {text.installed.updated} <Instant at={item.updatedAt} /> {text.installed.by(item.updatedByName)}
      </p>
      <Actions item={item} tabIndex={isCurrent ? 0 : -1} />
    </div>
  )
})

/** Marks an outdated connector and opens the fields to update. */
function OutdatedBadge({ item, tabIndex }: { item: Connector; tabIndex: number }) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const label = text.outdated.badge(item.attention)
  const icon = <IconAlertTriangle size={14} aria-hidden />
  if (!mayChange(workspace))
    return (
      <div>
        <Badge tone="warn" icon={icon}>
          {label}
        </Badge>
      </div>
    )
  return (
    <Button
      size="s"
      tabIndex={tabIndex}
      icon={icon}
      className="self-start border-transparent bg-warn-soft text-warn hover:bg-warn-soft hover:underline"
      aria-label={text.outdated.badgeNamed(item.name, item.attention)}
      onClick={() => view.open({ kind: 'outdated', id: item.id, workspaceId: workspace.id })}
    >
      {label}
    </Button>
  )
}

function Actions({ item, tabIndex }: { item: Connector; tabIndex: number }) {
  const { connectors, view } = useStores()
  const workspace = useWorkspace()
  const isPending = useStore(connectors.store, (state) => item.id in state.pending)
  const configure = () => view.open({ kind: 'configure', id: item.id, workspaceId: workspace.id })
  if (!mayChange(workspace))
    return (
      <div className="flex">
        <Button size="s" tabIndex={tabIndex} aria-label={text.installed.viewNamed(item.name)} onClick={configure}>
          {text.installed.view}
        </Button>
      </div>
    )
  const isActive = item.status === 'active'
  return (
    <div className="flex items-center gap-1.5">
      <Button size="s" tabIndex={tabIndex} aria-label={text.installed.configureNamed(item.name)} onClick={configure}>
        {text.installed.configure}
      </Button>
      <Button
        size="s"
        tabIndex={tabIndex}
        aria-disabled={isPending}
        aria-label={isActive ? text.installed.deactivateNamed(item.name) : text.installed.activateNamed(item.name)}
        onClick={() => void connectors.setStatus(workspace.id, item, isActive ? 'inactive' : 'active')}
      >
        {isActive ? text.installed.deactivate : text.installed.activate}
      </Button>
      <Button
        size="s"
        variant="quiet"
        tabIndex={tabIndex}
        className="ml-auto hover:text-bad"
        icon={<IconTrash size={16} aria-hidden />}
        aria-label={text.installed.deleteNamed(item.name)}
        title={text.installed.deleteConfirm}
        onClick={() => view.open({ kind: 'delete', card: item, workspaceId: workspace.id })}
      />
    </div>
  )
}

const LOOKS: Record<ConnectorStatus, { tone: Tone; icon: typeof IconCircle }> = {
  active: { tone: 'good', icon: IconCircleCheckFilled },
  inactive: { tone: 'neutral', icon: IconCircle },
  error: { tone: 'bad', icon: IconAlertTriangle },
}

/** A connector's status as a word, a shape and a colour. */
function StatusBadge({ status }: { status: ConnectorStatus }) {
  const { tone, icon: Icon } = LOOKS[status]
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {text.installed.statuses[status]}
    </Badge>
  )
}

const SHOWN = 3

/** A connector's tags on one line; the tags that do not fit are counted, and a hover names all of them. */
function TagList({ tags }: { tags: readonly string[] }) {
  const rest = tags.slice(SHOWN)
  return (
    <ul aria-label={text.installed.tags} className="flex min-w-0 gap-1 overflow-hidden" title={tags.join(', ')}>
      {tags.slice(0, SHOWN).map((tag) => (
        <li key={tag} className="max-w-24 truncate rounded bg-surface-sunken px-1.5 text-xs text-text-muted">
          {tag}
        </li>
      ))}
      {rest.length > 0 && (
        <li className="shrink-0 text-xs text-text-muted">
          +{rest.length}
          <span className="sr-only">: {rest.join(', ')}</span>
        </li>
      )}
    </ul>
  )
}

/** A date this many days away or less is a warning. */
const SOON = 14

/** Marks connectors whose secrets must be entered again or have an expiry date. */
function SecretBadges({ item, tabIndex }: { item: Connector; tabIndex: number }) {
  const { view } = useStores()
  const { id: workspaceId } = useWorkspace()
  const [today] = useState(() => new Date())
  const days = item.secretExpiresAt === null ? null : daysLeft(item.secretExpiresAt, today)
  if (!item.needsSecrets && days === null) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {item.needsSecrets && (
        <Button
          size="s"
          tabIndex={tabIndex}
          icon={<IconKeyOff size={14} aria-hidden />}
          className="border-transparent bg-bad-soft! text-bad! hover:underline"
          aria-label={secretsText.enterAgainNamed(item.name)}
          onClick={() => view.open({ kind: 'configure', id: item.id, workspaceId })}
        >
          {secretsText.enterAgain}
        </Button>
      )}
      {days !== null && (
        <Badge tone={days < 0 ? 'bad' : days <= SOON ? 'warn' : 'neutral'} icon={<IconClock size={12} aria-hidden />}>
          {secretsText.expiry.badge(days)}
        </Badge>
      )}
    </div>
  )
}
