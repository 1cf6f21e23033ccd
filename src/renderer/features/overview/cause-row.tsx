import { IconChevronRight } from '@tabler/icons-react'
import { useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { type Cell, cellProps } from '../../ui/cards/cell.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'
import type { Cause } from './causes.ts'
import { useMend } from './use-mend.ts'

const words = text.overview

interface CauseRowProps extends Cell {
  item: Cause
}

/** Several connectors that one thing is the matter with; the row opens to show them. */
export function CauseRow({ item, ...cell }: CauseRowProps) {
  const { workspaceId, condition, members, isOpen, toggle } = item
  const workspace = useWorkspaceById(workspaceId)
  const mend = useMend(workspaceId, condition, members)
  const [first] = members
  if (!workspace || !first) return null
  const { connector } = first
  const title = words.causes[condition](connector)
  return (
    <div
      {...cellProps(cell)}
      className="flex min-w-0 flex-1 items-center gap-3 border-b border-line bg-surface-sunken py-1.5 pe-3 ps-1"
    >
      <Button
        variant="quiet"
        size="s"
        tabIndex={cell.isCurrent ? 0 : -1}
        aria-expanded={isOpen}
        aria-label={words.showMembers(members.length, title)}
        icon={<IconChevronRight size={16} aria-hidden className={isOpen ? 'rotate-90' : 'rtl:rotate-180'} />}
        onClick={toggle}
      />
      <WorkspaceLetter workspace={workspace} />
      <EntryIcon icon={connector.icon} name={connector.catalogName} size="s" />
      <div className="min-w-0 flex-1">
        <p id={cell.titleId} className="truncate text-sm font-medium" title={title}>
          {title}
        </p>
        <p className="truncate text-xs text-text-muted">{words.membersOf(members.length, workspace.name)}</p>
      </div>
      <Button
        size="s"
        tabIndex={cell.isCurrent ? 0 : -1}
        aria-label={words.mendNamed(mend.label, title)}
        busy={mend.isBusy}
        onClick={mend.run}
      >
        {mend.label}
      </Button>
    </div>
  )
}
