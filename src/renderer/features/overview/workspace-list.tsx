import { IconLock, IconPin, IconPinFilled } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import type { WorkspaceState } from '../../../contract/groups/overview.ts'
import { inUse } from '../../stores/first/wanted-workspace.ts'
import { useStores } from '../../stores/context.ts'
import { number } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { TroubleCounts } from '../../ui/cards/trouble-counts.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'

const words = text.overview

/** All workspaces with what burns in each; every count leads to the connectors that it counts. */
export function WorkspaceList() {
  const { overview, view, workspaces } = useStores()
  const list = useStore(workspaces.store, (state) => state.list)
  const states = useStore(overview.store, (state) => state.states)
  const locked = (list ?? []).filter(({ id }) => states?.get(id)?.isLocked)
  const [first] = locked
  return (
    <CardSection
      title={words.workspaces}
      className="min-h-0"
      actions={
        first && (
          <Button
            variant="quiet"
            size="s"
            icon={<IconLock size={14} aria-hidden />}
            onClick={() => view.open({ kind: 'key', workspaceId: first.id })}
          >
            {words.unlockAll(locked.length)}
          </Button>
        )
      }
    >
      <ul aria-label={words.workspaces} className="scroll-fade min-h-0 divide-y divide-line overflow-y-auto">
        {inUse(list ?? []).map((workspace) => (
          <Row key={workspace.id} workspace={workspace} state={states?.get(workspace.id)} />
        ))}
      </ul>
    </CardSection>
  )
}

function Row({ workspace, state }: { workspace: Workspace; state: WorkspaceState | undefined }) {
  const { enter, switcher, view } = useStores()
  const isPinned = useStore(switcher.store, ({ pinned }) => pinned.includes(workspace.id))
  const { name } = workspace
  const pin = (isPinned ? text.workspaces.unpin : text.workspaces.pin)(name)
  return (
    <li className="group flex min-h-10 items-center gap-1.5 pe-4 ps-2">
      <span className="min-w-0 flex-1">
        <Button
          variant="quiet"
          icon={<WorkspaceLetter workspace={workspace} />}
          className="max-w-full justify-start px-2 text-text!"
          onClick={() => enter(workspace.id)}
        >
          <span className="truncate" title={name}>
            {name}
          </span>
        </Button>
      </span>
      <span className="flex shrink-0 items-center">
        {state && (
          <TroubleCounts
            state={state}
            nameOf={(what) => words.showThese(what, name)}
            onOpen={(trouble) => enter(workspace.id, { trouble })}
          />
        )}
        {state?.isLocked && (
          <Button
            variant="quiet"
            size="s"
            className="h-6 px-1! text-xs"
            icon={<IconLock size={14} aria-hidden />}
            aria-label={words.unlockNamed(name)}
            onClick={() => {
              enter(workspace.id)
              view.open({ kind: 'key', workspaceId: workspace.id })
            }}
          >
            {words.locked}
          </Button>
        )}
        {/* The pin takes the place of the number, so nothing moves. */}
        <span className="grid min-w-9 items-center justify-items-end *:col-start-1 *:row-start-1">
          <span
            className="text-sm text-text-muted tabular-nums group-focus-within:opacity-0 group-hover:opacity-0"
            title={text.workspaces.count(workspace.connectorCount)}
          >
            {number(workspace.connectorCount)}
          </span>
          <Button
            variant="quiet"
            size="s"
            aria-label={pin}
            title={pin}
            className="-me-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
            icon={isPinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
            onClick={() => switcher.togglePin(workspace.id)}
          />
        </span>
      </span>
    </li>
  )
}
