import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import { useConnectors, useStores } from '../../stores/context.ts'
import { UNFILTERED } from '../../stores/lists/list-filters.ts'
import { text } from '../../text/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'

const MOST = 3
const TONES = { active: 'good', inactive: 'neutral', error: 'bad' } as const

/** The first connectors of an entry in this workspace, and the way to all of them. */
export function InstalledHere({ entry }: { entry: CatalogEntry }) {
  const { list, view } = useStores()
  const { cards } = useConnectors()
  const installed = (cards ?? []).filter(({ catalogKey }) => catalogKey === entry.key)
  if (installed.length === 0) return null
  const showAll = () => {
    view.close()
    view.showTab('installed')
    list.filter({ ...UNFILTERED, entries: [entry.key] })
  }
  return (
    <section className="border-t border-line pt-5">
      <h3 className="mb-3 text-sm font-semibold">{text.catalog.here}</h3>
      <ul className="flex flex-col gap-2">
        {installed.slice(0, MOST).map(({ id, name, status }) => (
          <li key={id} className="flex items-center gap-2 text-sm">
            <EntryIcon icon={entry.icon} name={entry.name} size="s" />
            <bdi className="min-w-0 flex-1 truncate" title={name}>
              {name}
            </bdi>
            <Badge tone={TONES[status]}>{text.installed.statuses[status]}</Badge>
          </li>
        ))}
      </ul>
      <Button variant="link" className="mt-2 text-sm" onClick={showAll}>
        {text.catalog.showAll(installed.length)}
      </Button>
    </section>
  )
}
