import { memo } from 'react'
import type { ConnectorCard as Connector } from '../../../contract/groups/connectors.ts'
import { formatIdentity } from '../../../shared/search/identity.ts'
import { text } from '../../text/text.ts'
import { ago, shortDay } from '../../ui/instant.tsx'
import { type Cell, cellProps } from '../../ui/cards/cell.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { marked } from '../../ui/marked.tsx'
import { StatusBadge } from '../../ui/cards/status-badge.tsx'

/** A card has at most this many tags; its tooltip and the panel have all of them. */
const MAX_TAGS = 4

/** What a control of a card does, as its `data-action` names it; the list listens for all of them. */
export type CardAction = 'select' | 'mend' | 'tag' | 'configure' | 'status' | 'test' | 'delete' | 'menu'

const ignore = () => undefined

const action = (name: CardAction) => ({ 'data-action': name })

/** Everything that a card shows comes from the list: with 10,000 connectors, a card that read stores would be too slow. */
export interface ConnectorCardProps extends Cell {
  item: Connector
  isSelected: boolean
  /** Whether the panel shows it. */
  isOpen: boolean
  /** Whether a change of its status is not confirmed yet. */
  isPending: boolean
  mayChange: boolean
  /** The tags that the list is filtered by. */
  tags: readonly string[]
  /** What a search marks. */
  terms: readonly string[]
}

/** A connector as a card. */
export const ConnectorCard = memo(function ConnectorCard(card: ConnectorCardProps) {
  const { item } = card
  return (
    <div {...cellProps(card)} className={`card${marksOf(card)}`} data-colour={item.colour ?? undefined}>
      {checkOf(card)}
      <EntryIcon icon={item.icon} name={item.catalogName} />
      {nameOf(card)}
      {identityOf(card)}
      {badgeOf(card)}
      {tagsOf(card)}
      {actionsOf(card)}
    </div>
  )
})

/** A connector as one row, with the same parts. */
export const ConnectorRow = memo(function ConnectorRow(card: ConnectorCardProps) {
  const { item } = card
  return (
    <div {...cellProps(card)} className={`row${marksOf(card)}`} data-colour={item.colour ?? undefined}>
      {checkOf(card)}
      <EntryIcon icon={item.icon} name={item.catalogName} size="s" />
      {nameOf(card)}
      {identityOf(card)}
      {badgeOf(card)}
      {tagsOf(card)}
      <time className="row-date" dateTime={item.updatedAt} title={lastChange(item)}>
        {shortDay(item.updatedAt)}
      </time>
      {actionsOf(card)}
      {moreOf(card)}
    </div>
  )
})

/** The classes that show whether a card is selected and whether the panel shows it. */
const marksOf = ({ isSelected, isOpen }: ConnectorCardProps) =>
  `${isSelected ? ' is-selected' : ''}${isOpen ? ' is-open' : ''}`

const tabIndexOf = ({ isCurrent }: Cell) => (isCurrent ? 0 : -1)

const checkOf = (card: ConnectorCardProps) => (
  <input
    type="checkbox"
    className="card-check"
    checked={card.isSelected}
    // The list listens; React wants somebody to.
    onChange={ignore}
    tabIndex={tabIndexOf(card)}
    aria-label={text.installed.selectNamed(card.item.name)}
    {...action('select')}
  />
)

const nameOf = ({ item, titleId, terms }: ConnectorCardProps) => (
  <h2 id={titleId} className={item.isPinned ? 'card-name is-pinned i-pin' : 'card-name'} title={titleOf(item)}>
    {marked(item.name, terms)}
  </h2>
)

/** The whole name, and what people want to remember about the connector. */
const titleOf = ({ name, description }: Connector) => (description === '' ? name : `${name}\n${description}`)

/** Which account or site it is; the type where nothing says so. */
const identityText = ({ identity, catalogName }: Connector) =>
  identity === null ? catalogName : formatIdentity(identity)

/** The tooltip of an identity, which the list makes when somebody points at it: few of these are ever read. */
export const identityTitle = (item: Connector): string =>
  `${identityText(item)} · ${item.catalogName} · ${lastChange(item)}`

function identityOf({ item, terms }: ConnectorCardProps) {
  return <p className="card-identity">{marked(identityText(item), terms)}</p>
}

const lastChange = ({ updatedAt, updatedByName }: Connector) =>
  `${text.installed.updated} ${ago(Date.parse(updatedAt), Date.now())} ${text.installed.by(updatedByName)}`

const mend: CardAction = 'mend'

const badgeOf = (card: ConnectorCardProps) => (
  <StatusBadge card={card.item} tabIndex={tabIndexOf(card)} mendAction={card.mayChange ? mend : undefined} />
)

/** A connector's tags on one line. */
const tagsOf = ({ item: { tags: own }, tags, terms, isCurrent }: ConnectorCardProps) => (
  <div className="card-tags" title={own.length > MAX_TAGS ? own.join(', ') : undefined}>
    {own.slice(0, MAX_TAGS).map((tag) => (
      <button
        key={tag}
        type="button"
        className="card-tag"
        tabIndex={isCurrent ? 0 : -1}
        aria-pressed={tags.includes(tag)}
        aria-label={text.installed.filterByTag(tag)}
        data-tag={tag}
        {...action('tag')}
      >
        {marked(tag, terms)}
      </button>
    ))}
  </div>
)

/** Opens what else can be done with a connector. */
const moreOf = (card: ConnectorCardProps) => (
  <button
    type="button"
    className="card-action is-icon row-more icon-before i-dots"
    tabIndex={tabIndexOf(card)}
    aria-haspopup="menu"
    aria-label={text.installed.menu.title(card.item.name)}
    {...action('menu')}
  />
)

function actionsOf(card: ConnectorCardProps) {
  const { item, isPending } = card
  const tabIndex = tabIndexOf(card)
  if (!card.mayChange)
    return (
      <div className="card-actions">
        <button
          type="button"
          className="card-action"
          tabIndex={tabIndex}
          aria-label={text.installed.viewNamed(item.name)}
          {...action('configure')}
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
        {...action('configure')}
      >
        {text.installed.configure}
      </button>
      <button
        type="button"
        className="card-action"
        tabIndex={tabIndex}
        aria-disabled={isPending}
        aria-label={isActive ? text.installed.deactivateNamed(item.name) : text.installed.activateNamed(item.name)}
        {...action('status')}
      >
        {isActive ? text.installed.deactivate : text.installed.activate}
      </button>
      {item.isTestable && (
        <button
          type="button"
          className="card-action is-icon is-last icon-before i-plug-connected"
          tabIndex={tabIndex}
          aria-label={text.installed.testNamed(item.name)}
          title={text.installed.test}
          {...action('test')}
        />
      )}
      <button
        type="button"
        className="card-action is-icon is-last is-bad icon-before i-trash"
        tabIndex={tabIndex}
        aria-label={text.installed.deleteNamed(item.name)}
        title={text.installed.deleteConfirm}
        {...action('delete')}
      />
    </div>
  )
}
