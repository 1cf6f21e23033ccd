import { Popover } from '@base-ui/react/popover'
import { IconCalendar, IconPlugConnected, IconUser } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createSearch } from '../../../shared/search/search.ts'
import { useConnectors, useStores } from '../../stores/context.ts'
import { dayOf, isDay } from '../../stores/lists/activity-filters.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Input, Radio } from '../../ui/fields/input.tsx'
import { useToday } from '../../ui/today.ts'

const words = text.activity

interface Choice {
  id: string
  name: string
  icon?: ReactNode
}

const searchChoices = createSearch<Choice>(({ name }) => [name])
/** More are found by typing. */
const MAX_SHOWN = 50

interface FilterPopoverProps {
  label: string
  icon: ReactNode
  isOn: boolean
  children: (close: () => void) => ReactNode
}

function FilterPopover({ label, icon, isOn, children }: FilterPopoverProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button variant="quiet" icon={icon} aria-label={label} title={label} className={isOn ? 'text-accent' : ''}>
            <span className="@max-[60rem]:hidden">{label}</span>
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className="z-30 outline-none">
          <Popover.Popup
            aria-label={label}
            className="flex max-h-[min(24rem,var(--available-height))] w-72 max-w-[var(--available-width)] animate-appear flex-col overflow-hidden rounded-xl border border-line bg-surface-raised shadow-overlay outline-none"
          >
            {children(() => setOpen(false))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface ChoiceListProps {
  find: string
  choices: readonly Choice[]
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}

/** Choices of which one is taken; a second click takes it away. */
function ChoiceList({ find, choices, chosen, onChoose }: ChoiceListProps) {
  const [query, setQuery] = useState('')
  const { items } = useMemo(() => searchChoices(choices, query), [choices, query])
  const shown = items.slice(0, MAX_SHOWN)
  return (
    <>
      <div className="p-2">
        <Input aria-label={find} placeholder={find} value={query} onChange={({ target }) => setQuery(target.value)} />
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {shown.map(({ id, name, icon }) => (
          <li key={id}>
            <Button
              variant="quiet"
              aria-pressed={id === chosen}
              icon={icon}
              className={classNames(
                'w-full justify-start! px-2! font-normal! text-text!',
                id === chosen && 'bg-accent-soft',
              )}
              onClick={() => onChoose(id === chosen ? undefined : id)}
            >
              <bdi className="truncate" title={name}>
                {name}
              </bdi>
            </Button>
          </li>
        ))}
        {items.length === 0 && <li className="px-2 py-3 text-sm text-text-muted">{text.common.noMatch}</li>}
        {items.length > MAX_SHOWN && (
          <li className="px-2 py-2 text-xs text-text-muted">{words.moreChoices(items.length - MAX_SHOWN)}</li>
        )}
      </ul>
    </>
  )
}

/** Filters by who did it. */
export function PersonFilter({ people }: { people: readonly Choice[] }) {
  const { activity } = useStores()
  const person = useStore(activity.store, ({ filters }) => filters.person)
  return (
    <FilterPopover label={words.person} icon={<IconUser size={16} aria-hidden />} isOn={person !== undefined}>
      {(close) => (
        <ChoiceList
          find={words.findPerson}
          choices={people}
          chosen={person}
          onChoose={(id) => {
            activity.filter({ person: id })
            close()
          }}
        />
      )}
    </FilterPopover>
  )
}

/** Filters by what it was done to. A connector that is deleted is found by an entry about it. */
export function ConnectorFilter() {
  const { activity } = useStores()
  const { cards } = useConnectors()
  const connector = useStore(activity.store, ({ filters }) => filters.connector)
  const choices = useMemo(
    () =>
      (cards ?? []).map(({ id, name, icon, catalogName }) => ({
        ...{ id, name },
        icon: <EntryIcon icon={icon} name={catalogName} size="s" />,
      })),
    [cards],
  )
  return (
    <FilterPopover
      label={words.connector}
      icon={<IconPlugConnected size={16} aria-hidden />}
      isOn={connector !== undefined}
    >
      {(close) => (
        <ChoiceList
          find={words.findConnector}
          choices={choices}
          chosen={connector}
          onChoose={(id) => {
            activity.filter({ connector: id })
            close()
          }}
        />
      )}
    </FilterPopover>
  )
}

/** The days that the filter of time offers, today included. */
const LAST_DAYS = [1, 7, 30, 90]

/** Filters by day, from one to another. */
export function TimeFilter() {
  const { activity } = useStores()
  const { from, to } = useStore(activity.store, (state) => state.filters)
  const today = useToday()
  const options = [
    { label: words.anyTime, first: undefined },
    ...LAST_DAYS.map((count) => {
      const first = new Date(today)
      first.setDate(first.getDate() - count + 1)
      return { label: words.lastDays(count), first: dayOf(first) }
    }),
  ]
  const set = (day: string) => (isDay(day) ? day : undefined)
  return (
    <FilterPopover
      label={words.period}
      icon={<IconCalendar size={16} aria-hidden />}
      isOn={from !== undefined || to !== undefined}
    >
      {() => (
        <div className="overflow-y-auto">
          <div role="radiogroup" aria-label={words.period} className="flex flex-col p-2">
            {options.map(({ label, first }) => (
              <label
                key={label}
                className="flex min-h-8 items-center gap-2.5 rounded-control px-2 text-sm hover:bg-surface-hover"
              >
                <Radio
                  name="period"
                  checked={to === undefined && from === first}
                  onChange={() => activity.filter({ from: first, to: undefined })}
                />
                {label}
              </label>
            ))}
          </div>
          <div className="grid grid-cols-2 gap-2 border-t border-line p-3">
            <label className="text-xs text-text-muted">
              {words.from}
              <Input
                type="date"
                className="mt-1 px-2"
                value={from ?? ''}
                max={to}
                onChange={({ target }) => activity.filter({ from: set(target.value) })}
              />
            </label>
            <label className="text-xs text-text-muted">
              {words.to}
              <Input
                type="date"
                className="mt-1 px-2"
                value={to ?? ''}
                min={from}
                onChange={({ target }) => activity.filter({ to: set(target.value) })}
              />
            </label>
          </div>
        </div>
      )}
    </FilterPopover>
  )
}
