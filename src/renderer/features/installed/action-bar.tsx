import {
  IconCalendarTime,
  IconCopy,
  IconFileExport,
  IconKey,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconTag,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { number } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { focusFirstCard } from '../../ui/cards/first-card.ts'
import { useExportSome } from './use-export-some.ts'
import { useManyChanges } from './use-many-changes.ts'

const words = text.installed.many

/** What can be done with the selected connectors, also with those that the filters hide, with how many each action would change. */
export function ActionBar({ cards, items }: { cards: readonly ConnectorCard[]; items: readonly ConnectorCard[] }) {
  const { list, tests, view } = useStores()
  const workspace = useWorkspace()
  const selected = useStore(list.store, (state) => state.selected)
  const chosen = useMemo(
    () => (selected.size === 0 ? [] : cards.filter(({ id }) => selected.has(id))),
    [cards, selected],
  )
  const change = useManyChanges(workspace.id)
  const exportSome = useExportSome(workspace.id)
  if (chosen.length === 0) return null
  const inactive = chosen.filter(({ status }) => status !== 'active')
  const active = chosen.filter(({ status }) => status !== 'inactive')
  const ids = chosen.map(({ id }) => id)
  const hidden = chosen.length - items.filter(({ id }) => selected.has(id)).length
  const testable = chosen.filter(({ isTestable }) => isTestable)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    // The bar goes with its selection, so the list gets the focus.
    focusFirstCard()
    list.select([])
  }
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      data-action-bar
      aria-label={words.bar(chosen.length)}
      className="absolute bottom-4 start-1/2 z-20 flex w-max max-w-[calc(100%-2rem)] -translate-x-1/2 items-center rtl:translate-x-1/2 gap-1 overflow-x-auto rounded-xl border border-line bg-surface-raised py-2 pe-2 ps-4 shadow-overlay"
    >
      <span className="me-2 shrink-0 text-sm font-semibold tabular-nums">
        {text.installed.selected(chosen.length)}
        {hidden > 0 && <span className="font-normal text-text-muted"> {text.installed.notShown(hidden)}</span>}
      </span>
      {mayChange(workspace) && (
        <>
          {inactive.length > 0 && (
            <Action
              icon={<IconPlayerPlay size={16} aria-hidden />}
              onClick={() => void change.setStatus(inactive, 'active')}
            >
              {text.installed.activate} <Count>{inactive.length}</Count>
            </Action>
          )}
          {active.length > 0 && (
            <Action
              icon={<IconPlayerPause size={16} aria-hidden />}
              onClick={() => void change.setStatus(active, 'inactive')}
            >
              {text.installed.deactivate} <Count>{active.length}</Count>
            </Action>
          )}
          {testable.length > 0 && (
            <Action
              icon={<IconPlugConnected size={16} aria-hidden />}
              onClick={() => void tests.testMany(workspace.id, ids)}
            >
              {text.installed.test} <Count>{testable.length}</Count>
            </Action>
          )}
          <Action
            icon={<IconTag size={16} aria-hidden />}
            onClick={() => view.open({ kind: 'tag-many', workspaceId: workspace.id, ids })}
            label={words.tag}
          />
          <Action
            icon={<IconKey size={16} aria-hidden />}
            onClick={() => view.open({ kind: 'set-secret', workspaceId: workspace.id, ids })}
            label={secretsText.setSecret.open}
          />
          <Action
            icon={<IconCalendarTime size={16} aria-hidden />}
            onClick={() => view.open({ kind: 'expiry-many', workspaceId: workspace.id, ids })}
            label={words.expiry}
          />
          <Action
            icon={<IconCopy size={16} aria-hidden />}
            onClick={() => view.open({ kind: 'duplicate', workspaceId: workspace.id, ids })}
            label={text.installed.duplicate.open}
          />
          {active.some(({ status }) => status === 'active') && (
            <Action
              icon={<IconFileExport size={16} aria-hidden />}
              onClick={() => void exportSome(active.map(({ id }) => id))}
              label={text.targets.exportSome}
            />
          )}
          <Action
            icon={<IconTrash size={16} aria-hidden />}
            className="text-bad! hover:text-bad!"
            onClick={() => void change.remove(chosen)}
            label={text.installed.deleteConfirm}
          />
        </>
      )}
      <Button
        size="s"
        variant="quiet"
        aria-label={words.clear}
        title={words.clear}
        icon={<IconX size={16} aria-hidden />}
        onClick={() => list.select([])}
      />
    </div>
  )
}

const Count = ({ children }: { children: number }) => (
  <span className="font-normal text-text-muted tabular-nums">{number(children)}</span>
)

interface ActionProps {
  icon: ReactNode
  className?: string
  onClick: () => void
  /** The words of a button that gives way to its icon where there is little room. */
  label?: string
  children?: ReactNode
}

const Action = ({ className = 'text-text!', label, children, ...button }: ActionProps) => (
  <Button size="s" variant="quiet" className={className} aria-label={label} title={label} {...button}>
    {children ?? <span className="@max-[60rem]:hidden [html:not([lang=en])_&]:@max-[84rem]:hidden">{label}</span>}
  </Button>
)
