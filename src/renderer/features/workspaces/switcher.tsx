import {
  IconAdjustments,
  IconLayoutDashboard,
  IconLock,
  IconLockOpen,
  IconPlus,
  IconSelector,
  IconSettings,
  IconTrash,
  IconUser,
  IconUserPlus,
  IconWindowMaximize,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { WorkspaceState } from '../../../contract/groups/overview.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { TROUBLES } from '../../../shared/connector-state.ts'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { groupWorkspaces, MANY_WORKSPACES } from '../../stores/lists/switcher-store.ts'
import { number } from '../../text/formats.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { TroubleCounts, troubleWords } from '../../ui/cards/trouble-counts.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Menu, MenuChoices, MenuItem, MenuSection } from '../../ui/menu.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'

const words = text.workspaces

/** Workspaces in these places have keys. */
const MAX_KEYS = 9

/** Shows the current workspace, switches to another, and says what burns in each. */
export function Switcher() {
  const { desktop, enter, lock, overview, switcher, view, workspaces } = useStores()
  const workspace = useWorkspace()
  const list = useStore(workspaces.store, (state) => state.list) ?? []
  const order = useStore(switcher.store)
  const tab = useStore(view.store, (state) => state.tab)
  const states = useStore(overview.store, (state) => state.states)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => (isOpen ? overview.watch() : undefined), [isOpen, overview])
  const isOverview = tab === 'overview'
  const groups = groupWorkspaces(list, order)
  const isGrouped = groups.pinned.length > 0 || groups.recent.length > 0 || groups.archived.length > 0
  const locked = list.filter(({ id }) => states?.get(id)?.isLocked)
  const [firstLocked] = locked
  const places = [...groups.pinned, ...groups.recent, ...groups.others]

  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={words.switcher(isOverview ? words.all : workspace.name)}
          className="flex h-8 max-w-52 min-w-12 shrink items-center gap-2 rounded-control px-2 text-sm font-semibold hover:bg-surface-sunken"
        >
          {isOverview ? (
            <IconLayoutDashboard size={16} aria-hidden className="shrink-0" />
          ) : (
            <WorkspaceLetter workspace={workspace} />
          )}
          <span className="truncate">{isOverview ? words.all : workspace.name}</span>
          <IconSelector size={15} aria-hidden className="shrink-0 text-text-muted" />
        </button>
      }
      isWide
      onOpenChange={setOpen}
      searchLabel={list.length >= MANY_WORKSPACES ? words.search : undefined}
      section={
        <MenuSection label={words.actions} isDense>
          <MenuItem icon={<IconPlus size={16} aria-hidden />} onSelect={() => view.open({ kind: 'new-workspace' })}>
            {words.create}
          </MenuItem>
          {firstLocked && (
            <MenuItem
              icon={<IconLockOpen size={16} aria-hidden />}
              onSelect={() => view.open({ kind: 'key', workspaceId: firstLocked.id })}
            >
              {text.overview.unlockAll(locked.length)}
            </MenuItem>
          )}
          <MenuItem icon={<IconUserPlus size={16} aria-hidden />} onSelect={() => view.open({ kind: 'join' })}>
            {text.join.open}
          </MenuItem>
          <MenuItem icon={<IconUser size={16} aria-hidden />} onSelect={() => view.open({ kind: 'person' })}>
            {text.you.open}
          </MenuItem>
          <MenuItem icon={<IconAdjustments size={16} aria-hidden />} onSelect={() => view.showTab('settings')}>
            {text.settings.tab}
          </MenuItem>
          <MenuItem
            icon={<IconTrash size={16} aria-hidden />}
            onSelect={() => view.open({ kind: 'deleted-workspaces' })}
          >
            {words.trash.open}
          </MenuItem>
          {!isOverview && (
            <>
              <MenuItem icon={<IconSettings size={16} aria-hidden />} onSelect={() => view.showTab('workspace')}>
                {words.page}
              </MenuItem>
              {desktop && (
                <MenuItem
                  icon={<IconWindowMaximize size={16} aria-hidden />}
                  onSelect={() => void desktop.openWindow(workspace.id)}
                >
                  {words.newWindow}
                </MenuItem>
              )}
              <MenuItem icon={<IconLock size={16} aria-hidden />} onSelect={() => void lock(workspace.id)}>
                {secretsText.lock.title}
              </MenuItem>
            </>
          )}
        </MenuSection>
      }
    >
      {list.length > 1 && (
        <MenuItem
          icon={<IconLayoutDashboard size={16} aria-hidden className="shrink-0" />}
          label={words.all}
          onSelect={() => view.showTab('overview')}
        >
          {words.all}
          <Facts state={sumOf(states)} count={list.reduce((sum, one) => sum + one.connectorCount, 0)} />
          <Key place={0} />
        </MenuItem>
      )}
      {(['pinned', 'recent', 'others', 'archived'] as const).map(
        (group) =>
          groups[group].length > 0 && (
            <MenuChoices
              key={group}
              label={isGrouped ? words[group] : words.list}
              isTitled={isGrouped}
              value={isOverview ? '' : workspace.id}
              onChange={(id) => enter(id)}
              options={groups[group].map((one) => ({
                value: one.id,
                label: one.name,
                content: <Choice workspace={one} state={states?.get(one.id)} place={places.indexOf(one) + 1} />,
              }))}
            />
          ),
      )}
    </Menu>
  )
}

interface ChoiceProps {
  workspace: Workspace
  state: WorkspaceState | undefined
  place: number
}

function Choice({ workspace, state, place }: ChoiceProps) {
  return (
    <>
      <WorkspaceLetter workspace={workspace} />
      <span className="truncate" title={workspace.name}>
        {workspace.name}
      </span>
      {workspace.isProduction && <Badge tone="accent">{words.production}</Badge>}
      <Facts state={state} count={workspace.connectorCount} />
      {place > 0 && place <= MAX_KEYS && <Key place={place} />}
    </>
  )
}

/** What burns, and how many connectors there are. */
function Facts({ state, count }: { state: WorkspaceState | undefined; count: number }) {
  const troubles = state ? [...troubleWords(state), ...(state.isLocked ? [text.overview.locked] : [])] : []
  return (
    <span className="ms-auto flex shrink-0 items-center gap-2">
      {state && <TroubleCounts state={state} />}
      {state?.isLocked && <IconLock size={14} aria-hidden className="text-text-muted" />}
      <span aria-hidden className="min-w-8 text-end text-xs text-text-muted tabular-nums">
        {number(count)}
      </span>
      <span className="sr-only">{[words.count(count), ...troubles].join(', ')}</span>
    </span>
  )
}

const Key = ({ place }: { place: number }) => (
  <kbd aria-hidden className="w-12 shrink-0 text-end text-xs text-text-muted max-sm:hidden">
    {words.keys(place)}
  </kbd>
)

/** What burns in all workspaces together. */
function sumOf(states: ReadonlyMap<string, WorkspaceState> | null): WorkspaceState | undefined {
  if (!states) return undefined
  const sum: WorkspaceState = {
    ...{ workspaceId: '', errors: 0, expired: 0, expiring: 0, secrets: 0, outdated: 0 },
    isLocked: false,
  }
  for (const state of states.values()) for (const trouble of TROUBLES) sum[trouble] += state[trouble]
  return sum
}
