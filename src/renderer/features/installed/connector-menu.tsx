import {
  IconCopy,
  IconId,
  IconKey,
  IconLayoutSidebarRight,
  IconPin,
  IconPinnedOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconSettings,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { MenuAt, MenuItem } from '../../ui/menu.tsx'
import { useManyChanges } from './use-many-changes.ts'

const words = text.installed.menu

/** Everything that can be done with one connector, where its "…" or a right click has opened it. */
export function ConnectorMenu({ cards }: { cards: readonly ConnectorCard[] }) {
  const { list } = useStores()
  const menu = useStore(list.store, (state) => state.menu)
  const card = menu === null ? undefined : cards.find(({ id }) => id === menu.id)
  if (!menu || !card) return null
  return (
    <MenuAt label={words.title(card.name)} anchor={menu.anchor} onClose={() => list.openMenu(null)}>
      <Items card={card} />
    </MenuAt>
  )
}

function Items({ card }: { card: ConnectorCard }) {
  const { connectors, list, tests, toasts, view } = useStores()
  const workspace = useWorkspace()
  const change = useManyChanges(workspace.id)
  const workspaceId = workspace.id
  const ids = [card.id]
  const isActive = card.status === 'active'
  const copyId = async () => {
    try {
      await navigator.clipboard.writeText(card.id)
      toasts.success(words.idCopied, { subjects: ids, workspaceId })
    } catch (error) {
      toasts.failure(words.idNotCopied, error, { subjects: ids, workspaceId })
    }
  }
  return (
    <>
      <MenuItem icon={<IconLayoutSidebarRight size={16} aria-hidden />} onSelect={() => list.openPanel(card.id)}>
        {words.details}
      </MenuItem>
      {mayChange(workspace) && (
        <>
          <MenuItem
            icon={<IconSettings size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'configure', id: card.id, workspaceId })}
          >
            {text.installed.panel.configure}
          </MenuItem>
          <MenuItem
            icon={isActive ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
            onSelect={() => void connectors.setStatus(workspaceId, card, isActive ? 'inactive' : 'active')}
          >
            {isActive ? text.installed.deactivate : text.installed.activate}
          </MenuItem>
          {card.isTestable && (
            <MenuItem
              icon={<IconPlugConnected size={16} aria-hidden />}
              onSelect={() => void tests.test(workspaceId, card)}
            >
              {text.installed.test}
            </MenuItem>
          )}
          <MenuItem
            icon={card.isPinned ? <IconPinnedOff size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
            onSelect={() => void change.setPin([card], !card.isPinned)}
          >
            {card.isPinned ? words.unpin : words.pin}
          </MenuItem>
          <MenuItem
            icon={<IconTag size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'tag-many', workspaceId, ids })}
          >
            {text.installed.many.tag}
          </MenuItem>
          <MenuItem
            icon={<IconKey size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'set-secret', workspaceId, ids })}
          >
            {secretsText.setSecret.open}
          </MenuItem>
          <MenuItem
            icon={<IconCopy size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'duplicate', workspaceId, ids })}
          >
            {text.installed.duplicate.open}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<IconId size={16} aria-hidden />} onSelect={() => void copyId()}>
        {text.installed.panel.copyId}
      </MenuItem>
      {mayChange(workspace) && (
        <MenuItem
          icon={<IconTrash size={16} aria-hidden />}
          onSelect={() => view.open({ kind: 'delete', card, workspaceId })}
        >
          {words.delete}
        </MenuItem>
      )}
    </>
  )
}
