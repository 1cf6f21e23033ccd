import { IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import type { CatalogCard as Entry } from '../../../contract/groups/catalog.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { type Cell, cellProps } from '../../ui/cards/cell.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Marked } from '../../ui/marked.tsx'

export interface CatalogItem {
  entry: Entry
  /** The number of connectors of this entry in the current workspace. */
  installed: number
}

interface CatalogCardProps extends Cell {
  item: CatalogItem
}

export const CatalogCard = memo(function CatalogCard({ item, ...cell }: CatalogCardProps) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const { entry, installed } = item
  const tabIndex = cell.isCurrent ? 0 : -1
  return (
    <div
      {...cellProps(cell)}
      className="flex h-38 min-w-0 flex-1 flex-col rounded-card border border-line bg-surface px-4 pt-3 pb-2 shadow-card hover:border-line-strong"
    >
      <div className="flex items-start gap-3">
        <EntryIcon icon={entry.icon} name={entry.name} />
        <div className="min-w-0 flex-1">
          <h2 id={cell.titleId} className="truncate font-semibold" title={entry.name}>
            <Marked>{entry.name}</Marked>
          </h2>
          <p className="truncate text-xs text-text-muted">
            <Marked>{entry.category}</Marked>
          </p>
        </div>
      </div>
      <p className="mt-2 mb-auto line-clamp-2 text-sm text-text-muted">
        <Marked>{entry.description}</Marked>
      </p>
      <div className="flex items-center gap-1">
        {mayChange(workspace) && (
          <Button
            size="s"
            tabIndex={tabIndex}
            icon={<IconPlus size={15} aria-hidden />}
            aria-label={text.catalog.addNamed(entry.name)}
            onClick={() => view.open({ kind: 'add', key: entry.key, workspaceId: workspace.id })}
          >
            {text.catalog.add}
          </Button>
        )}
        <Button
          size="s"
          variant={mayChange(workspace) ? 'quiet' : 'secondary'}
          tabIndex={tabIndex}
          aria-label={text.catalog.detailsNamed(entry.name)}
          onClick={() => view.open({ kind: 'details', key: entry.key })}
        >
          {text.catalog.details}
        </Button>
        {installed > 0 && (
          <span className="ms-auto truncate text-xs text-text-muted">{text.catalog.installed(installed)}</span>
        )}
      </div>
    </div>
  )
})
