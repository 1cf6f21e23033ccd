import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { useSearch } from '../../stores/lists/use-search.ts'
import { text } from '../../text/text.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { StatusBadge } from '../../ui/cards/status-badge.tsx'
import { useLeave } from '../../ui/dialogs/use-leave.ts'
import { MatchTerms, Marked } from '../../ui/marked.tsx'
import { takeTyped } from '../../ui/typed-ahead.ts'
import { WorkspaceDot } from '../../ui/workspace-name.tsx'
import { type Command, type Scope, SCOPES, splitScope } from './command.ts'
import type { Outside } from './actions.ts'
import { type CommandGroup, findCommands } from './commands.ts'

/** Some of the hits are of this workspace, and few of the others are shown. */
const MAX_ELSEWHERE = 50

/** The command palette. */
export function Palette(outside: Outside) {
  const stores = useStores()
  useLeave(stores.view.close)
  const workspace = useWorkspace()
  const [query, setQuery] = useState('')
  const { hits, terms } = useSearch(splitScope(query).scope === null ? query : '', MAX_ELSEWHERE)
  const readMembers = useCallback(() => stores.api.members.list({ workspaceId: workspace.id }), [stores, workspace.id])
  // Without an answer the palette has no people, and all else.
  const { value: members } = useReading(workspace.id, readMembers)
  const isTyped = query.trim() !== ''
  const groups = findCommands(stores, workspace, outside, query, {
    ...{ hits: isTyped ? hits : [], terms, members: members ?? [] },
  })
  const run = (command: Command) => {
    stores.view.close()
    command.run()
  }
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) stores.view.close()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 animate-[reveal_120ms_ease-out] bg-scrim" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center px-4 pt-[12dvh] pb-4">
          <Dialog.Popup
            aria-label={text.palette.title}
            className="flex max-h-full w-full max-w-2xl animate-appear flex-col overflow-hidden rounded-xl border border-line bg-surface-raised shadow-overlay outline-none"
          >
            <Autocomplete.Root
              open
              inline
              items={groups}
              filter={null}
              value={query}
              onValueChange={setQuery}
              itemToStringValue={(command: Command) => command.label}
              autoHighlight="always"
              keepHighlight
            >
              <div className="flex items-center gap-2.5 border-b border-line px-4">
                <IconSearch size={18} aria-hidden className="shrink-0 text-text-muted" />
                <Autocomplete.Input
                  aria-label={text.palette.search}
                  placeholder={text.palette.search}
                  onFocus={() => {
                    const typed = takeTyped()
                    if (typed !== '') setQuery(typed)
                  }}
                  className="h-12 w-full bg-transparent text-base outline-none placeholder:text-text-muted"
                />
              </div>
              <Dialog.Close className="sr-only">{text.common.close}</Dialog.Close>
              <Autocomplete.Empty className="px-4 py-8 text-center text-sm text-text-muted empty:hidden">
                {text.palette.noMatch}
              </Autocomplete.Empty>
              <Autocomplete.List className="max-h-[min(26rem,60dvh)] min-h-0 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
                {(group: CommandGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items}>
                    <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-text-muted">
                      {group.value}
                    </Autocomplete.GroupLabel>
                    <MatchTerms value={group.terms}>
                      <Autocomplete.Collection>
                        {(command: Command) => (
                          <Autocomplete.Item
                            key={command.id}
                            value={command}
                            onClick={() => run(command)}
                            className="flex h-9 items-center gap-2.5 rounded-control px-2.5 text-sm outline-none select-none data-highlighted:bg-accent-soft"
                          >
                            <Sign sign={command.sign} />
                            <span className="max-w-full shrink-0 truncate">
                              <Marked>{command.label}</Marked>
                            </span>
                            <span className="min-w-0 flex-1 truncate text-text-muted">
                              {command.detail !== undefined && <Marked>{command.detail}</Marked>}
                            </span>
                            {command.connector && (
                              <span className="flex max-w-48 min-w-0 max-sm:hidden">
                                <StatusBadge card={command.connector} />
                              </span>
                            )}
                            {command.keys !== undefined && <Keys keys={command.keys} />}
                          </Autocomplete.Item>
                        )}
                      </Autocomplete.Collection>
                    </MatchTerms>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
            <p className="flex shrink-0 flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-xs text-text-muted">
              {text.palette.help.map(({ keys, does }) => (
                <span key={keys} className="flex items-center gap-1.5">
                  <Keys keys={keys} />
                  {does}
                </span>
              ))}
              <span className="ms-auto flex flex-wrap gap-x-4">
                {(Object.keys(SCOPES) as Scope[]).map((scope) => (
                  <span key={scope} className="flex items-center gap-1.5">
                    <Keys keys={SCOPES[scope]} />
                    {text.palette.scopes[scope]}
                  </span>
                ))}
              </span>
            </p>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const Keys = ({ keys }: { keys: string }) => (
  <kbd className="flex h-5 min-w-5 items-center justify-center rounded border border-line bg-surface px-1 text-xs text-text-muted">
    {keys}
  </kbd>
)

function Sign({ sign }: { sign: Command['sign'] }) {
  if (sign.kind === 'entry') return <EntryIcon icon={sign.icon} name={sign.name} size="s" />
  return (
    <span className="flex size-6 shrink-0 items-center justify-center">
      {sign.kind === 'workspace' ? (
        <WorkspaceDot colour={sign.colour} />
      ) : (
        <sign.icon size={16} aria-hidden className="text-text-muted" />
      )}
    </span>
  )
}
