import type { TrashedConnector } from '../../../contract/groups/trash.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Instant } from '../../ui/instant.tsx'

interface TrashRowProps {
  connector: TrashedConnector
  isBusy: boolean
  /** Absent for members, who may not restore. */
  onRestore?: () => void
}

/** One deleted connector. */
export function TrashRow({ connector, isBusy, onRestore }: TrashRowProps) {
  const { name, catalogName, icon, deletedAt, deletedByName } = connector
  return (
    <li className="flex items-center gap-3 py-2 pr-2 pl-3">
      <EntryIcon icon={icon} name={catalogName} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate text-xs text-text-muted">
          {catalogName} · <Instant at={deletedAt} /> {text.trash.deletedBy(deletedByName)}
        </p>
      </div>
      {onRestore && (
        <Button size="s" busy={isBusy} aria-label={text.trash.restoreNamed(name)} onClick={onRestore}>
          {text.trash.restore}
        </Button>
      )}
    </li>
  )
}
