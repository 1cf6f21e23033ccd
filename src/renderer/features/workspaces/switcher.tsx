import {
  IconArchive,
  IconHistory,
  IconLock,
  IconPencil,
  IconPlus,
  IconReplace,
  IconRestore,
  IconSelector,
  IconTrash,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { useStore } from 'zustand'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Menu, MenuChoices, MenuItem, MenuSection } from '../../ui/menu.tsx'
import { WorkspaceDot } from '../../ui/workspace-name.tsx'

/** The number of items from which a menu has a search field. */
const SEARCH_FROM = 9

/** Shows the current workspace and switches to another. */
export function Switcher() {
  const { lock, view, workspaces } = useStores()
  const workspace = useWorkspace()
  const list = useStore(workspaces.store, (state) => state.list) ?? []
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={text.workspaces.switcher(workspace.name)}
          className="flex h-8 max-w-52 min-w-12 shrink items-center gap-2 rounded-control px-2 text-sm font-semibold hover:bg-surface-sunken"
        >
          <WorkspaceDot colour={workspace.colour} />
          <span className="truncate">{workspace.name}</span>
          <IconSelector size={15} aria-hidden className="shrink-0 text-text-muted" />
        </button>
      }
      searchLabel={list.length >= SEARCH_FROM ? text.workspaces.search : undefined}
      section={
        <MenuSection label={text.workspaces.actions}>
          <MenuItem icon={<IconPlus size={16} aria-hidden />} onSelect={() => view.open({ kind: 'new-workspace' })}>
            {text.workspaces.create}
          </MenuItem>
          {mayChange(workspace) && (
            <MenuItem
              icon={<IconPencil size={16} aria-hidden />}
              onSelect={() => view.open({ kind: 'edit-workspace', workspaceId: workspace.id })}
            >
              {text.workspaces.edit}
            </MenuItem>
          )}
          {mayChange(workspace) && (
            <MenuItem
              icon={<IconReplace size={16} aria-hidden />}
              onSelect={() => view.open({ kind: 'set-secret', workspaceId: workspace.id })}
            >
              {secretsText.setSecret.open}
            </MenuItem>
          )}
          <MenuItem
            icon={<IconUsers size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'members', workspaceId: workspace.id })}
          >
            {text.people.open}
          </MenuItem>
          <MenuItem icon={<IconUserPlus size={16} aria-hidden />} onSelect={() => view.open({ kind: 'join' })}>
            {text.join.open}
          </MenuItem>
          <MenuItem icon={<IconUser size={16} aria-hidden />} onSelect={() => view.open({ kind: 'person' })}>
            {text.you.open}
          </MenuItem>
          <MenuItem icon={<IconHistory size={16} aria-hidden />} onSelect={() => view.showTab('activity')}>
            {text.activity.tab}
          </MenuItem>
          <MenuItem
            icon={<IconTrash size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'trash', workspaceId: workspace.id })}
          >
            {text.trash.open}
          </MenuItem>
          {workspace.role === 'owner' && (
            <MenuItem
              icon={<IconArchive size={16} aria-hidden />}
              onSelect={() => view.open({ kind: 'create-backup', workspaceId: workspace.id })}
            >
              {secretsText.backup.create}
            </MenuItem>
          )}
          <MenuItem
            icon={<IconRestore size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'restore-backup', workspaceId: workspace.id })}
          >
            {secretsText.backup.restore}
          </MenuItem>
          <MenuItem icon={<IconLock size={16} aria-hidden />} onSelect={() => void lock(workspace.id)}>
            {secretsText.lock.title}
          </MenuItem>
        </MenuSection>
      }
    >
      <MenuChoices
        label={text.workspaces.list}
        value={workspace.id}
        onChange={workspaces.select}
        options={list.map((other) => ({
          value: other.id,
          label: other.name,
          content: (
            <>
              <WorkspaceDot colour={other.colour} />
              <span className="truncate" title={other.name}>
                {other.name}
              </span>
              <span aria-hidden className="ml-auto text-xs text-text-muted tabular-nums">
                {other.connectorCount.toLocaleString('en')}
              </span>
              <span className="sr-only">{text.workspaces.count(other.connectorCount)}</span>
            </>
          ),
        }))}
      />
    </Menu>
  )
}
