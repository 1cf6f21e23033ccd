import { IconArrowsSort, IconLayoutGrid, IconLayoutRows, IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { mayChange, useStores, useReadOnlyReason, useWorkspace } from '../../stores/context.ts'
import { GROUPINGS, SORTS, STATUS_FILTERS, type StatusFilter } from '../../stores/lists/list-filters.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { Menu, MenuChoices, MenuSection } from '../../ui/menu.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { countStatuses } from './filters.ts'

interface ToolbarProps {
  /** All connectors of the workspace. */
  cards: readonly ConnectorCard[]
  /** Those that match the search and every filter but the status. */
  matches: readonly ConnectorCard[]
  today: Date
}

/** What is shown of the connectors, and how. */
export function Toolbar({ cards, matches, today }: ToolbarProps) {
  const { list, tests, view } = useStores()
  const workspace = useWorkspace()
  const readOnly = useReadOnlyReason(workspace)
  const status = useStore(list.store, ({ filters }) => filters.status)
  const counts = useMemo(() => countStatuses(matches, today), [matches, today])
  const segments: { value: StatusFilter | null; label: string; count: number }[] = [
    { value: null, label: text.installed.all, count: matches.length },
    ...STATUS_FILTERS.map((value) => ({
      value,
      label: value === 'attention' ? text.installed.attention : text.installed.statuses[value],
      count: counts[value],
    })),
  ]
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-3 lg:px-5">
      <Segments
        label={text.installed.statusFilter}
        options={segments}
        value={status}
        onChange={(next) => list.filter({ status: next })}
      />
      <FilterMenu />
      <SortMenu />
      <div className="ms-auto flex items-center gap-2">
        {mayChange(workspace) && cards.some(({ isTestable }) => isTestable) && (
          <Button
            variant="quiet"
            icon={<IconPlugConnected size={16} aria-hidden />}
            aria-label={text.installed.testAll}
            title={text.installed.testAll}
            onClick={() => void tests.testMany(workspace.id)}
          />
        )}
        <DensitySwitch />
        {mayChange(workspace) && (
          <Button
            variant="primary"
            icon={<IconPlus size={16} aria-hidden />}
            aria-label={text.installed.add}
            onClick={() => view.showTab('catalog')}
          >
            <span className="@max-[60rem]:hidden">{text.installed.add}</span>
          </Button>
        )}
      </div>
      {readOnly !== null && <Notice kind="lock">{readOnly}</Notice>}
    </div>
  )
}

/** These and the filters render for changes of their own, and not with every key that is pressed in the search. */
const SortMenu = memo(function SortMenu() {
  const { list } = useStores()
  const sort = useStore(list.store, (state) => state.sort)
  const grouping = useStore(list.store, (state) => state.grouping)
  const label = text.installed.sortBy(text.installed.sorts[sort])
  return (
    <Menu
      trigger={
        <Button variant="quiet" icon={<IconArrowsSort size={16} aria-hidden />} aria-label={label} title={label}>
          <span className="@max-[60rem]:hidden">{label}</span>
        </Button>
      }
    >
      <MenuChoices
        label={text.installed.sort}
        value={sort}
        onChange={(next) => list.arrange({ sort: next })}
        options={SORTS.map((value) => ({
          value,
          label: text.installed.sorts[value],
          content: text.installed.sorts[value],
        }))}
      />
      <MenuSection label={text.installed.group}>
        <MenuChoices
          label={text.installed.group}
          value={grouping}
          onChange={(next) => list.arrange({ grouping: next })}
          options={GROUPINGS.map((value) => ({
            value,
            label: text.installed.groupings[value],
            content: text.installed.groupings[value],
          }))}
        />
      </MenuSection>
    </Menu>
  )
})

const DensitySwitch = memo(function DensitySwitch() {
  const { list } = useStores()
  const density = useStore(list.store, (state) => state.density)
  return (
    <Segments
      label={text.installed.density}
      options={[
        { value: 'cards', label: text.installed.asCards, icon: <IconLayoutGrid size={16} aria-hidden /> },
        { value: 'rows', label: text.installed.asRows, icon: <IconLayoutRows size={16} aria-hidden /> },
      ]}
      value={density}
      onChange={(next) => list.arrange({ density: next })}
    />
  )
})
