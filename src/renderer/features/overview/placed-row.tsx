import { memo, useContext } from 'react'
import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import { formatIdentity } from '../../../shared/search/identity.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import type { CardProps } from '../../ui/cards/card-grid-cell.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { matchNotes } from '../../ui/cards/match-notes.ts'
import { StatusBadge } from '../../ui/cards/status-badge.tsx'
import { Marked, MatchTerms } from '../../ui/marked.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'

/** A connector of any workspace in a list of all of them. */
export const PlacedRow = memo(function PlacedRow({ item, isCurrent, titleId }: CardProps<PlacedConnector>) {
  const { enter } = useStores()
  const workspace = useWorkspaceById(item.workspaceId)
  const terms = useContext(MatchTerms)
  if (!workspace) return null
  const { connector } = item
  const identity = connector.identity === null ? null : formatIdentity(connector.identity)
  const notes = [...(identity === null ? [] : [identity]), ...matchNotes(connector, terms)].join(' · ')
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 border-b border-line py-1.5 pr-3 pl-4 hover:bg-surface-hover">
      <WorkspaceLetter workspace={workspace} />
      <EntryIcon icon={connector.icon} name={connector.catalogName} size="s" />
      <div className="min-w-0 flex-1 basis-0">
        <p id={titleId} className="truncate text-sm font-medium">
          <Marked>{connector.name}</Marked>
        </p>
        <p className="truncate text-xs text-text-muted" title={`${workspace.name} · ${notes}`}>
          {workspace.name}
          {notes !== '' && ' · '}
          <Marked>{notes}</Marked>
        </p>
      </div>
      <div className="flex min-w-0 flex-1 basis-0 max-sm:hidden">
        <StatusBadge card={connector} />
      </div>
      <Button
        size="s"
        tabIndex={isCurrent ? 0 : -1}
        aria-label={text.overview.openNamed(connector.name, workspace.name)}
        onClick={() => enter(item.workspaceId, { connectorId: connector.id })}
      >
        {text.overview.open}
      </Button>
    </div>
  )
})
