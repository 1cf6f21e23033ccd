import { memo } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard as Connector } from '../../../contract/groups/connectors.ts'
import { formatIdentity } from '../../../shared/search/identity.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { ago, shortDay } from '../../ui/instant.tsx'
import type { CardProps } from '../../ui/cards/card-grid-cell.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Marked } from '../../ui/marked.tsx'
import { StatusBadge } from '../../ui/cards/status-badge.tsx'
import { TagButton } from './tag-button.tsx'

/** A card has at most this many tags; its tooltip and the panel have all of them. */
const MAX_TAGS = 4

/** A connector as a card. */
export const ConnectorCard = memo(function ConnectorCard({ item, isCurrent, titleId }: CardProps<Connector>) {
  const { className, isSelected } = useMarks(item.id)
  const tabIndex = isCurrent ? 0 : -1
  return (
    <div className={`card ${className}`} data-colour={item.colour ?? undefined}>
      <Check item={item} isSelected={isSelected} tabIndex={tabIndex} />
      <div className="card-head">
        <EntryIcon icon={item.icon} name={item.catalogName} />
        <div className="min-w-0">
          <Name item={item} titleId={titleId} />
          <Identity item={item} />
        </div>
      </div>
      <Badge item={item} tabIndex={tabIndex} />
      <TagList item={item} tabIndex={tabIndex} />
      <Actions item={item} tabIndex={tabIndex} />
    </div>
  )
})

/** A connector as one row, with the same parts. */
export const ConnectorRow = memo(function ConnectorRow({ item, isCurrent, titleId }: CardProps<Connector>) {
  const { className, isSelected } = useMarks(item.id)
  const tabIndex = isCurrent ? 0 : -1
  return (
    <div className={`row ${className}`} data-colour={item.colour ?? undefined}>
      <Check item={item} isSelected={isSelected} tabIndex={tabIndex} />
      <EntryIcon icon={item.icon} name={item.catalogName} size="s" />
      <Name item={item} titleId={titleId} />
      <Identity item={item} />
      <Badge item={item} tabIndex={tabIndex} />
      <TagList item={item} tabIndex={tabIndex} />
      <time className="row-date" dateTime={item.updatedAt} title={lastChange(item)}>
        {shortDay(item.updatedAt)}
      </time>
      <Actions item={item} tabIndex={tabIndex} />
      <More item={item} tabIndex={tabIndex} />
    </div>
  )
})

interface PartProps {
  item: Connector
  tabIndex: number
}

/** Whether a card is selected, and the classes that show this and the open panel. */
function useMarks(id: string) {
  const { list } = useStores()
  const isSelected = useStore(list.store, ({ selected }) => selected.has(id))
  const isOpen = useStore(list.store, ({ panel }) => panel === id)
  return { isSelected, className: `${isSelected ? 'is-selected ' : ''}${isOpen ? 'is-open' : ''}` }
}

function Check({ item, isSelected, tabIndex }: PartProps & { isSelected: boolean }) {
  const { list } = useStores()
  return (
    <input
      type="checkbox"
      className="card-check"
      checked={isSelected}
      tabIndex={tabIndex}
      aria-label={text.installed.selectNamed(item.name)}
      onChange={() => list.toggle(item.id)}
    />
  )
}

const Name = ({ item, titleId }: { item: Connector; titleId: string }) => (
  <h2 id={titleId} className={item.isPinned ? 'card-name is-pinned i-pin' : 'card-name'} title={titleOf(item)}>
    <Marked>{item.name}</Marked>
  </h2>
)

/** The whole name, and what people want to remember about the connector. */
const titleOf = ({ name, description }: Connector) => (description === '' ? name : `${name}\n${description}`)

/** Which account or site it is; the type where nothing says so. */
function Identity({ item }: { item: Connector }) {
  const identity = item.identity === null ? item.catalogName : formatIdentity(item.identity)
  return (
    <p className="card-identity" title={`${identity} · ${item.catalogName} · ${lastChange(item)}`}>
      <Marked>{identity}</Marked>
    </p>
  )
}

const lastChange = ({ updatedAt, updatedByName }: Connector) =>
  `${text.installed.updated} ${ago(Date.parse(updatedAt), Date.now())} ${text.installed.by(updatedByName)}`

function Badge({ item, tabIndex }: PartProps) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const kind = item.attention > 0 ? 'outdated' : 'configure'
  return (
    <StatusBadge
      card={item}
      tabIndex={tabIndex}
      onMend={mayChange(workspace) ? () => view.open({ kind, id: item.id, workspaceId: workspace.id }) : undefined}
    />
  )
}

/** A connector's tags on one line. */
const TagList = ({ item: { tags }, tabIndex }: PartProps) => (
  <div className="card-tags" title={tags.length > MAX_TAGS ? tags.join(', ') : undefined}>
    {tags.slice(0, MAX_TAGS).map((tag) => (
      <TagButton key={tag} tag={tag} tabIndex={tabIndex} />
    ))}
  </div>
)

/** Opens what else can be done with a connector. */
function More({ item, tabIndex }: PartProps) {
  const { list } = useStores()
  return (
    <button
      type="button"
      className="card-action is-icon row-more icon-before i-dots"
      tabIndex={tabIndex}
      aria-haspopup="menu"
      aria-label={text.installed.menu.title(item.name)}
      onClick={({ currentTarget }) => list.openMenu({ id: item.id, anchor: currentTarget })}
    />
  )
}

function Actions({ item, tabIndex }: PartProps) {
  const { connectors, view } = useStores()
  const workspace = useWorkspace()
  const isPending = useStore(connectors.store, (state) => item.id in state.pending)
  const configure = () => view.open({ kind: 'configure', id: item.id, workspaceId: workspace.id })
  if (!mayChange(workspace))
    return (
      <div className="card-actions">
        <button
          type="button"
          className="card-action"
          tabIndex={tabIndex}
          aria-label={text.installed.viewNamed(item.name)}
          onClick={configure}
        >
          {text.installed.view}
        </button>
      </div>
    )
  const isActive = item.status === 'active'
  return (
    <div className="card-actions">
      <button
        type="button"
        className="card-action"
        tabIndex={tabIndex}
        aria-label={text.installed.configureNamed(item.name)}
        onClick={configure}
      >
        {text.installed.configure}
      </button>
      <button
        type="button"
        className="card-action"
        tabIndex={tabIndex}
        aria-disabled={isPending}
        aria-label={isActive ? text.installed.deactivateNamed(item.name) : text.installed.activateNamed(item.name)}
        onClick={() => {
          if (!isPending) void connectors.setStatus(workspace.id, item, isActive ? 'inactive' : 'active')
        }}
      >
        {isActive ? text.installed.deactivate : text.installed.activate}
      </button>
      <button
        type="button"
        className="card-action is-icon is-last is-bad icon-before i-trash"
        tabIndex={tabIndex}
        aria-label={text.installed.deleteNamed(item.name)}
        title={text.installed.deleteConfirm}
        onClick={() => view.open({ kind: 'delete', card: item, workspaceId: workspace.id })}
      />
    </div>
  )
}
