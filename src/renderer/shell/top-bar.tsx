import { Tabs } from '@base-ui/react/tabs'
import { IconTerminal2 } from '@tabler/icons-react'
import { type ReactNode, type Ref, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useStores, useWorkspace } from '../stores/context.ts'
import { replayEarlyKeys } from '../stores/first/early-keys.ts'
import { helpOnTab } from '../stores/places/help-places.ts'
import { groupWorkspaces } from '../stores/lists/switcher-store.ts'
import { type SearchedTab, searchedTab, TABS } from '../stores/view-store.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { isHelpKey, isTyping } from '../ui/dialogs/dialog-help.ts'
import { keepTyping } from '../ui/typed-ahead.ts'
import { focusFirstCard } from '../ui/cards/first-card.ts'
import { SearchField } from '../ui/fields/search-field.tsx'

interface TopBarProps {
  switcher: ReactNode
  syncChip: ReactNode
  keyChip: ReactNode
  exportButton: ReactNode
}

const TAB_CLASS =
  'relative flex h-full items-center px-2 lg:px-2.5 text-sm font-medium text-text-muted hover:text-text data-active:text-text -outline-offset-4! ' +
  'after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full data-active:after:bg-accent'

/** The bar above both tabs, with the colour of the workspace. */
export function TopBar({ switcher, syncChip, keyChip, exportButton }: TopBarProps) {
  const { view } = useStores()
  const workspace = useWorkspace()
  const tab = useStore(view.store, (state) => state.tab)
  const searched = searchedTab(tab)
  const isOverview = tab === 'overview'
  const search = useRef<HTMLInputElement>(null)
  useShortcuts(searched || tab === 'activity' ? () => search.current?.select() : null)
  return (
    <header data-colour={workspace.colour} className="shrink-0 border-b border-line bg-surface">
      <div aria-hidden className={classNames('h-[3px]', !isOverview && 'bg-workspace')} />
      <div className="flex min-h-12 flex-wrap items-center gap-x-2 px-3">
        {switcher}
        {!isOverview && (
          <Tabs.List aria-label={text.app.sections} className="flex h-12 shrink-0">
            {TABS.map((name) => (
              <Tabs.Tab key={name} value={name} className={TAB_CLASS}>
                {text[name].tab}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        <div className="order-last flex min-w-0 flex-1 basis-72 justify-center px-1 pb-2 empty:basis-0 empty:p-0 md:order-none md:flex-1 md:basis-0 md:pb-0">
          {searched && <Search ref={search} tab={searched} />}
          {tab === 'activity' && <ActivitySearch ref={search} />}
        </div>
        {!isOverview && syncChip}
        {!isOverview && keyChip}
        <Button
          variant="quiet"
          icon={<IconTerminal2 size={16} aria-hidden />}
          className="max-sm:hidden"
          aria-label={text.palette.openWith(text.palette.shortcut)}
          title={text.palette.title}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => view.open({ kind: 'palette' })}
        >
          <kbd className="hidden text-xs font-normal lg:inline">{text.palette.shortcut}</kbd>
        </Button>
        {!isOverview && exportButton}
      </div>
    </header>
  )
}

/** The search of a tab; apart from the bar, which has no need to render with every key. */
function Search({ tab, ref }: { tab: SearchedTab; ref: Ref<HTMLInputElement> }) {
  const { view } = useStores()
  const query = useStore(view.store, (state) => state.search[tab])
  return (
    <SearchField ref={ref} label={text.search[tab]} value={query} onChange={view.search} onLeave={focusFirstCard} />
  )
}

/** The search of the activity, which the program does: a long history is never here as a whole. */
function ActivitySearch({ ref }: { ref: Ref<HTMLInputElement> }) {
  const { activity } = useStores()
  const query = useStore(activity.store, ({ filters }) => filters.search ?? '')
  return (
    <SearchField
      ref={ref}
      label={text.search.activity}
      value={query}
      onChange={(search) => activity.filter({ search: search || undefined })}
      onLeave={focusFirstCard}
    />
  )
}

/**
 * The shortcuts of the window: `/` and Ctrl/Cmd+F search, Ctrl/Cmd+K opens the palette, `?` and F1 the help, Ctrl/Cmd+1 to 9 a
 * workspace and 0 all of them, Ctrl/Cmd+, the settings; none works below an open dialog, which has a `?` of its own.
 */
function useShortcuts(focusSearch: (() => void) | null) {
  const { enter, switcher, view, workspaces } = useStores()
  /** Opens the workspace in a place of the switcher, or for 0 all of them. */
  const goToPlace = (place: number) => {
    if (place === 0) return view.showTab('overview')
    const { list } = workspaces.store.getState()
    const { pinned, recent, others } = groupWorkspaces(list ?? [], switcher.store.getState())
    const workspace = [...pinned, ...recent, ...others][place - 1]
    if (workspace) enter(workspace.id)
  }
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const { dialog } = view.store.getState()
      if (dialog?.kind === 'palette' || event.defaultPrevented) return
      const run = shortcutOf(event)
      if (run === null || (run === 'search' && !focusSearch)) return
      // The browser's own search would miss cards that are out of sight.
      event.preventDefault()
      if (dialog !== null) return
      if (run === 'search') focusSearch?.()
      else if (run === 'help') view.open({ kind: 'help', at: helpOnTab(view.store.getState().tab) })
      else if (run === 'settings') view.showTab('settings')
      else if (typeof run === 'number') goToPlace(run)
      else {
        keepTyping(window, view.close)
        view.open({ kind: run })
      }
    }
    addEventListener('keydown', onKeyDown)
    replayEarlyKeys(window)
    return () => removeEventListener('keydown', onKeyDown)
  })
}

function shortcutOf(event: globalThis.KeyboardEvent): 'palette' | 'search' | 'help' | 'settings' | number | null {
  const key = event.key.toLowerCase()
  if (isHelpKey(event)) return 'help'
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey)
    return /^[0-9]$/.test(key)
      ? Number(key)
      : key === 'k'
        ? 'palette'
        : key === 'f'
          ? 'search'
          : key === ','
            ? 'settings'
            : null
  if (event.ctrlKey || event.metaKey || isTyping(event.target)) return null
  return key === '/' ? 'search' : null
}
