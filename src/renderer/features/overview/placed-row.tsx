import { memo, useContext } from 'react'
import { stateOf } from '../../../shared/connector-state.ts'
import { formatIdentity } from '../../../shared/search/identity.ts'
import { useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { type Cell, cellProps } from '../../ui/cards/cell.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { matchNotes } from '../../ui/cards/match-notes.ts'
import { classNames } from '../../ui/class-names.ts'
import { StatusBadge } from '../../ui/cards/status-badge.tsx'
import { Marked, MatchTerms } from '../../ui/marked.tsx'
import { useToday } from '../../ui/today.ts'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'
import { CauseRow } from './cause-row.tsx'
import type { Cause, OverviewItem } from './causes.ts'
import { useMend } from './use-mend.ts'

interface PlacedRowProps extends Cell {
  item: OverviewItem
}

/** A connector of any workspace in a list of all of them. */
export const PlacedRow = memo(function PlacedRow({ item, ...cell }: PlacedRowProps) {
  return item.kind === 'cause' ? <CauseRow item={item} {...cell} /> : <ConnectorRow item={item} {...cell} />
})

interface ConnectorRowProps extends Cell {
  item: Exclude<OverviewItem, Cause>
}

function ConnectorRow({ item, ...cell }: ConnectorRowProps) {
  const workspace = useWorkspaceById(item.workspaceId)
  const terms = useContext(MatchTerms)
  const { condition } = stateOf(item.connector, useToday(item.connector.secretExpiresAt !== null))
  const mend = useMend(item.workspaceId, condition, [item])
  if (!workspace) return null
  const { connector } = item
  const identity = connector.identity === null ? null : formatIdentity(connector.identity)
  const notes = [...(identity === null ? [] : [identity]), ...matchNotes(connector, terms)].join(' · ')
  return (
    <div
      {...cellProps(cell)}
      className={classNames(
        'flex min-w-0 flex-1 items-center gap-3 border-b border-line py-1.5 pe-3 hover:bg-surface-hover',
        item.isInside ? 'ps-11' : 'ps-4',
      )}
    >
      <WorkspaceLetter workspace={workspace} />
      <EntryIcon icon={connector.icon} name={connector.catalogName} size="s" />
      <div className="min-w-0 flex-1 basis-0">
        <p id={cell.titleId} className="truncate text-sm font-medium">
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
      {/* As wide for every word, so badges stand below each other. */}
      <div className="flex justify-end sm:w-32 sm:shrink-0">
        <Button
          size="s"
          tabIndex={cell.isCurrent ? 0 : -1}
          aria-label={text.overview.mendNamed(mend.label, text.overview.inWorkspace(connector.name, workspace.name))}
          busy={mend.isBusy}
          onClick={mend.run}
        >
          {mend.label}
        </Button>
      </div>
    </div>
  )
}
