import { IconAlertTriangle, IconChevronDown } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { ConnectorCard, ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { mayChange, useConnectors, useStores, useWorkspace, useKeepers } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Menu, MenuChoices } from '../../ui/menu.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { countStatuses, type EntryChoice, STATUSES } from './filters.ts'
import { secretsText } from '../../text/en/secrets.ts'

/** The number of items from which a menu has a search field. */
const SEARCH_FROM = 9
const EVERY_ENTRY = ''

interface FilterBarProps {
  /** The connectors that match every filter but the status; the status counts are of these. */
  cards: readonly ConnectorCard[]
  entries: readonly EntryChoice[]
}

/** The filters of the Installed tab. */
export function FilterBar({ cards, entries }: FilterBarProps) {
  const { catalog, view } = useStores()
  const workspace = useWorkspace()
  const keepers = useKeepers(workspace.id)
  const status = useStore(view.store, (state) => state.status)
  const entryKey = useStore(view.store, (state) => state.entryKey)
  const counts = countStatuses(cards)
  const segments: { value: ConnectorStatus | null; label: string; count: number }[] = [
    { value: null, label: text.installed.all, count: cards.length },
    ...STATUSES.map((value) => ({ value, label: text.installed.statuses[value], count: counts[value] })),
  ]
  const catalogCards = useStore(catalog.store, (state) => state.cards)
  // The filter may come from another workspace, and this one may have no connector of that type.
  const chosenName =
    entryKey === null
      ? null
      : ([...entries, ...(catalogCards ?? [])].find(({ key }) => key === entryKey)?.name ?? entryKey)
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 pt-4 pb-3">
      <Segments
        label={text.installed.statusFilter}
        options={segments}
        value={status}
        onChange={(next) => view.filter({ status: next })}
      />
      <Menu
        trigger={
          <Button variant="quiet" className="max-w-64">
            <span className="truncate">{text.installed.entryFilter(chosenName)}</span>
            <IconChevronDown size={15} aria-hidden />
          </Button>
        }
        searchLabel={entries.length >= SEARCH_FROM ? text.installed.searchEntries : undefined}
      >
        <MenuChoices
          label={text.installed.entryFilter(null)}
          value={entryKey ?? EVERY_ENTRY}
          onChange={(next) => view.filter({ entryKey: next === EVERY_ENTRY ? null : next })}
          options={[
            { value: EVERY_ENTRY, label: text.installed.allEntries, content: text.installed.allEntries },
            ...entries.map((entry) => ({
              value: entry.key,
              label: entry.name,
              content: (
                <>
                  <EntryIcon icon={entry.icon} name={entry.name} size="s" />
                  <span className="truncate">{entry.name}</span>
                  <span className="ml-auto text-xs text-text-muted tabular-nums">
                    {entry.count.toLocaleString('en')}
                  </span>
                </>
              ),
            })),
          ]}
        />
      </Menu>
      <ExpiryFilter />
      <OutdatedFilter />
      {!mayChange(workspace) && <Notice kind="lock">{text.workspaces.readOnly(workspace.name, keepers)}</Notice>}
    </div>
  )
}

const words = secretsText.expiry
const ANY = ''
const CHOICES = (['-1', '3', '14', '90'] as const).map((value) => ({
  value,
  label: words.within[value],
  content: words.within[value],
}))

/** A filter for connectors whose secrets expire soon; hidden when no connector has an expiry date. */
function ExpiryFilter() {
  const { view } = useStores()
  const { cards } = useConnectors()
  const within = useStore(view.store, (state) => state.expiresWithin)
  if (within === null && !cards?.some(({ secretExpiresAt }) => secretExpiresAt !== null)) return null
  const choice = CHOICES.find(({ value }) => value === String(within))
  return (
    <Menu
      trigger={
        <Button variant="quiet">
          <span className="truncate">{words.filter(choice?.label ?? null)}</span>
          <IconChevronDown size={15} aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        label={words.any}
        value={within === null ? ANY : String(within)}
        onChange={(next) => view.filter({ expiresWithin: next === ANY ? null : Number(next) })}
        options={[{ value: ANY, label: words.any, content: words.any }, ...CHOICES]}
      />
    </Menu>
  )
}

/** A filter for outdated connectors; hidden when there are none. */
function OutdatedFilter() {
  const { view } = useStores()
  const { cards } = useConnectors()
  const isOn = useStore(view.store, (state) => state.onlyOutdated)
  const count = cards?.filter(({ attention }) => attention > 0).length ?? 0
  if (count === 0 && !isOn) return null
  return (
    <Button
      variant="quiet"
      aria-pressed={isOn}
      className={isOn ? 'bg-warn-soft text-warn hover:bg-warn-soft' : ''}
      icon={<IconAlertTriangle size={15} aria-hidden />}
      onClick={() => view.filter({ onlyOutdated: !isOn })}
    >
      {text.outdated.filter(count)}
    </Button>
  )
}
