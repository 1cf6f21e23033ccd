import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard as Connector } from '../../../contract/groups/connectors.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import type { GridGroup } from '../../ui/cards/grid-layout.ts'
import { classNames } from '../../ui/class-names.ts'
import { isTyping } from '../../ui/dialogs/dialog-help.ts'
import { type CardAction, ConnectorCard, ConnectorRow, identityTitle } from './connector-card.tsx'
import { mendKind } from './mend-kind.ts'

const CARD_HEIGHT = 152
const ROW_HEIGHT = 36

interface ListProps {
  items: readonly Connector[]
  groups: readonly GridGroup[]
  /** What is marked in the cards. */
  terms: readonly string[]
  query: string
}

/** The connectors as cards or rows. */
export function ConnectorList({ items, groups, terms, query }: ListProps) {
  const { connectors, list, view } = useStores()
  const workspace = useWorkspace()
  const spotlight = useStore(view.store, (state) => state.spotlight)
  // A card behind another tab cannot get the focus, and waits for it until its tab is shown.
  const isShown = useStore(view.store, (state) => state.tab === 'installed')
  const pending = useStore(connectors.store, (state) => state.pending)
  const { density, filters, selected, panel } = useStore(list.store)
  const { onSelect, ...keys } = useListKeys(items)
  useSelectAll(items, isShown)
  const onControl = useControls(items, onSelect)
  const isList = density === 'rows'
  const Card = isList ? ConnectorRow : ConnectorCard
  return (
    <div
      role="presentation"
      className="contents"
      onClick={onControl}
      onPointerOver={(event) => showTitle(event, items)}
    >
      <CardGrid
        label={text.installed.list}
        items={items}
        groups={groups}
        terms={terms}
        keyOf={keyOf}
        renderCard={(item, cell) => (
          <Card
            {...cell}
            item={item}
            isSelected={selected.has(item.id)}
            isOpen={item.id === panel}
            isPending={item.id in pending}
            mayChange={mayChange(workspace)}
            tags={filters.tags}
            terms={terms}
          />
        )}
        estimatedHeight={isList ? ROW_HEIGHT : CARD_HEIGHT}
        isFixed
        isList={isList}
        isBeside={panel !== null}
        className={classNames(
          'list-scroller',
          selected.size > 0 && 'is-selecting',
          isList && 'is-list',
          groups.length > 0 && 'is-grouped',
        )}
        onEnter={({ id }) => list.openPanel(id)}
        onDelete={
          mayChange(workspace) ? (card) => view.open({ kind: 'delete', card, workspaceId: workspace.id }) : undefined
        }
        onMenu={(item, anchor) => list.openMenu({ id: item.id, anchor })}
        {...keys}
        spotlight={isShown ? spotlight : null}
        onSpotlit={() => view.spotlight(null)}
        resetKey={`${workspace.id}/${query}/${JSON.stringify(filters)}/${density}`}
      />
    </div>
  )
}

const keyOf = ({ id }: Connector) => id

/** The connector whose card an element is in. */
const itemAt = (element: Element, items: readonly Connector[]) => items[indexOf(element)]

const indexOf = (element: Element) => Number(element.closest<HTMLElement>('[data-card]')?.dataset['card'])

function showTitle({ target }: PointerEvent, items: readonly Connector[]) {
  const identity = target instanceof Element ? target.closest<HTMLElement>('.card-identity') : null
  const item = identity && itemAt(identity, items)
  if (item) identity.title = identityTitle(item)
}

/** What the controls of the cards do: one listener for all of them, as listeners of their own take time with many cards. */
function useControls(
  items: readonly Connector[],
  onSelect: (item: Connector, index: number, event: MouseEvent) => void,
) {
  const { connectors, list, tests, view } = useStores()
  const { id: workspaceId } = useWorkspace()
  return (event: MouseEvent) => {
    const { target } = event
    const control = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null
    const item = control && itemAt(control, items)
    if (!item) return
    const { id } = item
    switch (control.dataset['action'] as CardAction) {
      case 'select':
        return onSelect(item, indexOf(control), event)
      case 'mend':
        return view.open({ kind: mendKind(item), id, workspaceId })
      case 'tag':
        return list.toggleTag(control.dataset['tag'] ?? '')
      case 'configure':
        return view.open({ kind: 'configure', id, workspaceId })
      case 'status':
        return void connectors.setStatus(workspaceId, item, item.status === 'active' ? 'inactive' : 'active')
      case 'test':
        return void tests.test(workspaceId, item)
      case 'delete':
        return view.open({ kind: 'delete', card: item, workspaceId })
      case 'menu':
        return list.openMenu({ id, anchor: control })
    }
  }
}

/**
 * Selection and panel by mouse and keyboard: a click opens the panel or, while something is selected, selects; Ctrl or
 * Cmd and Space select one, Shift selects up to it; Esc closes the panel, then ends the selection.
 */
function useListKeys(items: readonly Connector[]) {
  const { connectors, list, tests } = useStores()
  const workspace = useWorkspace()
  /** The index from which Shift selects. */
  const anchor = useRef(0)

  const selectRange = (index: number) => {
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
    list.select([...list.store.getState().selected, ...items.slice(from, to + 1).map(keyOf)])
  }
  const toggle = (item: Connector, index: number) => {
    anchor.current = index
    list.toggle(item.id)
  }

  /** Selects up to it with Shift, else it alone. */
  const onSelect = (item: Connector, index: number, { shiftKey }: MouseEvent) => {
    if (!shiftKey) return toggle(item, index)
    getSelection()?.removeAllRanges()
    selectRange(index)
  }
  const onItemClick = (item: Connector, index: number, event: MouseEvent) => {
    if (event.shiftKey) return onSelect(item, index, event)
    const { selected } = list.store.getState()
    if (event.ctrlKey || event.metaKey || selected.size > 0) return toggle(item, index)
    anchor.current = index
    list.openPanel(item.id)
  }
  const onItemKey = (event: KeyboardEvent<HTMLElement>, item: Connector, index: number): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    else if (event.key === ' ' && event.shiftKey) selectRange(index)
    else if (event.key === ' ') toggle(item, index)
    else if (event.key === 'a' && mayChange(workspace))
      void connectors.setStatus(workspace.id, item, item.status === 'active' ? 'inactive' : 'active')
    else if (event.key === 't' && item.isTestable && mayChange(workspace)) void tests.test(workspace.id, item)
    else if (event.key === 'Escape') return leave()
    else return false
    return true
  }
  const leave = () => {
    const { panel, selected } = list.store.getState()
    if (panel !== null) list.openPanel(null)
    else if (selected.size > 0) list.select([])
    else return false
    return true
  }
  const onMove = (item: Connector, index: number, isExtending: boolean) => {
    if (isExtending) return selectRange(index)
    anchor.current = index
    if (list.store.getState().panel !== null) list.openPanel(item.id)
  }
  return { onItemClick, onItemKey, onMove, onSelect }
}

/** Ctrl or Cmd with A, wherever the focus is but in a text: a page of cards is no text to select either. */
function useSelectAll(items: readonly Connector[], isShown: boolean) {
  const { list, view } = useStores()
  useEffect(() => {
    if (!isShown) return
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const isAll =
        (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'a'
      if (!isAll || event.defaultPrevented || isTyping(event.target) || view.store.getState().dialog !== null) return
      event.preventDefault()
      list.select(items.map(keyOf))
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [items, isShown, list, view])
}
