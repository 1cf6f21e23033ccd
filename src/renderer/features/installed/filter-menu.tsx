import { Popover } from '@base-ui/react/popover'
import { IconFilter } from '@tabler/icons-react'
import { memo, type ReactNode, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { COLOURS } from '../../../shared/limits.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { hasFilters } from '../../stores/lists/list-filters.ts'
import { number } from '../../text/formats.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Checkbox, Input, Radio } from '../../ui/fields/input.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { type Choice, entriesOf, tagsOf } from './filters.ts'
import { ViewList } from './views/view-list.tsx'

const words = text.installed.filter
const KINDS = ['types', 'tags', 'expiry', 'colours'] as const
type Kind = (typeof KINDS)[number]

/** From this many choices on, a filter has a field to find one. */
const SEARCH_FROM = 9
const searchChoices = createSearch<Choice>(({ name }) => [name])

const NO_CARDS: readonly ConnectorCard[] = []

/** Filters by type, tag, expiry and what is outdated. */
export const FilterMenu = memo(function FilterMenu() {
  const { list } = useStores()
  const filters = useStore(list.store, (state) => state.filters)
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button
            variant="quiet"
            icon={<IconFilter size={16} aria-hidden />}
            aria-label={words.title}
            className={hasFilters(filters) ? 'text-accent' : ''}
          >
            <span className="@max-[60rem]:hidden">{words.title}</span>
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className="z-30 outline-none">
          <Popover.Popup
            aria-label={words.title}
            className="flex h-96 max-h-[var(--available-height)] w-[35rem] max-w-[var(--available-width)] animate-appear overflow-hidden rounded-xl border border-line bg-surface-raised shadow-overlay outline-none"
          >
            <Filters onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
})

function Filters({ onDone }: { onDone: () => void }) {
  const { list } = useStores()
  // Read here, so the closed menu does not render with every change of the list.
  const cards = useConnectors().cards ?? NO_CARDS
  const filters = useStore(list.store, (state) => state.filters)
  const [kind, setKind] = useState<Kind>('tags')
  const outdated = useMemo(() => cards.filter(({ attention }) => attention > 0).length, [cards])
  const chosen: Record<Kind, number> = {
    types: filters.entries.length,
    tags: filters.tags.length,
    expiry: filters.expiresWithin === null ? 0 : 1,
    colours: filters.colours.length,
  }
  return (
    <>
      <div className="flex w-56 shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-line p-2 max-sm:w-32">
        {KINDS.map((one) => (
          <Button
            key={one}
            variant="quiet"
            aria-pressed={kind === one}
            className={classNames(
              'justify-between! px-2! font-normal! text-text!',
              kind === one && 'bg-surface-sunken',
            )}
            onClick={() => setKind(one)}
          >
            {words[one]}
            {chosen[one] > 0 && <span className="text-xs font-medium text-accent tabular-nums">{chosen[one]}</span>}
          </Button>
        ))}
        <label className="flex min-h-8 items-center gap-2 rounded-control px-2 text-sm hover:bg-surface-hover">
          <Checkbox
            checked={filters.onlyOutdated}
            onChange={() => list.filter({ onlyOutdated: !filters.onlyOutdated })}
          />
          {words.outdated}
          <span className="ms-auto text-xs text-text-muted tabular-nums">{outdated}</span>
        </label>
        <ViewList cards={cards} onDone={onDone} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        {kind === 'types' && <TypeFilter cards={cards} />}
        {kind === 'tags' && <TagFilter cards={cards} onDone={onDone} />}
        {kind === 'expiry' && <ExpiryFilter />}
        {kind === 'colours' && <ColourFilter cards={cards} />}
      </div>
    </>
  )
}

function TypeFilter({ cards }: { cards: readonly ConnectorCard[] }) {
  const { list } = useStores()
  const entries = useStore(list.store, ({ filters }) => filters.entries)
  const choices = useMemo(() => entriesOf(cards), [cards])
  return (
    <Choices
      label={words.types}
      find={words.findType}
      choices={choices}
      chosen={entries}
      onChange={(next) => list.filter({ entries: next })}
    />
  )
}

function TagFilter({ cards, onDone }: { cards: readonly ConnectorCard[]; onDone: () => void }) {
  const { list, view } = useStores()
  const workspace = useWorkspace()
  const { tags, allTags } = useStore(list.store, (state) => state.filters)
  const choices = useMemo(() => tagsOf(cards), [cards])
  return (
    <Choices
      label={words.tags}
      find={words.findTag}
      choices={choices}
      chosen={tags}
      onChange={(next) => list.filter({ tags: next })}
    >
      <div className="flex items-center gap-2 px-3 text-sm text-text-muted">
        {words.match}
        <Segments
          label={words.match}
          options={[
            { value: 'any', label: words.any },
            { value: 'all', label: words.all },
          ]}
          value={allTags ? 'all' : 'any'}
          onChange={(next) => list.filter({ allTags: next === 'all' })}
        />
        {mayChange(workspace) && choices.length > 0 && (
          <Button
            variant="link"
            className="ms-auto"
            onClick={() => {
              onDone()
              view.open({ kind: 'manage-tags', workspaceId: workspace.id })
            }}
          >
            {text.installed.manageTags.open}
          </Button>
        )}
      </div>
    </Choices>
  )
}

interface ChoicesProps {
  label: string
  /** The label of the field that finds a choice. */
  find: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  children?: ReactNode
}

/** Choices with their counts; those that are chosen stay in the list even where no connector has them. */
function Choices({ label, find, choices, chosen, onChange, children }: ChoicesProps) {
  const [query, setQuery] = useState('')
  const missing = chosen
    .filter((key) => !choices.some((choice) => choice.key === key))
    .map((key) => ({ key, name: key, icon: null, count: 0 }))
  const all = [...missing, ...choices]
  const { items: shown } = searchChoices(all, query)
  const toggle = (key: string) =>
    onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 pt-2">
      {all.length >= SEARCH_FROM && (
        <div className="px-2">
          <Input aria-label={find} placeholder={find} value={query} onChange={({ target }) => setQuery(target.value)} />
        </div>
      )}
      {children}
      <ul aria-label={label} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {shown.map(({ key, name, icon, count }) => (
          <li key={key}>
            <label className="flex min-h-8 items-center gap-2.5 rounded-control px-2 text-sm hover:bg-surface-hover">
              <Checkbox checked={chosen.includes(key)} onChange={() => toggle(key)} />
              {icon !== null && <EntryIcon icon={icon} name={name} size="s" />}
              <span className="truncate" title={name}>
                {name}
              </span>
              <span className="ms-auto text-xs text-text-muted tabular-nums">{number(count)}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="px-2 py-3 text-sm text-text-muted">{text.common.noMatch}</li>}
      </ul>
    </div>
  )
}

function ColourFilter({ cards }: { cards: readonly ConnectorCard[] }) {
  const { list } = useStores()
  const colours = useStore(list.store, ({ filters }) => filters.colours)
  const choices = useMemo(
    () =>
      COLOURS.map((key) => ({
        ...{ key, name: text.workspaces.colours[key], icon: null },
        count: cards.filter(({ colour }) => colour === key).length,
      })).filter(({ key, count }) => count > 0 || colours.includes(key)),
    [cards, colours],
  )
  return (
    <Choices
      label={words.colours}
      find={words.colours}
      choices={choices}
      chosen={colours}
      onChange={(next) => list.filter({ colours: COLOURS.filter((colour) => next.includes(colour)) })}
    />
  )
}

const { expiry } = secretsText
const WITHIN = ['-1', '3', '14', '90'] as const

function ExpiryFilter() {
  const { list } = useStores()
  const within = useStore(list.store, ({ filters }) => filters.expiresWithin)
  const options = [
    { value: null, label: expiry.any },
    ...WITHIN.map((days) => ({ value: Number(days), label: expiry.within[days] })),
  ]
  return (
    <div role="radiogroup" aria-label={words.expiry} className="flex flex-col p-2">
      {options.map(({ value, label }) => (
        <label
          key={label}
          className="flex min-h-8 items-center gap-2.5 rounded-control px-2 text-sm hover:bg-surface-hover"
        >
          <Radio name="expiry" checked={within === value} onChange={() => list.filter({ expiresWithin: value })} />
          {label}
        </label>
      ))}
    </div>
  )
}
