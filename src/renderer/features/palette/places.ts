import {
  IconAdjustments,
  IconHistory,
  IconLayoutDashboard,
  IconLayoutGrid,
  IconPlugConnected,
  IconSettings,
  IconTag,
} from '@tabler/icons-react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { Member } from '../../../contract/groups/members.ts'
import type { Stores } from '../../stores/stores.ts'
import type { Tab } from '../../stores/view-store.ts'
import { text } from '../../text/text.ts'
import type { Command } from './command.ts'

const words = text.palette

const ICONS: Record<Tab, typeof IconTag> = {
  catalog: IconLayoutGrid,
  installed: IconPlugConnected,
  activity: IconHistory,
  workspace: IconSettings,
  overview: IconLayoutDashboard,
  settings: IconAdjustments,
}

/** The pages of the window. */
export const pagesOf = ({ view }: Stores): Command[] =>
  (Object.keys(ICONS) as Tab[]).map((tab) => ({
    id: `page ${tab}`,
    label: words.goTo(text[tab].tab),
    sign: { kind: 'action', icon: ICONS[tab] },
    ...(tab === 'overview' && { keys: text.workspaces.keys(0) }),
    run: () => view.showTab(tab),
  }))

/** The tags of some connectors, the most used first; each shows the connectors that have it. */
export function tagsOf({ list, view }: Stores, cards: readonly ConnectorCard[]): Command[] {
  const counts = new Map<string, number>()
  for (const tag of cards.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([tag, count]) => ({
      id: `tag ${tag}`,
      label: words.showTagged(tag),
      detail: text.workspaces.count(count),
      sign: { kind: 'action', icon: IconTag },
      run: () => {
        list.clear()
        list.filter({ tags: [tag] })
        view.showTab('installed')
      },
    }))
}

/** The people of a workspace; each shows what they did. */
export const peopleOf = ({ activity, view }: Stores, members: readonly Member[]): Command[] =>
  members.map(({ personId, name, role }) => ({
    id: `person ${personId}`,
    label: words.activityOf(name),
    detail: text.people.roles[role],
    sign: { kind: 'action', icon: IconHistory },
    run: () => {
      activity.clear()
      activity.filter({ person: personId })
      view.showTab('activity')
    },
  }))
